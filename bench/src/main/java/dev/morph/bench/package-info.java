/**
 * Benchmarks. {@code bench/run} builds the kernels, runs everything in one go, so that figures
 * stand beside each other from the same machine at the same hour, and writes {@code
 * docs/benchmarks.md}.
 */
@NullMarked
package dev.morph.bench;

import org.jspecify.annotations.NullMarked;
