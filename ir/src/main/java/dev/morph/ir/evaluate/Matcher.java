package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.morphir.sdk.Equality;
import dev.morph.morphir.sdk.ListFunctions;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import java.util.List;

/** A pattern made ready. Immutable, safe to share. */
abstract class Matcher {
  /** True if it matches; what it binds is in the frame then. */
  abstract boolean matches(Object value, Object[] frame);

  /** Matches each of several values. */
  static boolean allMatch(Matcher[] matchers, List<?> values, Object[] frame) {
    if (matchers.length != values.size()) {
      return false;
    }
    for (int i = 0; i < matchers.length; i++) {
      if (!matchers[i].matches(values.get(i), frame)) {
        return false;
      }
    }
    return true;
  }

  /** Matches anything. */
  static final class Any extends Matcher {
    @Override
    boolean matches(Object value, Object[] frame) {
      return true;
    }
  }

  /** Binds what another one matches. */
  static final class Bind extends Matcher {
    private final Matcher inner;
    private final int slot;

    Bind(Matcher inner, int slot) {
      this.inner = inner;
      this.slot = slot;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      frame[slot] = value;
      return inner.matches(value, frame);
    }
  }

  /** Matches a constant. */
  static final class Same extends Matcher {
    private final Object constant;

    Same(Object constant) {
      this.constant = constant;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      return constant.equals(value)
          || (constant instanceof Number
              && value instanceof Number
              && Equality.equal(constant, value));
    }
  }

  /** Matches a tuple. */
  static final class Elements extends Matcher {
    private final Matcher[] elements;

    Elements(Matcher[] elements) {
      this.elements = elements;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      if (value instanceof Tuple2<?, ?> pair) {
        return elements.length == 2
            && elements[0].matches(pair.first(), frame)
            && elements[1].matches(pair.second(), frame);
      }
      return value instanceof Tuple tuple && allMatch(elements, tuple.parts(), frame);
    }
  }

  /** Matches the empty list. */
  static final class Empty extends Matcher {
    @Override
    boolean matches(Object value, Object[] frame) {
      return value instanceof List<?> list && list.isEmpty();
    }
  }

  /** Matches a list of one item or more. */
  static final class HeadTail extends Matcher {
    private final Matcher head;
    private final Matcher tail;

    HeadTail(Matcher head, Matcher tail) {
      this.head = head;
      this.tail = tail;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      return value instanceof List<?> list
          && ListFunctions.head(list) instanceof Maybe.Just<?>(Object first)
          && head.matches(first, frame)
          && (tail instanceof Any
              || (ListFunctions.tail(list) instanceof Maybe.Just<?>(Object rest)
                  && tail.matches(rest, frame)));
    }
  }

  /** Matches what a constructor of the distribution made. */
  static final class Made extends Matcher {
    private final FQName name;
    private final Matcher[] arguments;

    Made(FQName name, Matcher[] arguments) {
      this.name = name;
      this.arguments = arguments;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      return value instanceof ConstructorValue made
          && made.isOf(name)
          && allMatch(arguments, made.arguments(), frame);
    }
  }

  /** Matches what a constructor of the SDK made. */
  static final class MadeBySdk extends Matcher {
    private final SdkConstructor constructor;
    private final Matcher[] arguments;

    MadeBySdk(SdkConstructor constructor, Matcher[] arguments) {
      this.constructor = constructor;
      this.arguments = arguments;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      List<?> parts = constructor.taker().apply(value);
      return parts != null && allMatch(arguments, parts, frame);
    }
  }
}
