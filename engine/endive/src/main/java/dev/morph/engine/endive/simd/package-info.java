/**
 * Rewrites modules that use vectors into ones that do not: a v128 becomes two i64, its low half
 * first, and each vector instruction scalar code. Only this engine uses it.
 */
@NullMarked
package dev.morph.engine.endive.simd;

import org.jspecify.annotations.NullMarked;
