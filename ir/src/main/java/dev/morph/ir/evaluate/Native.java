package dev.morph.ir.evaluate;

/** A function of the SDK. Safe to share. */
interface Native {
  /** How many arguments it takes. */
  int arity();

  /**
   * What it gives for as many arguments as it takes.
   *
   * @throws ArithmeticException if there is no result, or it is too large
   * @throws IllegalArgumentException if the values make no sense together
   * @throws ClassCastException if a value is of another type
   */
  Object call(Object[] arguments);
}
