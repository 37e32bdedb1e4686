package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import org.jspecify.annotations.Nullable;

/** What can be called with arguments: code, a function of the SDK, a constructor. */
abstract class Callable {
  private final FQName name;
  private final int arity;

  /**
   * @param name its own, or that of the definition around it
   */
  Callable(FQName name, int arity) {
    this.name = name;
    this.arity = arity;
  }

  final FQName name() {
    return name;
  }

  final int arity() {
    return arity;
  }

  /**
   * Calls it.
   *
   * @param captured what a closure took along; empty for others
   * @param arguments as many as its arity
   */
  abstract Object call(Machine machine, Object[] captured, Object[] arguments);

  /** The code, for those who lay out its frame themselves; null if it has none. */
  @Nullable Code code() {
    return null;
  }
}
