/**
 * The binary format of core WebAssembly modules: a decoder that keeps positions, the table of
 * instructions, a reader that steps over them, a validator, and a writer. Data flows one way:
 * bytes, {@link dev.morph.engine.binary.ModuleBinary}, validator; a pass reads instructions with
 * {@link dev.morph.engine.binary.InstructionReader} and writes bytes with {@link
 * dev.morph.engine.binary.BinaryWriter}. Features: WebAssembly 3.0 without memory64, threads and
 * relaxed SIMD.
 */
@NullMarked
package dev.morph.engine.binary;

import org.jspecify.annotations.NullMarked;
