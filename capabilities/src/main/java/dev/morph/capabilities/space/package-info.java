/** {@code morphee:extensions/space}: which spaces there are. */
@NullMarked
package dev.morph.capabilities.space;

import org.jspecify.annotations.NullMarked;
