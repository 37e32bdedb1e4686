package dev.morph.runtime.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls at their deadline, or when the host must, by interrupting their thread. One daemon
 * thread serves all calls of the process; it looks every {@value #TICK_MILLIS} ms while a call is
 * under way and sleeps otherwise. It interrupts again at each look until the call is over, so that
 * nothing that swallows an interrupt outlives its deadline by much.
 */
final class Watchdog {
  private static final int TICK_MILLIS = 10;
  private static final Object NOBODY = new Object();
  private static final Watchdog SHARED = new Watchdog();

  private final Set<Ticket> active = ConcurrentHashMap.newKeySet();
  private final HeapWatch heap = HeapWatch.ofThisProcess();
  private volatile boolean idle = true;
  private @Nullable Thread thread;

  private Watchdog() {}

  /** Why a call is ended. */
  enum Reason {
    /** Its time is over. */
    TIME,
    /** The heap of this process is nearly full, and the call allocated most. */
    HEAP,
    /** Its runtime is being closed. */
    CLOSED
  }

  /**
   * Watches the calling thread until the ticket is closed.
   *
   * @param deadlineNanos by {@link System#nanoTime()}
   */
  static Ticket watch(long deadlineNanos) {
    return watch(NOBODY, deadlineNanos);
  }

  /**
   * As {@link #watch(long)}.
   *
   * @param owner whose calls {@link #endAll} ends together
   */
  static Ticket watch(Object owner, long deadlineNanos) {
    Ticket ticket = new Ticket(Thread.currentThread(), owner, deadlineNanos);
    SHARED.active.add(ticket);
    if (SHARED.idle) {
      SHARED.wake();
    }
    return ticket;
  }

  /** Ends all calls of an owner. */
  static void endAll(Object owner, Reason reason) {
    for (Ticket ticket : SHARED.active) {
      if (ticket.owner == owner) {
        ticket.end(reason);
      }
    }
  }

  /** A guest is about to make so many bytes of objects: waits while the heap has no room. */
  static void objectsAreMade(long bytes) {
    SHARED.heap.grant(bytes);
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
      try {
        long now = System.nanoTime();
        for (Ticket ticket : active) {
          ticket.check(now);
        }
        heap.look(active);
      } catch (OutOfMemoryError e) {
        // deadlines hold when the heap is full, too: the next look may find room
      }
    }
  }

  /** One watched call. Opened and closed by the call's thread. */
  static final class Ticket implements AutoCloseable, HeapWatch.Allocator {
    private final Thread caller;
    private final Object owner;
    private final long deadlineNanos;
    private boolean over;
    private volatile @Nullable Reason reason;
    private volatile @Nullable LongSupplier counted;

    /** What the thread had allocated when the call was first looked at; the watchdog's own. */
    private long allocatedBefore = -1;

    private Ticket(Thread caller, Object owner, long deadlineNanos) {
      this.caller = caller;
      this.owner = owner;
      this.deadlineNanos = deadlineNanos;
    }

    /** True once the call is to end. */
    boolean fired() {
      return reason() != null;
    }

    /** Why the call is to end, or null. */
    @Nullable Reason reason() {
      Reason known = reason;
      return known == null && nanosLeft() <= 0 ? Reason.TIME : known;
    }

    /** Nanoseconds until the deadline, negative after it. */
    long nanosLeft() {
      return deadlineNanos - System.nanoTime();
    }

    /** Gives the call a count of its own of what it allocates, for threads that have none. */
    void counted(LongSupplier allocatedBytes) {
      this.counted = allocatedBytes;
    }

    @Override
    public long allocatedBytes(HeapWatch.Heap heap) {
      LongSupplier own = counted;
      long bytes = own == null ? -1 : own.getAsLong();
      long total = heap.allocatedBytes(caller);
      if (total >= 0) {
        if (allocatedBefore < 0) {
          allocatedBefore = total;
        }
        bytes = Math.max(bytes, total - allocatedBefore);
      }
      return bytes;
    }

    @Override
    public boolean ended() {
      return reason != null;
    }

    @Override
    public void endForHeap() {
      end(Reason.HEAP);
    }

    private synchronized void end(Reason why) {
      if (!over) {
        if (reason == null) {
          reason = why;
        }
        caller.interrupt();
      }
    }

    private void check(long now) {
      if (reason != null || now - deadlineNanos >= 0) {
        end(Reason.TIME);
      }
    }

    /** Ends the watch; an interrupt of the watchdog's does not reach what the thread does next. */
    @Override
    public void close() {
      synchronized (this) {
        over = true;
        if (reason != null) {
          Thread.interrupted();
        }
      }
      SHARED.active.remove(this);
    }
  }
}
