package dev.morph.ir;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The version of a document's format. Immutable, safe to share.
 *
 * @param major 1 to 2^32 - 1
 * @param minor 0 to 2^32 - 1
 * @param patch 0 to 2^32 - 1
 */
public record FormatVersion(long major, long minor, long patch) {
  public static final FormatVersion V1 = new FormatVersion(1, 0, 0);
  public static final FormatVersion V2 = new FormatVersion(2, 0, 0);
  public static final FormatVersion V3 = new FormatVersion(3, 0, 0);
  public static final FormatVersion V4 = new FormatVersion(4, 0, 0);

  private static final long LIMIT = 1L << 32;

  public FormatVersion {
    if (!within(major) || !within(minor) || !within(patch) || major == 0) {
      throw new IllegalArgumentException(
          "not a format version: " + major + "." + minor + "." + patch);
    }
  }

  private static boolean within(long part) {
    return part >= 0 && part < LIMIT;
  }

  /** What is wrong with the member {@code formatVersion}; null if {@link #of} can read it. */
  public static @Nullable DiagnosticCode fault(JsonValue value) {
    if (value instanceof JsonString text) {
      return textFault(text.value());
    }
    if (!(value instanceof JsonNumber number) || !isDigits(number.text())) {
      return DiagnosticCode.INVALID_FORMAT_VERSION_TYPE;
    }
    long major = part(number.text());
    if (major == 0) {
      return DiagnosticCode.INVALID_FORMAT_VERSION_SYNTAX;
    }
    return major < LIMIT ? null : DiagnosticCode.FORMAT_VERSION_OUT_OF_RANGE;
  }

  /** Texts are for versions from 3 on: the older ones are numbers alone. */
  private static @Nullable DiagnosticCode textFault(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      return DiagnosticCode.INVALID_FORMAT_VERSION_SYNTAX;
    }
    boolean outOfRange = false;
    for (String part : parts) {
      if (!isDigits(part) || (part.length() > 1 && part.charAt(0) == '0')) {
        return DiagnosticCode.INVALID_FORMAT_VERSION_SYNTAX;
      }
      outOfRange |= part(part) >= LIMIT;
    }
    if (outOfRange) {
      return DiagnosticCode.FORMAT_VERSION_OUT_OF_RANGE;
    }
    return part(parts[0]) < 3 ? DiagnosticCode.INVALID_FORMAT_VERSION_SYNTAX : null;
  }

  /**
   * The version of a member {@code formatVersion}.
   *
   * @throws IllegalArgumentException if it has a {@link #fault}
   */
  public static FormatVersion of(JsonValue value) {
    if (fault(value) != null) {
      throw new IllegalArgumentException("not a format version: " + value);
    }
    if (value instanceof JsonString text) {
      String[] parts = text.value().split("\\.", -1);
      return new FormatVersion(part(parts[0]), part(parts[1]), part(parts[2]));
    }
    return new FormatVersion(part(((JsonNumber) value).text()), 0, 0);
  }

  /**
   * Why upstream's tools do not read a document of this version; null if they do. The readers here
   * read 1 and 2 too.
   */
  public @Nullable DiagnosticCode unsupported() {
    if (major != 3 && major != 4) {
      return DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MAJOR;
    }
    return minor == 0 ? null : DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MINOR;
  }

  /** The version as it is written: a number if there is no minor or patch, else a text. */
  public JsonValue toJson() {
    return minor == 0 && patch == 0 ? JsonNumber.of(major) : new JsonString(toString());
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The value of digits; all that is above the limit is the limit. */
  private static long part(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = Math.min(value * 10 + digits.charAt(i) - '0', LIMIT);
    }
    return value;
  }

  /** All three parts, as {@code 4.0.0}. */
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
