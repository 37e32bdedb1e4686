/**
 * A frontend for modules in Elm's syntax: sources to a library of the Morphir IR, with the type of
 * every node. Portable.
 */
@NullMarked
package dev.morph.builtins.elm;

import org.jspecify.annotations.NullMarked;
