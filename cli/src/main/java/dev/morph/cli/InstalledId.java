package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import java.util.regex.Pattern;

/**
 * {@code ID} or {@code ID@VERSION}.
 *
 * @param version empty for whichever is active
 */
record InstalledId(ExtensionId id, String version) {
  /** What may be one: no ending of a file, and nothing of a path. */
  static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(@[^/\\\\]+)?");

  /**
   * Reads one.
   *
   * @throws MorphException ({@code usage-invalid}) if it cannot be one
   */
  static InstalledId parse(String text) {
    int at = text.indexOf('@');
    return new InstalledId(
        id(at < 0 ? text : text.substring(0, at)), at < 0 ? "" : text.substring(at + 1));
  }

  /**
   * Reads an id.
   *
   * @throws MorphException ({@code usage-invalid}) if it is none
   */
  static ExtensionId id(String text) {
    try {
      return new ExtensionId(text);
    } catch (IllegalArgumentException e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return version.isEmpty() ? id.value() : id + "@" + version;
  }
}
