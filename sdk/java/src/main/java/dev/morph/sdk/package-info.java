/**
 * What an extension written in Java uses. Compiled by TeaVM to WasmGC, together with the extension;
 * only the bytes that cross to the host lie in linear memory. One call runs at a time, so that
 * nothing here is safe for several threads.
 */
@NullMarked
package dev.morph.sdk;

import org.jspecify.annotations.NullMarked;
