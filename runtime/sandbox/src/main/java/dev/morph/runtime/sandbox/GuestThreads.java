package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on guest threads: on the caller's own if it is one, else on one that is kept for it.
 * There are as many as calls at once, which is what {@link Admission} bounds; one that has nothing
 * to do ends. Safe for several threads.
 */
final class GuestThreads {
  /** How long a thread waits for its next work. */
  static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final ThreadFactory THREADS = GuestThread.factory("morph-guest-");

  /** Those that wait; the one that worked last is given work first. The lock of all fields. */
  private final Deque<Worker> idle = new ArrayDeque<>();

  private boolean closed;

  /**
   * Runs work and waits for it. What it throws is thrown here. An interrupt of the caller reaches
   * the work, and one that the work leaves reaches the caller; the work has the caller's context
   * class loader.
   */
  <T extends @Nullable Object> T call(Supplier<T> work) {
    if (GuestThread.isCurrent()) {
      return work.get();
    }
    HandOver<T> job = new HandOver<>(work);
    job.interrupted = Thread.interrupted();
    Worker worker;
    synchronized (idle) {
      worker = idle.pollLast();
    }
    if (worker == null) {
      start(job);
    } else {
      worker.give(job);
    }
    return job.await();
  }

  private void start(HandOver<?> job) {
    Worker worker = new Worker(job);
    try {
      worker.thread.start();
    } catch (OutOfMemoryError e) {
      if (job.interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new MorphException(
          ErrorCode.BUSY,
          "the system has no thread, or no address space for its stack, to run a guest on; try"
              + " again later",
          e);
    }
  }

  /** Ends the threads that wait; those that work end when they are done. */
  void close() {
    synchronized (idle) {
      closed = true;
      for (Worker worker : idle) {
        worker.give(HandOver.END);
      }
      idle.clear();
    }
  }

  private final class Worker implements Runnable {
    private final Thread thread = THREADS.newThread(this);
    private volatile @Nullable HandOver<?> next;

    Worker(HandOver<?> first) {
      next = first;
    }

    void give(HandOver<?> job) {
      next = job;
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      while (awaitWork() && work()) {
        // until there is nothing to do
      }
    }

    /** A frame of its own: a thread that waits holds nothing of its last work. */
    private boolean work() {
      HandOver<?> job = next;
      next = null;
      if (job == null || job == HandOver.END) {
        return false;
      }
      job.run(thread);
      boolean kept;
      // before the caller knows: else its next call finds nobody, and starts one more
      synchronized (idle) {
        kept = !closed;
        if (kept) {
          idle.addLast(this);
        }
      }
      job.finish();
      return kept;
    }

    private boolean awaitWork() {
      long since = System.nanoTime();
      while (next == null) {
        LockSupport.parkNanos(this, IDLE_NANOS);
        if (System.nanoTime() - since >= IDLE_NANOS && leave()) {
          return false;
        }
      }
      return true;
    }

    /** False if somebody is about to give it work. */
    private boolean leave() {
      synchronized (idle) {
        return idle.remove(this);
      }
    }
  }

  /** Work of one caller. */
  private static final class HandOver<T extends @Nullable Object> {
    /** Ends the thread that it is given to. */
    static final HandOver<Object> END = new HandOver<>(Object::new);

    private final Supplier<T> work;
    private final Thread caller = Thread.currentThread();
    private final @Nullable ClassLoader loader = caller.getContextClassLoader();

    /** Where it runs. Belongs to its lock. */
    private @Nullable Thread runner;

    /** An interrupt that the work has not seen yet, or left. Belongs to its lock. */
    private boolean interrupted;

    private @Nullable T result;
    private @Nullable Throwable failure;
    private volatile boolean done;

    HandOver(Supplier<T> work) {
      this.work = work;
    }

    void run(Thread thread) {
      thread.setContextClassLoader(loader);
      synchronized (this) {
        runner = thread;
        if (interrupted) {
          thread.interrupt();
        }
      }
      try {
        result = work.get();
      } catch (Throwable e) { // the caller's to handle, whatever it is
        failure = e;
      }
      synchronized (this) {
        runner = null;
        interrupted = Thread.interrupted();
      }
      thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    void finish() {
      done = true;
      LockSupport.unpark(caller);
    }

    private synchronized void interrupt() {
      Thread thread = runner;
      if (thread == null) {
        interrupted = true;
      } else {
        thread.interrupt();
      }
    }

    @SuppressWarnings("NullAway") // a result is null only where T may be
    T await() {
      // looking for the end before sleeping costs both sides more than being woken
      while (!done) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          interrupt();
        }
      }
      if (interrupted) {
        caller.interrupt();
      }
      return switch (failure) {
        case null -> result;
        case Error e -> throw e;
        case RuntimeException e -> throw e;
        default -> throw new IllegalStateException(failure);
      };
    }
  }
}
