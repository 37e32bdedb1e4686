package dev.morph.morphir.sdk;

import java.util.function.Function;

/**
 * A curried function that can be given two arguments at once. Wherever a function that returns a
 * function is wanted, a lambda of two parameters of this type will do.
 *
 * <p>Not marked as functional: cast to it, a lambda means another method than cast to what it
 * extends.
 */
public interface Function2<A, B, R> extends Function<A, Function<B, R>> {
  /** What it gives for two arguments. */
  R apply(A first, B second);

  @Override
  default Function<B, R> apply(A first) {
    return second -> apply(first, second);
  }
}
