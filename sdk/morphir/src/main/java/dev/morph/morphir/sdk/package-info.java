/**
 * The Morphir SDK in Java: its types, and one class with the functions of each of its modules.
 * Generated code and the evaluator share it. Portable.
 */
@NullMarked
package dev.morph.morphir.sdk;

import org.jspecify.annotations.NullMarked;
