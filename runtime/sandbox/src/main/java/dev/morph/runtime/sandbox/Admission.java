package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many guests run at once. The others wait, each extension in a line of its own: a place
 * that becomes free goes to the extension with the fewest running guests, and among equals to the
 * one that was not served for the longest. A call that a guest's host function makes on the same
 * thread has its caller's place, or it could wait for itself. Safe for several threads.
 */
final class Admission {
  private final RuntimeSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();

  /** One element: true while the thread has a place. */
  private final ThreadLocal<boolean[]> inside = ThreadLocal.withInitial(() -> new boolean[1]);

  /** Lines in which somebody waits, the one that was served last at the end. */
  private final Set<Line> waitingLines = new LinkedHashSet<>();

  private int running;
  private int waiting;
  private boolean closed;

  Admission(RuntimeSettings settings) {
    this.settings = settings;
  }

  /** The calls of one extension. Its fields belong to the lock of the admission. */
  static final class Line {
    private final Deque<Waiter> waiters = new ArrayDeque<>(0);
    private int running;
  }

  private static final class Waiter {
    private final Condition turn;
    private boolean admitted;
    private boolean refused;

    Waiter(Condition turn) {
      this.turn = turn;
    }
  }

  /** A place among the running guests; closed by the thread that got it. */
  final class Place implements AutoCloseable {
    private final @Nullable Line line;
    private final boolean[] flag;

    private Place(@Nullable Line line, boolean[] flag) {
      this.line = line;
      this.flag = flag;
    }

    @Override
    public void close() {
      Line mine = line;
      if (mine != null) {
        flag[0] = false;
        leave(mine);
      }
    }
  }

  /**
   * Waits for a place.
   *
   * @throws MorphException {@code busy} if too many wait already, or none became free in time;
   *     {@code not-found} if the runtime was closed
   */
  Place enter(Line line) {
    boolean[] flag = inside.get();
    if (flag[0]) {
      return new Place(null, flag);
    }
    lock.lock();
    try {
      if (closed) {
        throw closed();
      }
      if (hasRoom(line)) {
        running++;
        line.running++;
      } else {
        await(line);
      }
    } finally {
      lock.unlock();
    }
    flag[0] = true;
    return new Place(line, flag);
  }

  /** Runs on this thread what another one waits for: calls from inside have the other's place. */
  <T extends @Nullable Object> T within(Supplier<T> work) {
    boolean[] flag = inside.get();
    boolean before = flag[0];
    flag[0] = true;
    try {
      return work.get();
    } finally {
      flag[0] = before;
    }
  }

  private boolean hasRoom(Line line) {
    return running < settings.running() && line.running < settings.runningPerExtension();
  }

  private void await(Line line) {
    int mostOfLine = Math.ceilDiv(settings.waiting(), 2);
    if (waiting >= settings.waiting() || line.waiters.size() >= mostOfLine) {
      throw busy(
          running
              + " guests run and "
              + waiting
              + " calls wait, which is all that this host takes");
    }
    Waiter waiter = new Waiter(lock.newCondition());
    line.waiters.add(waiter);
    waitingLines.add(line);
    waiting++;
    long left = settings.longestWait().toNanos();
    boolean interrupted = false;
    while (!waiter.admitted && !waiter.refused && left > 0 && !interrupted) {
      try {
        left = waiter.turn.awaitNanos(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waiter.admitted) {
      return;
    }
    if (waiter.refused) {
      throw closed();
    }
    forget(line, waiter);
    throw busy(
        interrupted
            ? "the call was interrupted by its caller while it waited for a place"
            : "no place became free within "
                + settings.longestWait().toMillis()
                + " ms; "
                + running
                + " guests run at once");
  }

  private void forget(Line line, Waiter waiter) {
    line.waiters.remove(waiter);
    waiting--;
    if (line.waiters.isEmpty()) {
      waitingLines.remove(line);
    }
  }

  private void leave(Line line) {
    lock.lock();
    try {
      running--;
      line.running--;
      while (running < settings.running() && admitNext()) {
        // as many as there are places
      }
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean admitNext() {
    Line next = null;
    for (Line line : waitingLines) {
      if (line.running < settings.runningPerExtension()
          && (next == null || line.running < next.running)) {
        next = line;
      }
    }
    if (next == null) {
      return false;
    }
    Waiter waiter = next.waiters.remove();
    waiting--;
    waitingLines.remove(next);
    if (!next.waiters.isEmpty()) {
      waitingLines.add(next);
    }
    running++;
    next.running++;
    waiter.admitted = true;
    waiter.turn.signal();
    return true;
  }

  /** Lets nobody in any more; those who wait are refused. */
  void close() {
    lock.lock();
    try {
      closed = true;
      for (Line line : waitingLines) {
        for (Waiter waiter : line.waiters) {
          waiter.refused = true;
          waiter.turn.signal();
        }
        line.waiters.clear();
      }
      waitingLines.clear();
      waiting = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no guest runs; false if some still do. The caller's own place does not count. */
  boolean awaitDrained(long nanos) {
    int own = inside.get()[0] ? 1 : 0;
    lock.lock();
    try {
      long left = nanos;
      while (running > own && left > 0) {
        left = drained.awaitNanos(left);
      }
      return running <= own;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return running <= own;
    } finally {
      lock.unlock();
    }
  }

  private MorphException busy(String what) {
    return new MorphException(
        ErrorCode.BUSY,
        what + "; try again later",
        JsonObject.builder().put("running", running).put("waiting", waiting).build());
  }

  private static MorphException closed() {
    return new MorphException(ErrorCode.NOT_FOUND, "the runtime was closed");
  }
}
