package dev.morph.ir;

/** Something with who may use it. */
public record AccessControlled<T>(Access access, T value) {}
