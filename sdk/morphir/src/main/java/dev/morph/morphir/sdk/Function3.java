package dev.morph.morphir.sdk;

import java.util.function.Function;

/** A curried function that can be given three arguments at once. */
public interface Function3<A, B, C, R> extends Function<A, Function<B, Function<C, R>>> {
  /** What it gives for three arguments. */
  R apply(A first, B second, C third);

  @Override
  default Function<B, Function<C, R>> apply(A first) {
    Function2<B, C, R> rest = (second, third) -> apply(first, second, third);
    return rest;
  }
}
