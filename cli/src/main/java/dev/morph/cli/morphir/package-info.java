/** The {@code morphir} command: tools over documents of the Morphir IR. */
@NullMarked
package dev.morph.cli.morphir;

import org.jspecify.annotations.NullMarked;
