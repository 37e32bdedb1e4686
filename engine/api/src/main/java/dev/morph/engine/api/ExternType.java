package dev.morph.engine.api;

/** What an import asks for or an export gives. */
public sealed interface ExternType {
  /** A function. */
  record Function(FunctionType type) implements ExternType {}

  /**
   * A linear memory.
   *
   * @param minPages pages of 64 KiB at the start
   * @param maxPages the most it may grow to, or -1 if the module says none
   */
  record Memory(long minPages, long maxPages) implements ExternType {}

  /**
   * A table.
   *
   * @param maxElements the most it may grow to, or -1 if the module says none
   */
  record Table(ValueType elementType, long minElements, long maxElements) implements ExternType {}

  /** A global. */
  record Global(ValueType type, boolean mutable) implements ExternType {}

  /** An exception tag. */
  record Tag(FunctionType type) implements ExternType {}
}
