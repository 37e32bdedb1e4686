package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/** A value that an application is started by; v4 only. */
public record EntryPoint(FQName target, Kind kind, @Nullable String doc) {
  /** What it is started for. */
  public enum Kind {
    /** The application as a whole. */
    MAIN,
    /** One command of a command line. */
    COMMAND,
    /** A request or an event. */
    HANDLER,
    /** Work in the background. */
    JOB,
    /** A decision. */
    POLICY
  }
}
