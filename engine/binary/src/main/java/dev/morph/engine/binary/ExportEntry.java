package dev.morph.engine.binary;

/** An export: the index is that of its kind. */
public record ExportEntry(String name, ExternKind kind, int index) {}
