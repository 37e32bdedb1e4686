package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Limit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Actions written in Java, held to what holds for those of a guest: the shape of their description,
 * the schemas of their parameters, the limits of time and of the result, one kind of outcome. What
 * they do is not bounded: it is code of the application. Safe for several threads.
 */
public final class NativeActions {
  private final Description description;
  private final ModuleSettings settings;

  private NativeActions(Description description, ModuleSettings settings) {
    this.description = description;
    this.settings = settings;
  }

  /** What a call does. Called on a virtual thread, which is interrupted at the deadline. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs an action.
     *
     * @param request its context whole, its parameters checked
     * @param deadlineNanos the {@link System#nanoTime} at which its answer comes too late
     * @throws MorphException the error of the action, answered as it is
     * @throws Exception a fault of the code ({@code guest-trap})
     */
    JsonValue run(CallRequest request, long deadlineNanos) throws Exception;
  }

  /**
   * Makes actions ready.
   *
   * @param description as {@code describe} answers it (docs/reference/shapes.md)
   * @param settings their name and limits; {@code time} and {@code result-size} hold
   * @throws MorphException ({@code guest-result}) if the description has not that shape
   */
  public static NativeActions of(
      JsonObject description, ModuleSettings settings, SchemaValidator validator) {
    return new NativeActions(Description.of(description, false, validator), settings);
  }

  /** Runs an action; failures are in the answer. */
  public CallOutcome execute(CallRequest given, Body body) {
    long start = System.nanoTime();
    CallRequest request;
    try {
      request = given.completed();
      Description.checkParams(settings, description.action(request.action()), request);
    } catch (MorphException e) {
      return new CallOutcome.Failed(e, CallReport.NONE);
    }
    long own = start + settings.limits().value(Limit.TIME);
    long deadline = request.origin().earlier(own);
    Run run = new Run(body, request, deadline);
    Thread thread = Thread.ofVirtual().name("morph-native-" + settings.name()).start(run);
    try {
      if (!run.ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        run.end(new CallOutcome.Failed(late(deadline != own), report(start)));
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      run.end(new CallOutcome.Failed(late(true), report(start)));
    }
    return run.outcome();
  }

  private static CallReport report(long start) {
    long micros = (System.nanoTime() - start) / 1_000;
    return new CallReport(new CallStats(-1, -1, 0, 0, 0, micros), List.of(), List.of());
  }

  private MorphException late(boolean callerGone) {
    return new MorphException(
        ErrorCode.LIMIT_TIME,
        callerGone
            ? "the time of the call that led to this one is over"
            : "the action did not answer within "
                + Limit.TIME.show(settings.limits().value(Limit.TIME)));
  }

  /** One call on its thread; the first outcome counts. */
  private final class Run implements Runnable {
    private final Body body;
    private final CallRequest request;
    private final long deadline;
    private final long start = System.nanoTime();
    private final AtomicReference<@Nullable CallOutcome> outcome = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Run(Body body, CallRequest request, long deadline) {
      this.body = body;
      this.request = request;
      this.deadline = deadline;
    }

    @Override
    public void run() {
      end(answered());
    }

    private CallOutcome answered() {
      try {
        JsonValue value = body.run(request, deadline);
        checkSize(value);
        return new CallOutcome.Ok(value, report(start));
      } catch (MorphException e) {
        return new CallOutcome.Failed(e, report(start));
      } catch (Exception | Error e) { // code of others: what a trap is in a guest, this is here
        return new CallOutcome.Failed(
            new MorphException(
                ErrorCode.GUEST_TRAP, "the action broke off: " + e.getClass().getSimpleName(), e),
            report(start));
      }
    }

    private void checkSize(JsonValue value) {
      long most = settings.limits().value(Limit.RESULT_SIZE);
      int size = Json.writeUtf8(value).length;
      if (size > most) {
        throw new MorphException(
            ErrorCode.LIMIT_RESULT_SIZE, "the result has " + size + " bytes, the limit is " + most);
      }
    }

    void end(CallOutcome found) {
      if (outcome.compareAndSet(null, found)) {
        ended.countDown();
      }
    }

    CallOutcome outcome() {
      CallOutcome found = outcome.get();
      if (found == null) {
        throw new IllegalStateException("the call has not ended");
      }
      return found;
    }
  }
}
