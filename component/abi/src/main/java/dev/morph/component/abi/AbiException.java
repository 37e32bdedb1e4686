package dev.morph.component.abi;

/**
 * The guest broke the calling convention: a pointer, an alignment, a length, a discriminant, a
 * character or UTF-8 that is not right. Ends the call as {@code guest-abi}.
 */
public final class AbiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AbiException(String message) {
    super(message);
  }
}
