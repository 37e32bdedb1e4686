package dev.morph.morphir.sdk;

import java.util.function.Function;

/** The functions of Morphir.SDK.Maybe. */
public final class MaybeFunctions {
  private MaybeFunctions() {}

  /** What f gives for the value; nothing if there is none. */
  public static <A, B> Maybe<B> andThen(Function<A, Maybe<B>> f, Maybe<A> maybe) {
    return maybe instanceof Maybe.Just<A>(A value) ? f.apply(value) : Maybe.nothing();
  }

  /** The value as f makes it. */
  public static <A, B> Maybe<B> map(Function<A, B> f, Maybe<A> maybe) {
    return maybe instanceof Maybe.Just<A>(A value) ? Maybe.just(f.apply(value)) : Maybe.nothing();
  }

  /** What f makes of both values; nothing if one is missing. */
  public static <A, B, R> Maybe<R> map2(
      Function<A, Function<B, R>> f, Maybe<A> maybe1, Maybe<B> maybe2) {
    return maybe1 instanceof Maybe.Just<A>(A a) && maybe2 instanceof Maybe.Just<B>(B b)
        ? Maybe.just(Functions.call(f, a, b))
        : Maybe.nothing();
  }

  /** What f makes of three values; nothing if one is missing. */
  public static <A, B, C, R> Maybe<R> map3(
      Function<A, Function<B, Function<C, R>>> f,
      Maybe<A> maybe1,
      Maybe<B> maybe2,
      Maybe<C> maybe3) {
    return maybe1 instanceof Maybe.Just<A>(A a)
            && maybe2 instanceof Maybe.Just<B>(B b)
            && maybe3 instanceof Maybe.Just<C>(C c)
        ? Maybe.just(Functions.call(f, a, b, c))
        : Maybe.nothing();
  }

  /** What f makes of four values; nothing if one is missing. */
  public static <A, B, C, D, R> Maybe<R> map4(
      Function<A, Function<B, Function<C, Function<D, R>>>> f,
      Maybe<A> maybe1,
      Maybe<B> maybe2,
      Maybe<C> maybe3,
      Maybe<D> maybe4) {
    return maybe1 instanceof Maybe.Just<A>(A a)
            && maybe2 instanceof Maybe.Just<B>(B b)
            && maybe3 instanceof Maybe.Just<C>(C c)
            && maybe4 instanceof Maybe.Just<D>(D d)
        ? Maybe.just(Functions.call(f, a, b, c, d))
        : Maybe.nothing();
  }

  /** What f makes of five values; nothing if one is missing. */
  public static <A, B, C, D, E, R> Maybe<R> map5(
      Function<A, Function<B, Function<C, Function<D, Function<E, R>>>>> f,
      Maybe<A> maybe1,
      Maybe<B> maybe2,
      Maybe<C> maybe3,
      Maybe<D> maybe4,
      Maybe<E> maybe5) {
    return maybe1 instanceof Maybe.Just<A>(A a)
            && maybe2 instanceof Maybe.Just<B>(B b)
            && maybe3 instanceof Maybe.Just<C>(C c)
            && maybe4 instanceof Maybe.Just<D>(D d)
            && maybe5 instanceof Maybe.Just<E>(E e)
        ? Maybe.just(Functions.call(f, a, b, c, d, e))
        : Maybe.nothing();
  }

  /** The value, or the default if there is none. */
  public static <A> A withDefault(A defaultValue, Maybe<A> maybe) {
    return maybe instanceof Maybe.Just<A>(A value) ? value : defaultValue;
  }

  /** True if there is a value. */
  public static <A> boolean hasValue(Maybe<A> maybe) {
    return maybe instanceof Maybe.Just<A>;
  }
}
