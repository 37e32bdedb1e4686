package dev.morph.runtime.sandbox;

import java.time.Duration;

/**
 * How many guests a runtime runs and keeps. Immutable, safe to share; made from {@link #defaults()}
 * by the {@code with} methods.
 *
 * @param running guests that run at once; 1 or more
 * @param runningPerExtension of these, those of one extension; 1 or more
 * @param waiting calls that wait for a place at once, half of them at most of one extension; 0
 *     refuses at once
 * @param longestWait how long a call waits for a place before it is {@code busy}
 * @param idle instances kept for the next call of their user, where the lifecycle is {@code reuse}
 * @param idlePerExtension of these, those of one extension
 * @param idleBytes what the memories and tables of all kept instances may take together
 * @param idleTime how long an instance is kept
 * @param closeTime how long closing waits for running calls before it ends them
 */
public record RuntimeSettings(
    int running,
    int runningPerExtension,
    int waiting,
    Duration longestWait,
    int idle,
    int idlePerExtension,
    long idleBytes,
    Duration idleTime,
    Duration closeTime) {
  public RuntimeSettings {
    if (running < 1 || runningPerExtension < 1) {
      throw new IllegalArgumentException("at least one guest must be able to run");
    }
    if (waiting < 0 || idle < 0 || idlePerExtension < 0 || idleBytes < 0) {
      throw new IllegalArgumentException("a bound is negative");
    }
    if (longestWait.isNegative() || idleTime.isNegative() || closeTime.isNegative()) {
      throw new IllegalArgumentException("a time is negative");
    }
  }

  /**
   * Four guests for each processor (at least 8), half of them of one extension; 1,000 calls wait up
   * to 10 s; 256 instances are kept for 5 minutes, 16 of one extension, in 512 MiB or a quarter of
   * the heap; closing waits 10 s.
   */
  public static RuntimeSettings defaults() {
    Runtime jvm = Runtime.getRuntime();
    int running = Math.max(8, 4 * jvm.availableProcessors());
    return new RuntimeSettings(
        running,
        running / 2,
        1_000,
        Duration.ofSeconds(10),
        256,
        16,
        Math.min(512L << 20, jvm.maxMemory() / 4),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  /** A copy that runs so many guests at once, and so many of one extension. */
  public RuntimeSettings withRunning(int guests, int perExtension) {
    return new RuntimeSettings(
        guests,
        perExtension,
        waiting,
        longestWait,
        idle,
        idlePerExtension,
        idleBytes,
        idleTime,
        closeTime);
  }

  /** A copy in which so many calls wait so long for a place. */
  public RuntimeSettings withWaiting(int calls, Duration longest) {
    return new RuntimeSettings(
        running,
        runningPerExtension,
        calls,
        longest,
        idle,
        idlePerExtension,
        idleBytes,
        idleTime,
        closeTime);
  }

  /** A copy that keeps so many instances, and so many of one extension, in so much memory. */
  public RuntimeSettings withIdle(int instances, int perExtension, long bytes, Duration time) {
    return new RuntimeSettings(
        running,
        runningPerExtension,
        waiting,
        longestWait,
        instances,
        perExtension,
        bytes,
        time,
        closeTime);
  }

  /** A copy whose closing waits so long for running calls. */
  public RuntimeSettings withCloseTime(Duration time) {
    return new RuntimeSettings(
        running,
        runningPerExtension,
        waiting,
        longestWait,
        idle,
        idlePerExtension,
        idleBytes,
        idleTime,
        time);
  }
}
