/** The main class of each built-in extension as a guest: what it exports. */
@NullMarked
package dev.morph.builtins.guests;

import org.jspecify.annotations.NullMarked;
