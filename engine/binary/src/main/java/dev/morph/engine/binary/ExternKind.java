package dev.morph.engine.binary;

/** What is imported or exported; the ordinal is the binary format's number. */
public enum ExternKind {
  FUNCTION,
  TABLE,
  MEMORY,
  GLOBAL,
  TAG
}
