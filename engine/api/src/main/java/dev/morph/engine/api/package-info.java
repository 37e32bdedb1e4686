/**
 * The engine SPI: core WebAssembly only, small, and names no product. Portable. Everything above it
 * is engine-neutral.
 */
@NullMarked
package dev.morph.engine.api;

import org.jspecify.annotations.NullMarked;
