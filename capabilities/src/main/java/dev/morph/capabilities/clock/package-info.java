/** The time of day. */
@NullMarked
package dev.morph.capabilities.clock;

import org.jspecify.annotations.NullMarked;
