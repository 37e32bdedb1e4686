package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;

/** A function of the SDK, as something that can be called. */
final class NativeFunction extends Callable {
  private final Native implementation;
  private final NativeCost cost;

  NativeFunction(FQName name, Native implementation) {
    super(name, implementation.arity());
    this.implementation = implementation;
    this.cost = NativeCost.of(name);
  }

  Native implementation() {
    return implementation;
  }

  NativeCost cost() {
    return cost;
  }

  @Override
  Object call(Machine machine, Object[] captured, Object[] arguments) {
    return machine.callNative(this, arguments);
  }

  EvaluationException refusal(String reason) {
    return new EvaluationException(EvaluationError.NATIVE_FAILED, reason).through(name());
  }
}
