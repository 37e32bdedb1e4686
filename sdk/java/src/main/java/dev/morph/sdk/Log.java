package dev.morph.sdk;

import dev.morph.base.json.JsonObject;

/** Lines in the log of the host; secrets in them are redacted there. */
public final class Log {
  private Log() {}

  /** For those who look for a fault. */
  public static void debug(String message) {
    write("debug", message);
  }

  /** What happened. */
  public static void info(String message) {
    write("info", message);
  }

  /** What may be wrong. */
  public static void warn(String message) {
    write("warn", message);
  }

  /** What went wrong. */
  public static void error(String message) {
    write("error", message);
  }

  private static void write(String level, String message) {
    Imports.ask(
        Imports::log, JsonObject.builder().put("level", level).put("message", message).build());
  }
}
