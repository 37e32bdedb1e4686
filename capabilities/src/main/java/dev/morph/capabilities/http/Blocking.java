package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.policy.Limit;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may block on a thread of its own, while the guest's thread waits no longer than the
 * call's deadline: neither a resolver nor a socket can be trusted to heed an interrupt.
 */
final class Blocking {
  private Blocking() {}

  /**
   * The task's answer.
   *
   * @param threads where it runs; a task that is given up goes on there until it notices
   * @param abort makes it notice; runs when the deadline passes or the guest's thread is
   *     interrupted
   * @throws MorphException LIMIT_TIME at the deadline, or at an interrupt (which stays set)
   * @throws IOException what the task threw
   */
  static <T extends @Nullable Object> T run(
      CallContext call, Thread.Builder threads, Callable<T> task, Runnable abort)
      throws IOException {
    FutureTask<T> future = new FutureTask<>(task);
    long nanos = call.nanosLeft();
    if (nanos <= 0) {
      throw overtime(call);
    }
    Thread thread = threads.start(future);
    try {
      return future.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(thread, abort);
      throw overtime(call);
    } catch (InterruptedException e) {
      giveUp(thread, abort);
      Thread.currentThread().interrupt();
      throw overtime(call);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException fault -> throw fault;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static void giveUp(Thread thread, Runnable abort) {
    abort.run();
    thread.interrupt();
  }

  private static MorphException overtime(CallContext call) {
    long limit = call.limits().value(Limit.TIME);
    return new MorphException(
        ErrorCode.LIMIT_TIME,
        "the call was ended while it waited for a web request; its time is "
            + Limit.TIME.show(limit)
            + ", raise it with --limit time=SECONDS",
        JsonObject.builder().put("limit_ms", limit / 1_000_000).build());
  }
}
