package dev.morph.engine.binary;

/**
 * A constant expression, where it stands in the bytes: from its first instruction up to and with
 * its {@code end}.
 */
public record Expression(int start, int end) {}
