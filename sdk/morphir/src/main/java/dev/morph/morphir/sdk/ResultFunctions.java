package dev.morph.morphir.sdk;

import java.util.function.Function;

/** The functions of Morphir.SDK.Result. */
public final class ResultFunctions {
  private ResultFunctions() {}

  /** What f gives for the value; the error if there is one. */
  public static <E, A, B> Result<E, B> andThen(Function<A, Result<E, B>> f, Result<E, A> result) {
    return switch (result) {
      case Result.Ok<E, A>(A value) -> f.apply(value);
      case Result.Err<E, A>(E error) -> Result.err(error);
    };
  }

  /** The value as f makes it; the error if there is one. */
  public static <E, A, B> Result<E, B> map(Function<A, B> f, Result<E, A> result) {
    return andThen(value -> Result.ok(f.apply(value)), result);
  }

  /** What f makes of both values; the first error if there is one. */
  public static <E, A, B, R> Result<E, R> map2(
      Function<A, Function<B, R>> f, Result<E, A> result1, Result<E, B> result2) {
    return andThen(a -> map(b -> Functions.call(f, a, b), result2), result1);
  }

  /** What f makes of three values; the first error if there is one. */
  public static <E, A, B, C, R> Result<E, R> map3(
      Function<A, Function<B, Function<C, R>>> f,
      Result<E, A> result1,
      Result<E, B> result2,
      Result<E, C> result3) {
    return andThen(
        a -> andThen(b -> map(c -> Functions.call(f, a, b, c), result3), result2), result1);
  }

  /** What f makes of four values; the first error if there is one. */
  public static <E, A, B, C, D, R> Result<E, R> map4(
      Function<A, Function<B, Function<C, Function<D, R>>>> f,
      Result<E, A> result1,
      Result<E, B> result2,
      Result<E, C> result3,
      Result<E, D> result4) {
    return andThen(
        a ->
            map3(
                (Function3<B, C, D, R>) (b, c, d) -> Functions.call(f, a, b, c, d),
                result2,
                result3,
                result4),
        result1);
  }

  /** What f makes of five values; the first error if there is one. */
  public static <E, A, B, C, D, F, R> Result<E, R> map5(
      Function<A, Function<B, Function<C, Function<D, Function<F, R>>>>> f,
      Result<E, A> result1,
      Result<E, B> result2,
      Result<E, C> result3,
      Result<E, D> result4,
      Result<E, F> result5) {
    return andThen(
        a ->
            andThen(
                b ->
                    map3(
                        (Function3<C, D, F, R>) (c, d, e) -> Functions.call(f, a, b, c, d, e),
                        result3,
                        result4,
                        result5),
                result2),
        result1);
  }

  /** The value, or the default if there is an error. */
  public static <E, A> A withDefault(A defaultValue, Result<E, A> result) {
    return result instanceof Result.Ok<E, A>(A value) ? value : defaultValue;
  }

  /** The value; nothing if there is an error. */
  public static <E, A> Maybe<A> toMaybe(Result<E, A> result) {
    return result instanceof Result.Ok<E, A>(A value) ? Maybe.just(value) : Maybe.nothing();
  }

  /** The value; the error if there is none. */
  public static <E, A> Result<E, A> fromMaybe(E error, Maybe<A> maybe) {
    return maybe instanceof Maybe.Just<A>(A value) ? Result.ok(value) : Result.err(error);
  }

  /** The error as f makes it; the value if there is one. */
  public static <E, F, A> Result<F, A> mapError(Function<E, F> f, Result<E, A> result) {
    return switch (result) {
      case Result.Ok<E, A>(A value) -> Result.ok(value);
      case Result.Err<E, A>(E error) -> Result.err(f.apply(error));
    };
  }
}
