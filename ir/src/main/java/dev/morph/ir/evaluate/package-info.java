/** Evaluates values of the Morphir IR: strict, with closures, bounded by fuel and depth. */
@NullMarked
package dev.morph.ir.evaluate;

import org.jspecify.annotations.NullMarked;
