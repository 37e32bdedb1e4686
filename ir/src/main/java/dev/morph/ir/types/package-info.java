/**
 * Types of the Morphir IR: what names mean (its SDK included), and the types of values that do not
 * say them.
 */
@NullMarked
package dev.morph.ir.types;

import org.jspecify.annotations.NullMarked;
