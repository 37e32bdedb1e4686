package dev.morph.engine.api;

import org.jspecify.annotations.Nullable;

/** Execution of a guest ended without a result. The instance is not to be entered again. */
public final class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it ended. */
  public enum Kind {
    UNREACHABLE,
    MEMORY_OUT_OF_BOUNDS,
    TABLE_OUT_OF_BOUNDS,
    INDIRECT_CALL_MISMATCH,
    NULL_REFERENCE,
    CAST_FAILURE,
    ARRAY_OUT_OF_BOUNDS,
    INTEGER_DIVIDE_BY_ZERO,
    INTEGER_OVERFLOW,
    INVALID_CONVERSION,
    STACK_OVERFLOW,
    /** An exception that no handler of the guest caught. */
    UNCAUGHT_EXCEPTION,
    /** The thread was interrupted: the host ended the call. */
    INTERRUPTED,
    /** The JVM could not give the memory that the guest asked for. */
    OUT_OF_MEMORY,
    OTHER
  }

  private final Kind kind;

  public Trap(Kind kind, String message) {
    this(kind, message, null);
  }

  public Trap(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why it ended. */
  public Kind kind() {
    return kind;
  }
}
