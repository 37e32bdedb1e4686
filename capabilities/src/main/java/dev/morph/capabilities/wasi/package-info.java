/** WASI preview 1: what the standard libraries of guests import. */
@NullMarked
package dev.morph.capabilities.wasi;

import org.jspecify.annotations.NullMarked;
