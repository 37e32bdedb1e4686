/**
 * The suite that every engine passes: the core suite of the WebAssembly specification ({@link
 * dev.morph.engine.tck.CoreSuiteTck}) and our own cases for what the specification leaves to the
 * embedder ({@link dev.morph.engine.tck.EngineTck}). It knows engines only by {@code
 * dev.morph.engine.api}; an engine's tests extend the two classes. Lives in main scope because the
 * tests of other modules use it.
 */
@NullMarked
package dev.morph.engine.tck;

import org.jspecify.annotations.NullMarked;
