package dev.morph.engine.meter;

/**
 * A module that counts what it uses.
 *
 * @param bytes the binary; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record MeteredModule(byte[] bytes, MeterFacts facts) {}
