package dev.morph.bench;

import dev.morph.host.Morph;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of benchmarks that call guests, as an application that calls them often has them: so
 * no hand-over is measured. JMH makes it, by {@code jmh.executor.class}.
 */
public final class GuestExecutor extends ThreadPoolExecutor {
  /** With so many threads, whose names start so. */
  public GuestExecutor(int threads, String prefix) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Morph.guestThreads(prefix + "-"));
  }
}
