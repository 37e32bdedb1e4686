package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One value for every {@link Limit}, and the operator's ceilings. Immutable, safe to share. */
public final class Limits {
  private static final Limits DEFAULTS = new Limits(defaultValues(), defaultCeilings());

  private final long[] values;
  private final long[] ceilings;

  private Limits(long[] values, long[] ceilings) {
    this.values = values;
    this.ceilings = ceilings;
  }

  /** The defaults. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** The value in the limit's unit (bytes, a count, or nanoseconds for times). */
  public long value(Limit limit) {
    return values[limit.ordinal()];
  }

  /** The largest value that {@link #with} takes, in the limit's unit. */
  public long ceiling(Limit limit) {
    return ceilings[limit.ordinal()];
  }

  /**
   * A copy with another value.
   *
   * @param value in the limit's unit, 0 to {@link #ceiling}
   * @throws MorphException USAGE_INVALID, naming limit, value and ceiling
   */
  public Limits with(Limit limit, long value) {
    if (value < 0) {
      throw invalid(limit, Long.toString(value), "is negative");
    }
    if (value > ceiling(limit)) {
      throw invalid(limit, limit.show(value), "is above the ceiling");
    }
    long[] copy = values.clone();
    copy[limit.ordinal()] = value;
    return new Limits(copy, ceilings);
  }

  /**
   * A copy with the operator's own ceiling; a value above it is lowered to it.
   *
   * @param ceiling in the limit's unit, at least 0
   */
  public Limits withCeiling(Limit limit, long ceiling) {
    if (ceiling < 0) {
      throw new IllegalArgumentException("ceiling of " + limit.word() + " is negative: " + ceiling);
    }
    long[] tops = ceilings.clone();
    tops[limit.ordinal()] = ceiling;
    long[] copy = values.clone();
    copy[limit.ordinal()] = Math.min(copy[limit.ordinal()], ceiling);
    return new Limits(copy, tops);
  }

  /**
   * A copy with one setting of the command line.
   *
   * @param setting {@code NAME=VALUE}, VALUE an integer (bytes, seconds for times, or a count) or
   *     one with {@code KiB}, {@code MiB}, {@code GiB} (sizes), {@code ms}, {@code s} (times)
   * @throws MorphException USAGE_INVALID, naming limit, value and ceiling
   */
  public Limits parse(String setting) {
    int equals = setting.indexOf('=');
    String name = equals < 0 ? setting : setting.substring(0, equals);
    Limit limit = Limit.of(name).orElse(null);
    if (limit == null) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--limit "
              + Shown.text(setting)
              + ": there is no limit "
              + Shown.text(name)
              + Nearest.hint(name, Limit.words())
              + "; write NAME=VALUE with one of: "
              + String.join(", ", Limit.words()));
    }
    if (equals < 0) {
      throw invalid(limit, "", "has no value");
    }
    return with(limit, number(limit, setting.substring(equals + 1)));
  }

  private long number(Limit limit, String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == 0) {
      boolean negative = text.length() > 1 && text.charAt(0) == '-' && digits(text.substring(1));
      throw invalid(limit, text, negative ? "is negative" : "is not a number");
    }
    String unit = text.substring(end);
    long factor = factor(limit, unit);
    if (factor < 0) {
      throw invalid(limit, text, "is not a number with a known unit");
    }
    long value = 0;
    for (int i = 0; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw invalid(limit, text, "is above the ceiling");
      }
      value = value * 10 + digit;
    }
    if (value > Long.MAX_VALUE / factor) {
      throw invalid(limit, text, "is above the ceiling");
    }
    return value * factor;
  }

  /** What a number with this unit is multiplied with; negative if the unit does not fit. */
  private static long factor(Limit limit, String unit) {
    return switch (limit.unit()) {
      case COUNT -> unit.isEmpty() ? 1 : -1;
      case BYTES ->
          switch (unit) {
            case "" -> 1;
            case "KiB" -> Size.KIB;
            case "MiB" -> Size.MIB;
            case "GiB" -> Size.GIB;
            default -> -1;
          };
      case NANOS ->
          switch (unit) {
            case "", "s" -> Size.SECOND;
            case "ms" -> Size.MILLI;
            default -> -1;
          };
    };
  }

  private static boolean digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private MorphException invalid(Limit limit, String value, String fault) {
    String accepted =
        switch (limit.unit()) {
          case BYTES -> "an integer of bytes, or one with KiB, MiB or GiB";
          case COUNT -> "an integer";
          case NANOS -> "an integer of seconds, or one with ms or s";
        };
    String top = limit.show(ceiling(limit));
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        "limit "
            + limit.word()
            + ": "
            + (value.isEmpty() ? "it" : Shown.text(value))
            + " "
            + fault
            + "; give "
            + accepted
            + ", from 0 to the ceiling "
            + top,
        JsonObject.builder()
            .put("limit", limit.word())
            .put("value", Shown.text(value))
            .put("ceiling", ceiling(limit))
            .build());
  }

  private static long[] defaultValues() {
    long[] values = new long[Limit.values().length];
    for (Limit limit : Limit.values()) {
      values[limit.ordinal()] = limit.defaultValue();
    }
    return values;
  }

  private static long[] defaultCeilings() {
    long[] values = new long[Limit.values().length];
    for (Limit limit : Limit.values()) {
      values[limit.ordinal()] = limit.ceiling();
    }
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Limits limits
        && Arrays.equals(values, limits.values)
        && Arrays.equals(ceilings, limits.ceilings);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(ceilings);
  }

  /** Values that differ from the defaults, as {@code "memory=1 MiB"}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("limits");
    for (Limit limit : Limit.values()) {
      if (value(limit) != limit.defaultValue()) {
        out.append(' ').append(limit.word()).append('=').append(limit.show(value(limit)));
      }
    }
    return out.toString();
  }
}
