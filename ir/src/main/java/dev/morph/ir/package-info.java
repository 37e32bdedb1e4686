/**
 * The Morphir IR: one immutable model for the formats v1 to v4, readers that stream a document to a
 * {@link dev.morph.ir.DistributionHandler}, writers that are such handlers, and diagnostics.
 *
 * <p>{@link dev.morph.ir.IrReader} reads all of them; {@link dev.morph.ir.ClassicWriter} writes v1
 * to v3; a {@link dev.morph.ir.DistributionBuilder} between them keeps the whole in memory.
 * Portable: no reflection, threads, files or libraries.
 */
@NullMarked
package dev.morph.ir;

import org.jspecify.annotations.NullMarked;
