/** The {@code morph} command: arguments in, one result or one error out. */
@NullMarked
package dev.morph.cli;

import org.jspecify.annotations.NullMarked;
