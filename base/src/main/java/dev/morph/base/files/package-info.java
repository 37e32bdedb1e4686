/** Files that guests are given: a tree below one root, by relative names. */
@NullMarked
package dev.morph.base.files;

import org.jspecify.annotations.NullMarked;
