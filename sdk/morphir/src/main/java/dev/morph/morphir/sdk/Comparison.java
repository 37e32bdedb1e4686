package dev.morph.morphir.sdk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;

/**
 * The order of values. Elm's comparable types are in Elm's order: numbers, texts by their UTF-16
 * units, characters likewise, lists and tuples by their first difference. What Elm does not compare
 * but may be a key has an order too: constructors by name, then arguments; records by their fields;
 * dates, times and enumerations by their own.
 */
public final class Comparison {
  private Comparison() {}

  /**
   * Compares two values of one type: less than, equal to or greater than 0. The order is total: NaN
   * equals itself and is above all numbers.
   *
   * @throws IllegalArgumentException if there is no order between them
   */
  public static int compare(Object a, Object b) {
    Iterable<?> inA = Contents.of(a);
    if (inA == null) {
      return compareLeaves(a, b);
    }
    Deque<Iterator<?>> left = new ArrayDeque<>();
    Deque<Iterator<?>> right = new ArrayDeque<>();
    left.push(inA.iterator());
    right.push(contents(a, b).iterator());
    while (!left.isEmpty()) {
      boolean moreA = left.element().hasNext();
      boolean moreB = right.element().hasNext();
      if (moreA != moreB) {
        return moreA ? 1 : -1;
      }
      if (!moreA) {
        left.pop();
        right.pop();
        continue;
      }
      Object nextA = left.element().next();
      Object nextB = right.element().next();
      Iterable<?> inNextA = Contents.of(nextA);
      if (inNextA != null) {
        left.push(inNextA.iterator());
        right.push(contents(nextA, nextB).iterator());
        continue;
      }
      int order = compareLeaves(nextA, nextB);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Iterable<?> contents(Object a, Object b) {
    Iterable<?> inB = Contents.of(b);
    if (inB == null) {
      throw noOrder(a, b);
    }
    return inB;
  }

  private static int compareLeaves(Object a, Object b) {
    if (Arithmetic.isNumber(a) && Arithmetic.isNumber(b)) {
      return Arithmetic.compare(a, b);
    }
    return switch (a) {
      case String x when b instanceof String y -> x.compareTo(y);
      case Char x when b instanceof Char y -> compareChars(x.codePoint(), y.codePoint());
      case UUID x when b instanceof UUID y -> compareUuids(x, y);
      case Comparable<?> x when a.getClass() == b.getClass() -> compareOwn(x, b);
      default -> throw noOrder(a, b);
    };
  }

  @SuppressWarnings("unchecked") // both are of one class
  private static <T> int compareOwn(Comparable<T> a, Object b) {
    return a.compareTo((T) b);
  }

  /** By UTF-16 units: what needs two comes before U+E000 and above. */
  private static int compareChars(int a, int b) {
    int order = Integer.compare(firstUnit(a), firstUnit(b));
    return order != 0 ? order : Integer.compare(a, b);
  }

  private static int firstUnit(int codePoint) {
    return codePoint > Character.MAX_VALUE ? Character.highSurrogate(codePoint) : codePoint;
  }

  private static int compareUuids(UUID a, UUID b) {
    // digits of base 16 in small letters stand in the order of what they mean
    return a.toString().compareTo(b.toString());
  }

  private static IllegalArgumentException noOrder(Object a, Object b) {
    return new IllegalArgumentException(
        "there is no order between " + Contents.kind(a) + " and " + Contents.kind(b));
  }
}
