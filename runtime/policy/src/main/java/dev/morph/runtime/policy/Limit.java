package dev.morph.runtime.policy;

import static dev.morph.runtime.policy.Limit.Unit.BYTES;
import static dev.morph.runtime.policy.Limit.Unit.COUNT;
import static dev.morph.runtime.policy.Limit.Unit.NANOS;

import dev.morph.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The budgets that exist, with default and ceiling (docs/reference/limits.md). */
public enum Limit {
  /** All memories and tables of the extension. */
  MEMORY(
      BYTES,
      256 * Size.MIB,
      Size.GIB,
      ErrorCode.LIMIT_MEMORY,
      new Key("memory_mb", Size.MIB),
      new Key("max_memory_mb", Size.MIB)),
  /** Bytes of garbage-collected objects that one call may allocate, freed ones included. */
  GC_ALLOC(
      BYTES,
      4 * Size.GIB,
      64 * Size.GIB,
      ErrorCode.LIMIT_GC_ALLOC,
      new Key("gc_alloc_mb", Size.MIB)),
  /** Fuel of one call. */
  FUEL(COUNT, 10_000_000_000L, 100_000_000_000L, ErrorCode.LIMIT_FUEL, new Key("cpu_fuel", 1)),
  /** Wall time of one call, host calls included. */
  TIME(
      NANOS,
      60 * Size.SECOND,
      300 * Size.SECOND,
      ErrorCode.LIMIT_TIME,
      new Key("timeout_sec", Size.SECOND),
      new Key("max_execution_ms", Size.MILLI)),
  /** Web requests of the extension in a minute. */
  HTTP_RATE(COUNT, 100, 1_000, ErrorCode.LIMIT_HTTP_RATE, new Key("http_rate_per_min", 1)),
  /** Web requests of one call. */
  HTTP_CALLS(COUNT, 100, 1_000, ErrorCode.LIMIT_HTTP_CALLS, new Key("max_http_requests", 1)),
  /** Body of one web request. */
  HTTP_REQUEST(BYTES, Size.MIB, 10 * Size.MIB, ErrorCode.LIMIT_HTTP_REQUEST),
  /** Body of one web response. */
  HTTP_RESPONSE(BYTES, 10 * Size.MIB, 100 * Size.MIB, ErrorCode.LIMIT_HTTP_RESPONSE),
  /** Events that the extension emits in a minute. */
  EVENT_RATE(COUNT, 500, 5_000, ErrorCode.LIMIT_EVENT_RATE, new Key("events_rate_per_min", 1)),
  /** Log lines of one call; the rest is dropped with one notice. */
  LOG_LINES(COUNT, 1_000, 100_000, ErrorCode.LIMIT_LOG_LINES),
  /** One log line; a longer one is cut. */
  LOG_LINE(BYTES, 4 * Size.KIB, 64 * Size.KIB, ErrorCode.LIMIT_LOG_LINE),
  /** One file that is read or written. */
  FILE_SIZE(
      BYTES,
      10 * Size.MIB,
      100 * Size.MIB,
      ErrorCode.LIMIT_FILE_SIZE,
      new Key("max_file_size_mb", Size.MIB)),
  /** Elements of all tables together. */
  TABLE_ELEMENTS(COUNT, 100_000, 10_000_000, ErrorCode.LIMIT_TABLE_ELEMENTS),
  /** Core instances inside one extension. */
  INSTANCES(COUNT, 64, 1_024, ErrorCode.LIMIT_INSTANCES),
  /** Nested calls of functions that can recurse. */
  STACK_DEPTH(COUNT, 10_000, 10_000, ErrorCode.GUEST_TRAP),
  /** Compiling one module. */
  COMPILE_TIME(NANOS, 60 * Size.SECOND, 300 * Size.SECOND, ErrorCode.LIMIT_COMPILE_TIME),
  /** Memory for compiling one module. */
  COMPILE_MEMORY(BYTES, Size.GIB, 4 * Size.GIB, ErrorCode.LIMIT_COMPILE_MEMORY),
  /** The extension's file, before anything of it is read. */
  ARTIFACT_SIZE(BYTES, 50 * Size.MIB, 200 * Size.MIB, ErrorCode.LIMIT_ARTIFACT_SIZE),
  /** The content of one result. */
  RESULT_SIZE(BYTES, 10 * Size.MIB, 100 * Size.MIB, ErrorCode.LIMIT_RESULT_SIZE);

  private final String word;
  private final Unit unit;
  private final long defaultValue;
  private final long ceiling;
  private final ErrorCode code;
  private final List<Key> manifestKeys;

  Limit(Unit unit, long defaultValue, long ceiling, ErrorCode code, Key... manifestKeys) {
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.unit = unit;
    this.defaultValue = defaultValue;
    this.ceiling = ceiling;
    this.code = code;
    this.manifestKeys = List.of(manifestKeys);
  }

  /** As it stands in {@code --limit} and messages, {@code "gc-alloc"}. */
  public String word() {
    return word;
  }

  /** What the values count. */
  public Unit unit() {
    return unit;
  }

  /** The value that holds when nobody says another, in the limit's unit. */
  public long defaultValue() {
    return defaultValue;
  }

  /** The largest value, in the limit's unit, unless the operator set another ceiling. */
  public long ceiling() {
    return ceiling;
  }

  /** What exceeding it is answered with. */
  public ErrorCode code() {
    return code;
  }

  /** The keys of a manifest's {@code resource_limits} that set it; may be empty. */
  public List<Key> manifestKeys() {
    return manifestKeys;
  }

  /** A value for people, in the largest unit that shows it exactly, as {@code "256 MiB"}. */
  public String show(long value) {
    return switch (unit) {
      case BYTES -> Size.bytes(value);
      case COUNT -> Size.grouped(value);
      case NANOS -> Size.time(value);
    };
  }

  /** The limit with this word, if there is one. */
  public static Optional<Limit> of(String word) {
    for (Limit limit : values()) {
      if (limit.word.equals(word)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }

  /** The words of all limits, in the order of the table. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Limit limit : values()) {
      words.add(limit.word);
    }
    return words;
  }

  /** What the values of a limit count. */
  public enum Unit {
    /** Bytes. */
    BYTES,
    /** Things. */
    COUNT,
    /** Nanoseconds. */
    NANOS
  }

  /**
   * A key of a manifest's {@code resource_limits}.
   *
   * @param word as it stands in the manifest
   * @param factor what its value is multiplied with to be in the limit's unit
   */
  public record Key(String word, long factor) {}
}
