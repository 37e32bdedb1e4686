package dev.morph.host.config;

import dev.morph.base.ByteSize;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.EngineMode;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of values. Each throws {@code usage-invalid}, saying what is accepted. */
final class Values {
  private static final Limits UNBOUNDED = unbounded();
  private static final Pattern DECIMAL = Pattern.compile("([0-9]{1,18})([KMG])B");

  private Values() {}

  private static Limits unbounded() {
    Limits limits = Limits.defaults();
    for (Limit limit : Limit.values()) {
      limits = limits.withCeiling(limit, Long.MAX_VALUE);
    }
    return limits;
  }

  static MorphException invalid(String message) {
    return new MorphException(ErrorCode.USAGE_INVALID, message);
  }

  private static MorphException notAccepted(String found, String accepted) {
    return invalid("found \"" + ConfigFinding.shown(found) + "\"; accepted is " + accepted);
  }

  static EngineMode engine(String text) {
    return EngineMode.of(text).orElseThrow(() -> notAccepted(text, ConfigKey.ENGINE.accepted()));
  }

  static OutputLayout layout(String text) {
    return OutputLayout.of(text)
        .orElseThrow(() -> notAccepted(text, ConfigKey.OUTPUT_LAYOUT.accepted()));
  }

  /** A path, relative ones being of the folder. */
  static Path path(String text, Path folder) {
    if (text.isBlank()) {
      throw invalid("the path is empty");
    }
    try {
      return folder.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw invalid("this is no path: " + e.getReason());
    }
  }

  static ExtensionId id(String text) {
    try {
      return new ExtensionId(text);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /** In the limit's unit; ceilings are not looked at. */
  static long limit(Limit limit, String text) {
    try {
      return UNBOUNDED.parse(limit.word() + "=" + text).value(limit);
    } catch (MorphException e) {
      throw notAccepted(
          text,
          switch (limit.unit()) {
            case BYTES -> "an integer of bytes, or one with KiB, MiB or GiB, as \"64MiB\"";
            case COUNT -> "an integer, 0 or more";
            case NANOS -> "an integer of seconds, or one with ms or s, as \"1500ms\"";
          });
    }
  }

  /** KB, MB and GB are powers of 1,000. */
  static ByteSize size(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    try {
      if (!decimal.matches()) {
        return ByteSize.parse(text);
      }
      long factor =
          switch (decimal.group(2)) {
            case "K" -> 1_000;
            case "M" -> 1_000_000;
            default -> 1_000_000_000;
          };
      return new ByteSize(Math.multiplyExact(Long.parseLong(decimal.group(1)), factor));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw notAccepted(text, ConfigKey.EXTENSION_MEMORY.accepted());
    }
  }

  static Duration time(String text) {
    try {
      return Duration.ofNanos(limit(Limit.TIME, text));
    } catch (MorphException e) {
      throw notAccepted(text, ConfigKey.EXTENSION_TIME.accepted());
    }
  }
}
