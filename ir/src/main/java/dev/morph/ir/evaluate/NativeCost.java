package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.morphir.sdk.Arithmetic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * What a call of an SDK function costs beside the one unit of each call, by the size of what it
 * makes. A short program can make something huge; that is refused before the memory is taken.
 */
enum NativeCost {
  /** Makes nothing large, or calls its arguments for each part. */
  SMALL,
  /** Makes a list of those it is given. */
  ITEMS,
  /** Its first argument says how many items or characters. */
  COUNT,
  /** From its first argument to its second. */
  RANGE,
  /** Its first argument says how often its second is there. */
  TEXT_COUNT;

  /** So many characters or items cost one unit. */
  static final int UNIT = 64;

  /** The most characters of a text and items of a list that one call may make. */
  static final long LARGEST = 1 << 22;

  /** Decimals have not more digits, before or behind the point. */
  static final int DIGITS = 100_000;

  private static final Map<String, NativeCost> OF =
      Map.ofEntries(
          Map.entry("list#repeat", COUNT),
          Map.entry("list#range", RANGE),
          Map.entry("list#append", ITEMS),
          Map.entry("list#concat", ITEMS),
          Map.entry("list#concat-map", ITEMS),
          Map.entry("list#intersperse", ITEMS),
          Map.entry("basics#append", ITEMS),
          Map.entry("string#repeat", TEXT_COUNT),
          Map.entry("string#pad", COUNT),
          Map.entry("string#pad-left", COUNT),
          Map.entry("string#pad-right", COUNT));

  static NativeCost of(FQName name) {
    return OF.getOrDefault(name.module() + "#" + name.local(), SMALL);
  }

  /** What is to be paid before the call. */
  long before(Object[] arguments) {
    return switch (this) {
      case SMALL, ITEMS -> 0;
      case COUNT -> size(count(arguments[0]));
      case RANGE -> size(count(arguments[1]) - count(arguments[0]));
      case TEXT_COUNT -> {
        long length = arguments[1] instanceof String text ? text.length() : 1;
        long count = Math.min(count(arguments[0]), LARGEST + 1);
        yield size(count * length);
      }
    };
  }

  /** What is to be paid for what it made. */
  long after(Object result) {
    if (result instanceof Long || result instanceof Boolean || result instanceof Double) {
      return 0; // most are
    }
    return switch (result) {
      case String text -> size(text.length());
      case BigInteger number -> number.bitLength() / UNIT;
      case BigDecimal number -> digits(number);
      case Collection<?> items when this == ITEMS -> size(items.size());
      default -> 0;
    };
  }

  private static long count(Object argument) {
    return switch (argument) {
      case Long count -> Math.max(-2 * LARGEST, Math.min(count, 2 * LARGEST));
      case BigInteger count -> count.signum() < 0 ? -2 * LARGEST : 2 * LARGEST;
      default -> 0;
    };
  }

  private static long size(long size) {
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "would make more than " + LARGEST + " characters or items; the most that one call may");
    }
    return Math.max(size, 0) / UNIT;
  }

  private static long digits(BigDecimal number) {
    if (Math.abs((long) number.scale()) > DIGITS
        || number.unscaledValue().bitLength() > Arithmetic.MAX_BITS) {
      throw new IllegalArgumentException(
          "makes a decimal of more than " + DIGITS + " digits; the most that one may have");
    }
    return number.unscaledValue().bitLength() / UNIT;
  }
}
