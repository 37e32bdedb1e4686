package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;

/**
 * A host call that was refused: a fact of the call, also where the guest went on.
 *
 * @param permission the right that was missing, {@code "http:write"}
 * @param message the text that the guest got, code included
 * @param remedy the flag that would allow it, {@code "--grant http:write=api.example.com"}; empty
 *     if only the extension's author can mend it
 */
public record Denial(ErrorCode code, String permission, String message, String remedy) {}
