package dev.morph.cli;

import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Where a command writes: the result alone on standard output, all else on standard error.
 *
 * @param json true if one JSON document is asked for in place of text
 * @param configuration read when a command needs it
 */
public record Terminal(
    InputStream in, PrintStream out, PrintStream err, boolean json, Configuration configuration) {
  private static final int FULL_CHARACTERS = 8_000;
  private static final int FIELD_WIDTH = 14;

  /** Prints a result: a string as it is, else JSON, laid out for people on a terminal. */
  public void result(JsonValue value) {
    if (value instanceof JsonString(String text)) {
      out.println(text);
    } else {
      out.println(isPretty() ? Json.writePretty(value) : Json.write(value));
    }
  }

  private boolean isPretty() {
    return switch (configuration.get().outputLayout()) {
      case AUTO -> isInteractive();
      case LINE -> false;
      case PRETTY -> true;
    };
  }

  /** Prints an object as one line for each member; text keeps its lines. */
  public void fields(JsonObject object) {
    object
        .members()
        .forEach((name, value) -> {
          String text = value instanceof JsonString(String string) ? string : Json.write(value);
          String label = name + ":" + " ".repeat(Math.max(1, FIELD_WIDTH - name.length()));
          out.println(label + printable(text).replace("\n", "\n" + " ".repeat(FIELD_WIDTH + 1)));
        });
  }

  /** Prints the one document of {@code --json}. */
  public void document(JsonObject document) {
    out.println(Json.write(document));
  }

  /**
   * Prints a line of text beside the result, at once: a guest's log is read while it works. Control
   * characters are shown, not obeyed.
   */
  public void note(String line) {
    err.println(printable(line));
    err.flush();
  }

  /** Prints an error and answers its exit code. */
  public int fail(MorphException error) {
    if (json) {
      document(JsonObject.builder().put("error", errorJson(error)).build());
    } else {
      explain(error);
    }
    return error.code().category().exitCode();
  }

  /** Prints an error as text: what happened, then what to do. */
  public void explain(MorphException error) {
    String message = error.getMessage();
    String word = error.code().word();
    note("error: " + (message.startsWith(word + ":") ? message : word + ": " + message));
    if (!error.code().remedy().isEmpty() && !error.code().guestOnly()) {
      note("  " + error.code().remedy());
    }
  }

  /** The error as {@code --json} has it. */
  public static JsonObject errorJson(MorphException error) {
    return JsonObject.builder()
        .put("code", error.code().word())
        .put("category", error.code().category().name().toLowerCase(Locale.ROOT))
        .put("message", error.getMessage())
        .put("details", error.details())
        .build();
  }

  /** True if a person reads what is written. */
  public static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** The text on one line, for a cell of a table. */
  public static String oneLine(String text) {
    return printable(text.replace('\t', ' ').replace('\n', ' '));
  }

  private static String printable(String text) {
    String shown =
        text.length() <= FULL_CHARACTERS
            ? text
            : text.substring(0, FULL_CHARACTERS) + "... (" + text.length() + " characters)";
    StringBuilder clean = new StringBuilder(shown.length());
    shown
        .codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
            clean.appendCodePoint(c);
          } else {
            clean.append("\\u").append(Integer.toHexString(c + 0x10000).substring(1));
          }
        });
    return clean.toString();
  }

  /** Standard output for libraries. */
  public PrintWriter writer() {
    return new PrintWriter(out, true);
  }

  /** Standard error for libraries. */
  public PrintWriter errorWriter() {
    return new PrintWriter(err, true);
  }
}
