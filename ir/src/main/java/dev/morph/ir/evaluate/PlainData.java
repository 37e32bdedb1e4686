package dev.morph.ir.evaluate;

import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Composite;
import dev.morph.morphir.sdk.Rational;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** Tells values that hold no function, which belong to no evaluation. */
final class PlainData {
  private PlainData() {}

  static boolean is(Object value) {
    Deque<Object> open = new ArrayDeque<>();
    open.push(value);
    while (!open.isEmpty()) {
      Object next = open.pop();
      switch (next) {
        case Composite composite -> composite.parts().forEach(open::push);
        case Iterable<?> items -> items.forEach(open::push);
        default -> {
          if (!isLeaf(next)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean isLeaf(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Char
        || value instanceof Enum<?>
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof Instant
        || value instanceof UUID
        || value instanceof Rational;
  }
}
