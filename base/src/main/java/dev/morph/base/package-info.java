/**
 * Identity, digests, sizes and the one table of error codes. Portable: no reflection, threads,
 * files or libraries.
 */
@NullMarked
package dev.morph.base;

import org.jspecify.annotations.NullMarked;
