/**
 * The capability SPI. A capability is linked once (names and types), configured with what was
 * declared and granted (without a guest), and prepared per instance. Each host function is
 * described once and serves both guest ABIs.
 */
@NullMarked
package dev.morph.runtime.capability;

import org.jspecify.annotations.NullMarked;
