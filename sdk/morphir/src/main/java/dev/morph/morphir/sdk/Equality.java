package dev.morph.morphir.sdk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;

/** Equality by structure, as Elm's {@code ==}. */
public final class Equality {
  private Equality() {}

  /**
   * True if two values are equal. NaN equals nothing, 0.0 equals -0.0, and decimals are equal if
   * their difference is zero. However deep the values are, it needs no more stack.
   *
   * @throws IllegalArgumentException if it takes the comparison of two functions to tell
   */
  public static boolean equal(Object a, Object b) {
    Iterable<?> inA = Contents.of(a);
    return inA == null ? leavesEqual(a, b) : contentsEqual(inA, b);
  }

  private static boolean contentsEqual(Iterable<?> a, Object b) {
    Iterable<?> inB = Contents.of(b);
    if (inB == null) {
      return false;
    }
    Deque<Iterator<?>> left = new ArrayDeque<>();
    Deque<Iterator<?>> right = new ArrayDeque<>();
    left.push(a.iterator());
    right.push(inB.iterator());
    while (!left.isEmpty()) {
      boolean more = left.element().hasNext();
      if (more != right.element().hasNext()) {
        return false;
      }
      if (!more) {
        left.pop();
        right.pop();
        continue;
      }
      Object nextA = left.element().next();
      Object nextB = right.element().next();
      Iterable<?> inNextA = Contents.of(nextA);
      Iterable<?> inNextB = inNextA == null ? null : Contents.of(nextB);
      if (inNextA == null || inNextB == null) {
        if (inNextA != null || !leavesEqual(nextA, nextB)) {
          return false;
        }
        continue;
      }
      dropFinished(left, right);
      left.push(inNextA.iterator());
      right.push(inNextB.iterator());
    }
    return true;
  }

  /** A list built of pairs would otherwise leave one iterator for each of its items. */
  private static void dropFinished(Deque<Iterator<?>> left, Deque<Iterator<?>> right) {
    if (!left.element().hasNext() && !right.element().hasNext()) {
      left.pop();
      right.pop();
    }
  }

  @SuppressWarnings("ReferenceEquality") // one function equals itself
  private static boolean leavesEqual(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return Arithmetic.isNumber(a)
          && Arithmetic.isNumber(b)
          && Arithmetic.toDouble(a) == Arithmetic.toDouble(b);
    }
    if (a == b) {
      return true;
    }
    if (a instanceof Function && b instanceof Function) {
      throw new IllegalArgumentException(
          "functions have no equality; compare what they give for an argument");
    }
    if (Arithmetic.isNumber(a) && Arithmetic.isNumber(b)) {
      return Arithmetic.compare(a, b) == 0;
    }
    return a.equals(b);
  }
}
