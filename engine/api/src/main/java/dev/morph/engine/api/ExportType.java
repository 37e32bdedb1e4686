package dev.morph.engine.api;

/** One export of a module, in the module's order. */
public record ExportType(String name, ExternType type) {}
