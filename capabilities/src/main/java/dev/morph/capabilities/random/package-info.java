/** Random bytes and numbers from the system's secure source. */
@NullMarked
package dev.morph.capabilities.random;

import org.jspecify.annotations.NullMarked;
