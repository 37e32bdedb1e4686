/** Rates that all calls of one extension share. */
@NullMarked
package dev.morph.capabilities.rate;

import org.jspecify.annotations.NullMarked;
