/** The capabilities that every host has, one package each. */
@NullMarked
package dev.morph.capabilities;

import org.jspecify.annotations.NullMarked;
