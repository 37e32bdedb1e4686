package dev.morph.capabilities.blocking;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.policy.Limit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may block on a thread of its own, while the guest's thread waits no longer than the
 * call's deadline: no resolver, socket or disk can be trusted to heed an interrupt.
 */
public final class Blocking {
  private Blocking() {}

  /** What may block. */
  @FunctionalInterface
  public interface Task<T extends @Nullable Object, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /**
   * The task's answer.
   *
   * @param threads where it runs; a task that is given up goes on there until it notices
   * @param awaited what it is, for the error: {@code "a web request"}
   * @param abort makes it notice; runs when the deadline passes or the guest's thread is
   *     interrupted
   * @throws MorphException ({@code limit-time}) at the deadline, or at an interrupt, which stays
   *     set
   * @throws E what the task threw
   */
  public static <T extends @Nullable Object, E extends Exception> T run(
      CallContext call, Thread.Builder threads, String awaited, Task<T, E> task, Runnable abort)
      throws E {
    FutureTask<T> future = new FutureTask<>(task::run);
    long nanos = call.nanosLeft();
    if (nanos <= 0) {
      throw overtime(call, awaited);
    }
    Thread thread = threads.start(future);
    try {
      return future.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(thread, abort);
      throw overtime(call, awaited);
    } catch (InterruptedException e) {
      giveUp(thread, abort);
      Thread.currentThread().interrupt();
      throw overtime(call, awaited);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error error -> throw error;
        case Exception thrown -> {
          @SuppressWarnings("unchecked") // a task throws nothing else that is checked
          E known = (E) thrown;
          throw known;
        }
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static void giveUp(Thread thread, Runnable abort) {
    abort.run();
    thread.interrupt();
  }

  private static MorphException overtime(CallContext call, String awaited) {
    long limit = call.limits().value(Limit.TIME);
    return new MorphException(
        ErrorCode.LIMIT_TIME,
        "the call was ended while it waited for "
            + awaited
            + "; its time is "
            + Limit.TIME.show(limit)
            + ", raise it with --limit time=SECONDS",
        JsonObject.builder().put("limit_ms", limit / 1_000_000).build());
  }
}
