package dev.morph.base;

import java.util.List;

/**
 * The name under which an extension is known here.
 *
 * @param value 1 to 63 small letters, digits and hyphens, not beginning with a hyphen
 */
public record ExtensionId(String value) implements Comparable<ExtensionId> {
  /** Longest id, in characters. */
  public static final int MAX_LENGTH = 63;

  /** Words that stand where an id could stand in the addresses of the daemon. */
  private static final List<String> RESERVED =
      List.of("installed", "install", "catalog", "updates");

  /**
   * @throws IllegalArgumentException if the text cannot be an id; the message says why
   */
  public ExtensionId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException(
          "an extension id has 1 to 63 small letters a to z, digits and hyphens, and does not begin"
              + " with a hyphen; found \""
              + value
              + "\"");
    }
    if (RESERVED.contains(value)) {
      throw new IllegalArgumentException(
          "\"" + value + "\" is a reserved word and cannot be an extension id; choose another");
    }
  }

  private static boolean wellFormed(String value) {
    int length = value.length();
    if (length == 0 || length > MAX_LENGTH || value.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      boolean allowed = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /** The id as text. */
  @Override
  public String toString() {
    return value;
  }

  @Override
  public int compareTo(ExtensionId other) {
    return value.compareTo(other.value);
  }
}
