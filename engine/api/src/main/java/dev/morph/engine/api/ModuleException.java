package dev.morph.engine.api;

/** A module cannot be made ready to run; the phase is that of the core specification. */
public final class ModuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In which phase the fault was seen. */
  public enum Phase {
    /** The bytes do not decode. */
    MALFORMED,
    /** The module decodes and does not validate. */
    INVALID,
    /** The module is sound but uses a feature that Morph does not accept. */
    REFUSED,
    /** An import is missing or has another type. */
    UNLINKABLE
  }

  private final Phase phase;

  public ModuleException(Phase phase, String message) {
    this(phase, message, null);
  }

  public ModuleException(
      Phase phase, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
    this.phase = phase;
  }

  /** In which phase the fault was seen. */
  public Phase phase() {
    return phase;
  }
}
