package dev.morph.engine.endive;

/**
 * Carries what a host function threw through guest code, where no handler can catch it, to the
 * border, which throws the original.
 */
final class HostFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Throwable thrown;

  HostFailure(Throwable thrown) {
    super(null, thrown, false, false);
    this.thrown = thrown;
  }

  /** Throws the original, checked or not. */
  RuntimeException rethrow() {
    throw HostFailure.<RuntimeException>sneak(thrown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
