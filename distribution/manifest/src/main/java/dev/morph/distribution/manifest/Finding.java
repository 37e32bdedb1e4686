package dev.morph.distribution.manifest;

import dev.morph.base.json.JsonObject;

/**
 * One thing that is wrong or odd in a manifest. Immutable.
 *
 * @param severity whether the manifest can be used all the same
 * @param path where, as a JSON pointer (RFC 6901), as {@code "/permissions/0"}; empty for the whole
 * @param message what was seen, in one line of at most 500 characters
 * @param help what is accepted or what to do; may be empty
 */
public record Finding(Severity severity, String path, String message, String help) {
  private static final int LONGEST = 500;

  public Finding {
    path = line(path);
    message = line(message);
    help = line(help);
  }

  /** How bad it is. */
  public enum Severity {
    /** The manifest is refused. */
    ERROR,
    /** It is accepted; its author should look. */
    WARNING
  }

  static Finding error(String path, String message, String help) {
    return new Finding(Severity.ERROR, path, message, help);
  }

  static Finding warning(String path, String message, String help) {
    return new Finding(Severity.WARNING, path, message, help);
  }

  /** As {@code "/name: the key is missing; write ..."}. */
  public String text() {
    return (path.isEmpty() ? "" : path + ": ") + message + (help.isEmpty() ? "" : "; " + help);
  }

  /** The four parts, the severity in small letters. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("severity", severity == Severity.ERROR ? "error" : "warning")
        .put("path", path)
        .put("message", message)
        .put("help", help)
        .build();
  }

  /** Strangers' text, safe in a terminal and a log. */
  private static String line(String raw) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(raw.length(), LONGEST);
    for (int i = 0; i < end; i += Character.charCount(raw.codePointAt(i))) {
      int point = raw.codePointAt(i);
      out.appendCodePoint(TextRule.shown(point) && point >= 0x20 ? point : 0xfffd);
    }
    return raw.length() > LONGEST ? out + "..." : out.toString();
  }
}
