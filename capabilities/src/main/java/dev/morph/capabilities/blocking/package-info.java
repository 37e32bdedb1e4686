/** Waiting for what may not come back, no longer than a call may take. */
@NullMarked
package dev.morph.capabilities.blocking;

import org.jspecify.annotations.NullMarked;
