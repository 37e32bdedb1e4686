/**
 * Runs guests: recognises what a module is, links it with the capabilities it may use, calls its
 * contract functions over either ABI, and holds it to its limits. Knows no storage, no registry and
 * no engine by name.
 */
@NullMarked
package dev.morph.runtime.sandbox;

import org.jspecify.annotations.NullMarked;
