package dev.morph.morphir.sdk;

import java.util.function.Function;

/** The functions of Morphir.SDK.Tuple. */
public final class TupleFunctions {
  private TupleFunctions() {}

  /** The pair of two values. */
  public static <A, B> Tuple2<A, B> pair(A a, B b) {
    return new Tuple2<>(a, b);
  }

  /** The first value. */
  public static <A, B> A first(Tuple2<A, B> tuple) {
    return tuple.first();
  }

  /** The second value. */
  public static <A, B> B second(Tuple2<A, B> tuple) {
    return tuple.second();
  }

  /** The pair with the first value as f makes it. */
  public static <A, B, X> Tuple2<X, B> mapFirst(Function<A, X> f, Tuple2<A, B> tuple) {
    return new Tuple2<>(f.apply(tuple.first()), tuple.second());
  }

  /** The pair with the second value as f makes it. */
  public static <A, B, Y> Tuple2<A, Y> mapSecond(Function<B, Y> f, Tuple2<A, B> tuple) {
    return new Tuple2<>(tuple.first(), f.apply(tuple.second()));
  }

  /** The pair with the first value as f, the second as g makes it. */
  public static <A, B, X, Y> Tuple2<X, Y> mapBoth(
      Function<A, X> f, Function<B, Y> g, Tuple2<A, B> tuple) {
    return new Tuple2<>(f.apply(tuple.first()), g.apply(tuple.second()));
  }
}
