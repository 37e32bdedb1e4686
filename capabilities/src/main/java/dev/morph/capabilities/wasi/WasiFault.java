package dev.morph.capabilities.wasi;

/** Ends a function with an errno. */
final class WasiFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  WasiFault(Errno errno) {
    super(errno.name(), null, false, false);
    this.errno = errno;
  }

  Errno errno() {
    return errno;
  }
}
