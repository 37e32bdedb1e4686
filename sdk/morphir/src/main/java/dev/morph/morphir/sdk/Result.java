package dev.morph.morphir.sdk;

import java.util.List;

/** What came of something that may fail: Elm's {@code Result}. Immutable. */
public sealed interface Result<E, A> extends Composite {
  /** It worked. */
  static <E, A> Result<E, A> ok(A value) {
    return new Ok<>(value);
  }

  /** It failed. */
  static <E, A> Result<E, A> err(E error) {
    return new Err<>(error);
  }

  /** What came of it. */
  record Ok<E, A>(A value) implements Result<E, A> {
    @Override
    public List<?> parts() {
      return List.of("ok", value);
    }
  }

  /** Why it failed. */
  record Err<E, A>(E error) implements Result<E, A> {
    @Override
    public List<?> parts() {
      return List.of("err", error);
    }
  }
}
