/**
 * Real parts in memory for tests: an assembler for the WebAssembly text format, tiny guests, and
 * the one way to say that a test did not run.
 */
@NullMarked
package dev.morph.testkit;

import org.jspecify.annotations.NullMarked;
