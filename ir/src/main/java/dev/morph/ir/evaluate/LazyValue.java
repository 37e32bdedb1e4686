package dev.morph.ir.evaluate;

import org.jspecify.annotations.Nullable;

/** A value of a recursive let, evaluated when another one needs it or all are there. */
final class LazyValue {
  private final Code code;
  private final Object[] captured;
  private final Location location;
  private @Nullable Object value;
  private boolean begun;

  LazyValue(Code code, Object[] captured, Location location) {
    this.code = code;
    this.captured = captured;
    this.location = location;
  }

  Object[] captured() {
    return captured;
  }

  Object force(Machine machine) {
    if (value == null) {
      if (begun) {
        throw location.fault(
            EvaluationError.CYCLIC_DEFINITION, "a value of a recursive let needs itself");
      }
      begun = true;
      value = machine.run(code, code.frame(captured));
    }
    return value;
  }
}
