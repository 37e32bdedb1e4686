package dev.morph.runtime.sandbox;

import dev.morph.runtime.capability.CallContext.LogLevel;

/** A line that a guest logged; secrets masked. */
public record LogLine(LogLevel level, String message) {}
