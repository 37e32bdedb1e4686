/** Files of the workspace: the functions of guests, and a folder as their root. */
@NullMarked
package dev.morph.capabilities.fs;

import org.jspecify.annotations.NullMarked;
