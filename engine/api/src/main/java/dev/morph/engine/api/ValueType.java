package dev.morph.engine.api;

/** The type of one WebAssembly value, as far as the border between guest and host needs it. */
public enum ValueType {
  /**
   * One lane, the value in the low 32 bits (the high ones are ignored when read, zero-extended when
   * given).
   */
  I32,
  /** One lane. */
  I64,
  /** One lane, IEEE bits in the low 32 bits. */
  F32,
  /** One lane, IEEE bits. */
  F64,
  /** Two lanes, low half first. */
  V128,
  /** A reference to a function; no lane but an entry among the references. */
  FUNCREF,
  /** A reference to a host object; no lane but an entry among the references. */
  EXTERNREF,
  /** Any other reference (GC, exceptions); no lane but an entry among the references. */
  OTHER_REF
}
