package dev.morph.cli.morphir;

import dev.morph.cli.Terminal;

/**
 * One line on standard error that a person sees move while a big document is worked on. Not safe
 * for several threads.
 */
final class Progress {
  /** Smaller documents are done before anybody asks. */
  private static final int BIG = 8 << 20;

  private static final long PAUSE_NANOS = 200_000_000L;
  private static final String BLANK = " ".repeat(60);

  private final Terminal terminal;
  private final boolean shown;
  private long written;
  private long next;

  /**
   * @param size of what is read, in bytes
   */
  Progress(Terminal terminal, long size) {
    this.terminal = terminal;
    this.shown = size > BIG && Terminal.isInteractive();
    this.next = System.nanoTime() + PAUSE_NANOS;
  }

  /** So many bytes more were written. */
  void wrote(int bytes) {
    written += bytes;
    if (shown && System.nanoTime() - next >= 0) {
      terminal.err().print("\r" + (written >> 20) + " MiB written ...");
      terminal.err().flush();
      next = System.nanoTime() + PAUSE_NANOS;
    }
  }

  /** Takes the line away. */
  void end() {
    if (shown) {
      terminal.err().print("\r" + BLANK + "\r");
      terminal.err().flush();
    }
  }
}
