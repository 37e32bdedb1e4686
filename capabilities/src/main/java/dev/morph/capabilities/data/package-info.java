/** {@code morphee:extensions/data}: tasks, conversations and memory. */
@NullMarked
package dev.morph.capabilities.data;

import org.jspecify.annotations.NullMarked;
