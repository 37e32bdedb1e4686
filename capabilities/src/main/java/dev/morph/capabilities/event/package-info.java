/** {@code morphee:extensions/events}: what extensions tell each other. */
@NullMarked
package dev.morph.capabilities.event;

import org.jspecify.annotations.NullMarked;
