/** Files of guests in memory. */
@NullMarked
package dev.morph.testkit.files;

import org.jspecify.annotations.NullMarked;
