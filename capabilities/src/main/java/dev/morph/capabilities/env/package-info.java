/** Environment variables of the call, never those of the host process. */
@NullMarked
package dev.morph.capabilities.env;

import org.jspecify.annotations.NullMarked;
