package dev.morph.runtime.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls at their deadline by interrupting their thread. One daemon thread serves all calls of
 * the process; it looks every {@value #TICK_MILLIS} ms while a call is under way and sleeps
 * otherwise. It interrupts again at each look until the call is over, so that nothing that swallows
 * an interrupt outlives its deadline by much.
 */
final class Watchdog {
  private static final int TICK_MILLIS = 10;
  private static final Watchdog SHARED = new Watchdog();

  private final Set<Ticket> active = ConcurrentHashMap.newKeySet();
  private volatile boolean idle = true;
  private @Nullable Thread thread;

  private Watchdog() {}

  /**
   * Watches the calling thread until the ticket is closed.
   *
   * @param deadlineNanos by {@link System#nanoTime()}
   */
  static Ticket watch(long deadlineNanos) {
    Ticket ticket = new Ticket(Thread.currentThread(), deadlineNanos);
    SHARED.active.add(ticket);
    if (SHARED.idle) {
      SHARED.wake();
    }
    return ticket;
  }

  private synchronized void wake() {
    idle = false;
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("morph-watchdog").start(this::run);
    } else {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    int quietTicks = 0;
    while (true) {
      if (active.isEmpty() && ++quietTicks > 100) {
        quietTicks = 0;
        idle = true;
        // a call that began between the two lines has set idle to false, or is seen here
        if (active.isEmpty()) {
          LockSupport.park(this);
        }
        idle = false;
        continue;
      }
      LockSupport.parkNanos(this, TICK_MILLIS * 1_000_000L);
      long now = System.nanoTime();
      for (Ticket ticket : active) {
        ticket.check(now);
      }
    }
  }

  /** One watched call. Opened and closed by the call's thread. */
  static final class Ticket implements AutoCloseable {
    private final Thread caller;
    private final long deadlineNanos;
    private boolean over;
    private volatile boolean fired;

    private Ticket(Thread caller, long deadlineNanos) {
      this.caller = caller;
      this.deadlineNanos = deadlineNanos;
    }

    /** True once the deadline passed while the call was under way. */
    boolean fired() {
      return fired || System.nanoTime() - deadlineNanos >= 0;
    }

    /** Nanoseconds until the deadline, negative after it. */
    long nanosLeft() {
      return deadlineNanos - System.nanoTime();
    }

    private synchronized void check(long now) {
      if (!over && now - deadlineNanos >= 0) {
        fired = true;
        caller.interrupt();
      }
    }

    /** Ends the watch; an interrupt of the watchdog's does not reach what the thread does next. */
    @Override
    public void close() {
      synchronized (this) {
        over = true;
        if (fired) {
          Thread.interrupted();
        }
      }
      SHARED.active.remove(this);
    }
  }
}
