/**
 * Makes Java of a distribution: records, sealed interfaces and enums of its types, static methods
 * of its values. What it makes needs the Morphir SDK for Java ({@code dev.morph.morphir.sdk}) and
 * nothing else. Portable.
 */
@NullMarked
package dev.morph.builtins.java;

import org.jspecify.annotations.NullMarked;
