/**
 * Runs inside the TeaVM compiler, never in a guest: makes its WasmGC output a guest of the bytes
 * ABI.
 */
@NullMarked
package dev.morph.sdk.teavm;

import org.jspecify.annotations.NullMarked;
