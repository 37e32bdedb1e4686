package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.types.MorphirSdk;
import dev.morph.morphir.sdk.Arithmetic;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Collects functions of the SDK, and takes their arguments as what they are. */
final class NativesTable {
  private final Map<FQName, Native> natives = new HashMap<>();
  private String module = "";

  /** The functions that follow are of a module, as {@code LocalDate}. */
  NativesTable of(String name) {
    module = name;
    return this;
  }

  /** A value. */
  NativesTable add(String name, Value value) {
    return add(name, 0, arguments -> value.get());
  }

  /** A function of one argument. */
  NativesTable add(String name, One one) {
    return add(name, 1, arguments -> one.call(arguments[0]));
  }

  /** A function of two arguments. */
  NativesTable add(String name, Two two) {
    return add(name, 2, arguments -> two.call(arguments[0], arguments[1]));
  }

  /** A function of three arguments. */
  NativesTable add(String name, Three three) {
    return add(name, 3, arguments -> three.call(arguments[0], arguments[1], arguments[2]));
  }

  /** A function of any number of arguments. */
  NativesTable add(String name, int arity, Many many) {
    Path path = Objects.requireNonNull(Path.ofIdentifiers(module));
    Name local = Objects.requireNonNull(Name.ofIdentifier(name));
    natives.put(new FQName(MorphirSdk.PACKAGE, path, local), new Entry(arity, many));
    return this;
  }

  Map<FQName, Native> build() {
    return Map.copyOf(natives);
  }

  /** What a value of no arguments is. */
  interface Value {
    Object get();
  }

  /** What a function gives for one argument. */
  interface One {
    Object call(Object a);
  }

  /** What a function gives for two arguments. */
  interface Two {
    Object call(Object a, Object b);
  }

  /** What a function gives for three arguments. */
  interface Three {
    Object call(Object a, Object b, Object c);
  }

  /** What a function gives for all its arguments. */
  interface Many {
    Object call(Object[] arguments);
  }

  private record Entry(int arity, Many body) implements Native {
    @Override
    public Object call(Object[] arguments) {
      return body.call(arguments);
    }
  }

  /**
   * A value as what the function that takes it wants. The types of what is within it are the
   * caller's word: a wrong one shows as a {@link ClassCastException} when it is used.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T> T as(Object value) {
    return (T) value;
  }

  static String text(Object value) {
    return (String) value;
  }

  static boolean bool(Object value) {
    return (Boolean) value;
  }

  /** A float; an integer that stands for one counts. */
  static double real(Object value) {
    return Arithmetic.toDouble(value);
  }

  /** An integer that says how many or where: what does not fit is as far as what does. */
  static long index(Object value) {
    if (value instanceof BigInteger big) {
      return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return ((Number) value).longValue();
  }

  /** An integer that has to fit. */
  static long fitting(Object value) {
    if (value instanceof BigInteger big) {
      throw new ArithmeticException(
          "an Int from "
              + Long.MIN_VALUE
              + " to "
              + Long.MAX_VALUE
              + " is wanted, not one of "
              + big.bitLength()
              + " bits");
    }
    return ((Number) value).longValue();
  }
}
