package dev.morph.morphir.sdk;

import java.util.function.Function;

/** How curried functions are called. */
public final class Functions {
  private Functions() {}

  /** Gives a function two arguments. */
  public static <A, B, R> R call(Function<A, Function<B, R>> f, A first, B second) {
    return f instanceof Function2<A, B, R> both
        ? both.apply(first, second)
        : f.apply(first).apply(second);
  }

  /** Gives a function three arguments. */
  public static <A, B, C, R> R call(
      Function<A, Function<B, Function<C, R>>> f, A first, B second, C third) {
    return f instanceof Function3<A, B, C, R> all
        ? all.apply(first, second, third)
        : call(f.apply(first), second, third);
  }

  /** Gives a function four arguments. */
  public static <A, B, C, D, R> R call(
      Function<A, Function<B, Function<C, Function<D, R>>>> f,
      A first,
      B second,
      C third,
      D fourth) {
    return call(f, first, second, third).apply(fourth);
  }

  /** Gives a function five arguments. */
  public static <A, B, C, D, E, R> R call(
      Function<A, Function<B, Function<C, Function<D, Function<E, R>>>>> f,
      A first,
      B second,
      C third,
      D fourth,
      E fifth) {
    return call(call(f, first, second, third), fourth, fifth);
  }
}
