package dev.morph.engine.api;

/** One import of a module, in the module's order. */
public record ImportType(String module, String name, ExternType type) {}
