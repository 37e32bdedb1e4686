package dev.morph.ir;

/** A named parameter of a constructor or of a value's specification. */
public record Parameter(Name name, Type type) {}
