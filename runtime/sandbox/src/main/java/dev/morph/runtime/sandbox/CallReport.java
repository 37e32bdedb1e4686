package dev.morph.runtime.sandbox;

import java.util.List;

/** What is known of a call beside its result. */
public record CallReport(CallStats stats, List<Denial> denials, List<HostCall> trace) {
  /** Of a call that did not take place. */
  public static final CallReport NONE = new CallReport(CallStats.NONE, List.of(), List.of());

  public CallReport {
    denials = List.copyOf(denials);
    trace = List.copyOf(trace);
  }
}
