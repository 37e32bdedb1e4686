/** Secrets of the extension. */
@NullMarked
package dev.morph.capabilities.vault;

import org.jspecify.annotations.NullMarked;
