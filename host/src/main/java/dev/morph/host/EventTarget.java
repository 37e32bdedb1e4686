package dev.morph.host;

import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;

/** Whoever gets events. */
interface EventTarget {
  /** Under which the queue knows it. */
  String name();

  /**
   * What it was declared and granted.
   *
   * @throws dev.morph.base.MorphException if it may not run
   */
  Policy policy();

  /** The longest that a call of it takes, in nanoseconds. */
  long timeNanos();

  /** Calls {@code on_event}. */
  CallOutcome execute(CallRequest request, AuditCaller caller);
}
