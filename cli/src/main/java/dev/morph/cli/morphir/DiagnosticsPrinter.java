package dev.morph.cli.morphir;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.cli.Terminal;
import dev.morph.ir.Diagnostic;
import java.util.List;

/** Tells diagnostics on standard error: errors whole, of the others the first ones. */
final class DiagnosticsPrinter {
  private static final int MOST_OTHERS = 20;
  private static final int LONGEST_PATH = 300;
  private static final String ERROR = "error";

  private DiagnosticsPrinter() {}

  /** Those of a reader or a writer as JSON. */
  static List<JsonObject> json(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toJson).toList();
  }

  /**
   * Prints them, unless one JSON document is asked for.
   *
   * @param subject whose they are where they do not say it, as the name of a file
   * @param diagnostics of the IR with {@code path} and {@code help}, or of a tool with {@code
   *     location}
   */
  static void print(Terminal terminal, String subject, List<JsonObject> diagnostics) {
    if (terminal.json()) {
      return;
    }
    int others = 0;
    for (JsonObject one : diagnostics) {
      if (isError(one) || others++ < MOST_OTHERS) {
        print(terminal, subject, one);
      }
    }
    if (others > MOST_OTHERS) {
      terminal.note("and " + (others - MOST_OTHERS) + " more; --json has them all");
    }
  }

  static boolean isError(JsonObject diagnostic) {
    return text(diagnostic, "severity").equals(ERROR);
  }

  /** As compilers do it: the place first. */
  private static void print(Terminal terminal, String subject, JsonObject one) {
    terminal.note(
        place(subject, one)
            + ": "
            + text(one, "severity")
            + ": "
            + text(one, "code")
            + ": "
            + text(one, "message"));
    if (isError(one) && !text(one, "help").isEmpty()) {
      terminal.note("  " + text(one, "help"));
    }
  }

  private static String place(String subject, JsonObject one) {
    if (one.get("location") instanceof JsonObject location) {
      return text(location, "file")
          + ":"
          + number(location, "start_line")
          + ":"
          + number(location, "start_col");
    }
    String path = text(one, "path");
    return path.isEmpty() ? subject : subject + " at " + shortened(path);
  }

  /** A deep place by both of its ends; {@code --json} has it whole. */
  private static String shortened(String path) {
    return path.length() <= LONGEST_PATH
        ? path
        : path.substring(0, LONGEST_PATH / 2)
            + " ... "
            + path.substring(path.length() - LONGEST_PATH / 2);
  }

  /** A member that is text; empty if it is not. */
  static String text(JsonObject object, String member) {
    return object.get(member) instanceof JsonString(String text) ? text : "";
  }

  private static String number(JsonObject object, String member) {
    return object.get(member) instanceof JsonNumber(String text) ? text : "1";
  }
}
