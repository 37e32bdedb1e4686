package dev.morph.host.integration;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.CallOutcome;
import java.time.Duration;

/**
 * An integration that an application writes in Java. It is called from several threads at once.
 * What holds for an extension holds for it: parameters are checked against the schemas that it
 * describes, it has a limit of time and of its result, and every call is audited. Its code is the
 * application's own, and in no sandbox.
 */
public interface NativeIntegration {
  /** What it says of itself; asked once, when it is registered. */
  IntegrationDescription describe();

  /**
   * Runs an action. The thread is a virtual one, and is interrupted when the time is over.
   *
   * @return the result
   * @throws dev.morph.base.MorphException the error of the action: {@code action-failed} with the
   *     text for its caller
   * @throws Exception a fault of the code, which the caller gets as {@code guest-trap} without its
   *     text
   */
  JsonValue execute(Call call) throws Exception;

  /** One call. Belongs to the thread of the call. */
  interface Call {
    /** One of the actions of {@link #describe}, or {@code on_event}. */
    String action();

    /** The parameters, which fit the action's schema. */
    JsonObject params();

    /** Who calls; {@link ExecutionContext#requestId} is never empty. */
    ExecutionContext context();

    /** How long the answer may still take; not negative. */
    Duration timeLeft();

    /**
     * Calls an action of another integration, if this one is granted {@code extension:call} of it:
     * for the same user, under the other's own rights and limits, at most 4 calls deep, never back
     * into one that is under way.
     */
    CallOutcome call(ExtensionId target, String action, JsonObject params);
  }
}
