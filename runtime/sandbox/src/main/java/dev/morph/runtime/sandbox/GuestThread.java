package dev.morph.runtime.sandbox;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A daemon thread with stack for the deepest guest that is allowed, {@code stack-depth} nested
 * calls with frames of 51 KB, and for the host functions that it calls. The stack is address space;
 * it takes memory only as far as a guest recurses, and gives it back when the thread ends.
 *
 * <p>A runtime calls guests on the calling thread if it is one of these, and hands the call over to
 * one of its own otherwise.
 */
public final class GuestThread extends Thread {
  /**
   * 10,000 frames of 51 KB: functions with some 3,000 locals of 64 bits, not compiled by the JIT.
   */
  private static final long STACK_BYTES = 512L << 20;

  /**
   * A thread that is not started.
   *
   * @param name what it is called
   * @param work what it runs
   */
  GuestThread(String name, Runnable work) {
    super(null, work, name, STACK_BYTES, false);
    setDaemon(true);
    setPriority(NORM_PRIORITY);
  }

  /**
   * Makes daemon threads for executors whose tasks call guests often: nothing is handed over there.
   *
   * @param prefix of their names, which are numbered from 1
   */
  public static ThreadFactory factory(String prefix) {
    AtomicLong made = new AtomicLong();
    return work -> new GuestThread(prefix + made.incrementAndGet(), work);
  }

  /** True on one of these threads. */
  static boolean isCurrent() {
    return currentThread() instanceof GuestThread;
  }
}
