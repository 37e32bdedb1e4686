package dev.morph.component.abi;

/** A section {@code component-type*} is not what toolchains of guests write there. */
public final class ComponentTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ComponentTypeException(String message) {
    super(message);
  }
}
