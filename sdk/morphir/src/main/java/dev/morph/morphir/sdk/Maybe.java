package dev.morph.morphir.sdk;

import java.util.List;

/** A value that may be absent: Elm's {@code Maybe}. Immutable. */
public sealed interface Maybe<A> extends Composite {
  /** The value. */
  static <A> Maybe<A> just(A value) {
    return new Just<>(value);
  }

  /** No value. */
  @SuppressWarnings("unchecked") // it holds none
  static <A> Maybe<A> nothing() {
    return (Maybe<A>) Nothing.INSTANCE;
  }

  /** A value that is there. */
  record Just<A>(A value) implements Maybe<A> {
    @Override
    public List<?> parts() {
      return List.of("just", value);
    }
  }

  /** No value; all are equal. */
  record Nothing<A>() implements Maybe<A> {
    private static final Nothing<?> INSTANCE = new Nothing<>();

    @Override
    public List<?> parts() {
      return List.of("nothing");
    }
  }
}
