package dev.morph.tests.javaguest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many small answers, each a line of name and value. What compilers could compute beforehand goes
 * through the seed, which is known at run time alone.
 */
// odd on purpose: what is checked is what Java says of it
@SuppressWarnings({
  "BigDecimalEquals",
  "BigDecimalLiteralDouble",
  "CharacterGetNumericValue",
  "DereferenceWithNullBranch",
  "EnumOrdinal",
  "EqualsIncompatibleType",
  "EqualsNaN",
  "IdentityBinaryExpression",
  "ModifyCollectionInEnhancedForLoop",
  "NegativeCharLiteral",
  "NullAway",
  "OperatorPrecedence",
  "ReferenceEquality",
  "StringCharset"
})
final class Checks {
  private final List<String> lines = new ArrayList<>();
  private final String seed;
  private final int zero;

  private Checks(String seed) {
    this.seed = seed;
    this.zero = seed.length() - seed.length() / 2 * 2 - seed.length() % 2;
  }

  /** All answers, in a fixed order. */
  static List<String> all(String seed) {
    var checks = new Checks(seed);
    checks.text();
    checks.numbers();
    checks.numberText();
    checks.floats();
    checks.big();
    checks.collections();
    checks.types();
    checks.exceptions();
    checks.streams();
    checks.time();
    return checks.lines;
  }

  private void is(String name, Object value) {
    lines.add(name + ": " + value);
  }

  /** A value, or the class and message of the exception that it throws. */
  private void attempt(String name, Supplier<Object> value) {
    try {
      is(name, value.get());
    } catch (RuntimeException e) {
      is(name, e.getClass().getSimpleName());
    }
  }

  private void text() {
    String beyond = seed + "\uD83D\uDE00\u00E9\u4E2D";
    is("length", beyond.length());
    is("code points", beyond.codePointCount(0, beyond.length()));
    is("utf-8", Arrays.toString(beyond.getBytes(StandardCharsets.UTF_8)));
    is(
        "there and back",
        new String(beyond.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(beyond));
    is(
        "broken utf-8",
        new String(new byte[] {65, (byte) 0xC3, 66, (byte) 0xFF}, StandardCharsets.UTF_8));
    is("hash", beyond.hashCode());
    is("compare", beyond.compareTo(seed + "\uFFFD"));
    is("upper", (seed + "\u00E9\u03C9").toUpperCase(Locale.ROOT));
    is("lower", (seed + "\u00C4\u03A9").toLowerCase(Locale.ROOT));
    is("strip", ("  " + seed + "\t\n").strip() + "|");
    is("repeat", seed.repeat(3));
    is("index", beyond.indexOf(0x1F600) + " " + beyond.lastIndexOf('\u4E2D'));
    is("replace", (seed + "a.a.b").replace("a.", "<>"));
    is("builder", new StringBuilder(seed).insert(1, 2.5).append('x').reverse());
    is("join", String.join(",", List.of(seed, "b", "c")));
    is("letters", Character.isLetter(0x4E2D) + " " + Character.isDigit('\u0667'));
    is("type", Character.getNumericValue('z') + " " + Character.isWhitespace('\u2003'));
    is("intern", (seed + "a").intern() == (seed + "a").intern());
    is("concat null", seed + (zero == 0 ? null : "x"));
    is(
        "block",
        """
        one\ttwo
          three\
        """
            + seed);
  }

  private void numbers() {
    is("int overflow", Integer.MAX_VALUE + 1 + zero);
    is("long overflow", Long.MIN_VALUE - 1 - zero);
    is("least by -1", (Integer.MIN_VALUE + zero) / -1);
    is("least long by -1", (Long.MIN_VALUE + zero) / (-1L - zero));
    is("rest of least", (Integer.MIN_VALUE + zero) % (-1 - zero));
    attempt("by zero", () -> 7 / zero);
    attempt("rest by zero", () -> 7L % zero);
    attempt("exact", () -> Math.addExact(Integer.MAX_VALUE, 1 + zero));
    attempt("exact long", () -> Math.multiplyExact(Long.MAX_VALUE, 2L + zero));
    attempt("to int", () -> Math.toIntExact(5_000_000_000L + zero));
    is("floor", Math.floorDiv(-7 + zero, 2) + " " + Math.floorMod(-7L - zero, 3L));
    is("shift", (1 << 33 + zero) + " " + (1L << 65 + zero) + " " + (-8 >>> 28 + zero));
    is("unsigned", Integer.toUnsignedString(-1 - zero) + " " + Long.toUnsignedString(-2 - zero));
    is("compare unsigned", Integer.compareUnsigned(-1 - zero, 1));
    is("bits", Long.bitCount(-1L - zero) + " " + Integer.numberOfLeadingZeros(1 + zero));
    is("reverse", Integer.reverse(1 + zero) + " " + Long.numberOfTrailingZeros(8L + zero));
    is("narrow", (byte) (200 + zero) + " " + (short) (70_000 + zero) + " " + (int) (char) -1);
    is("from float", (int) Float.NaN + " " + (int) (1e20 + zero) + " " + (long) (-1e30 - zero));
  }

  private void numberText() {
    for (double value :
        new double[] {
          0.1,
          1e21,
          1e-7,
          123456789.125,
          2.2250738585072014E-308,
          Double.MAX_VALUE,
          -0.0,
          1.0,
          100,
          1e7,
          1e-3,
          2e-3,
          0.3,
          4.35,
          1.0 / 3
        }) {
      is("double", Double.toString(value + zero * value));
    }
    is("float", Float.toString(0.1f + zero) + " " + (16777216f + zero) + " " + 1e10f);
    is("infinite", (1.0 / zero) + " " + (-1.0 / zero) + " " + (0.0 / zero));
    is("parse", Double.parseDouble("1.7976931348623157e308") + " " + Double.parseDouble(".5e1"));
    attempt("no number", () -> Double.parseDouble(seed + "x"));
    attempt("no int", () -> Integer.parseInt("12" + seed));
    is("radix", Integer.parseInt("-7f", 16 + zero) + " " + Long.toString(-255 - zero, 16));
    is("hex", Integer.toHexString(-1 - zero) + " " + Long.toBinaryString(5L + zero));
    attempt("too large", () -> Integer.parseInt("2147483648"));
    is("bits of double", Double.doubleToLongBits(-0.0 - zero * 0.0));
    is("double of bits", Double.longBitsToDouble(0x7ff8000000000001L + zero));
  }

  private void floats() {
    is("sqrt", Math.sqrt(2 + zero) + " " + Math.sqrt(-1 - zero));
    is("round", Math.round(-2.5 - zero) + " " + Math.round(0.49999999999999994 + zero));
    is("round float", Math.round(2.5f + zero) + " " + Math.round(Float.NaN));
    is(
        "floor",
        Math.floor(-0.5 - zero) + " " + Math.ceil(-0.5 - zero) + " " + Math.rint(2.5 + zero));
    is("min", Math.min(-0.0, 0.0 + zero) + " " + Math.max(Double.NaN, 1 + zero));
    is("rest", 5.5 % (2 + zero) + " " + -5.5 % (2 + zero));
    is("equal", (Double.NaN == Double.NaN) + " " + Double.valueOf(Double.NaN).equals(Double.NaN));
    is("compare", Double.compare(0.0, -0.0) + " " + Double.compare(Double.NaN, 1 + zero));
    is("abs", Math.abs(-0.0 - zero) + " " + Math.abs(Integer.MIN_VALUE + zero));
    is("signum", Math.signum(-3.0 - zero));
  }

  private void big() {
    var two = BigInteger.TWO.add(BigInteger.valueOf(zero));
    is("power", two.pow(200));
    is("divide", Arrays.toString(two.pow(130).divideAndRemainder(BigInteger.valueOf(-1_000_007))));
    is("gcd", two.pow(50).gcd(new BigInteger("123456789012345678901234567890")));
    is("mod", BigInteger.valueOf(-7).mod(BigInteger.valueOf(3)));
    is("power mod", two.modPow(BigInteger.valueOf(1_000), BigInteger.valueOf(997)));
    is("bits", two.pow(77).negate().bitLength() + " " + two.pow(77).testBit(77));
    is("bytes", Arrays.toString(two.pow(20).negate().toByteArray()));
    attempt("exact big", () -> two.pow(64).longValueExact());
    var tenth = new BigDecimal("0.1").add(BigDecimal.valueOf(zero));
    is("decimal", tenth.multiply(tenth).add(new BigDecimal("1E+3")));
    is("third", BigDecimal.ONE.divide(BigDecimal.valueOf(3), 20, RoundingMode.HALF_EVEN));
    attempt("no end", () -> BigDecimal.ONE.divide(BigDecimal.valueOf(3)));
    is("scale", new BigDecimal("2.50").setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros());
    is("plain", new BigDecimal("1.5E-7").toPlainString());
    is(
        "equal",
        new BigDecimal("1.0").equals(BigDecimal.ONE)
            + " "
            + new BigDecimal("1.0").compareTo(BigDecimal.ONE));
    is("of double", new BigDecimal(0.1).toString().length());
  }

  private void collections() {
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      map.merge(seed + i % 37, i, Integer::sum);
    }
    map.remove(seed + 5);
    is("map", new TreeMap<>(map));
    is("absent", map.getOrDefault("none", -1) + " " + map.computeIfAbsent("new", String::length));
    Map<Object, String> mixed = new HashMap<>();
    mixed.put(null, "null");
    mixed.put(1, "int");
    mixed.put(1L, "long");
    is("keys", mixed.get(null) + mixed.get(1) + mixed.get(1L) + mixed.get(1.0));
    Map<String, Integer> linked = new LinkedHashMap<>(Map.of("z", 1));
    linked.put("a", 2);
    linked.put("z", 3);
    is("linked", linked);
    var tree = new TreeMap<String, Integer>(Comparator.reverseOrder());
    tree.putAll(Map.of("a", 1, "b", 2, "c", 3));
    is("tree", tree + " " + tree.headMap("b") + " " + tree.ceilingKey("bb"));
    is("set", new HashSet<>(List.of(3, 1, 2)).equals(new HashSet<>(List.of(1, 2, 3))));
    var deque = new ArrayDeque<Integer>();
    for (int i = 0; i < 20; i++) {
      deque.addFirst(i);
      deque.addLast(-i);
    }
    is("deque", deque.pollFirst() + " " + deque.pollLast() + " " + deque.size());
    var queue = new PriorityQueue<>(List.of(5, 1, 4));
    is("queue", queue.poll() + " " + queue.poll());
    var list = new ArrayList<>(List.of("b", "a", "C"));
    list.sort(String.CASE_INSENSITIVE_ORDER);
    is("sort", list);
    attempt("immutable", () -> List.of(1).add(2));
    attempt(
        "while walking",
        () -> {
          for (String one : list) {
            list.remove(one);
          }
          return list;
        });
    int[] numbers = {5, 3, 1};
    Arrays.sort(numbers);
    is(
        "array",
        Arrays.toString(numbers) + Arrays.binarySearch(numbers, 3) + Arrays.hashCode(numbers));
    is("deep", Arrays.deepToString(new int[2][3]) + Arrays.equals(new int[] {1}, new int[] {1}));
  }

  private sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Box(int width, int height) implements Shape {}

    enum Special implements Shape {
      NONE,
      ALL {
        @Override
        int rank() {
          return 9;
        }
      };

      int rank() {
        return ordinal();
      }
    }
  }

  private static String shown(Shape shape) {
    return switch (shape) {
      case Shape.Circle(double radius) when radius > 1 -> "large " + radius;
      case Shape.Circle circle -> circle.toString();
      case Shape.Box(int width, var height) -> width * height + " of " + shape;
      case Shape.Special special -> special + " " + special.rank() + " " + special.name();
    };
  }

  private static String word(String text) {
    return switch (text) {
      case "Aa", "BB" -> "same hash " + text;
      case "" -> "empty";
      default -> "other";
    };
  }

  private void types() {
    is("records", shown(new Shape.Circle(2 + zero)) + " " + shown(new Shape.Circle(1)));
    is("box", shown(new Shape.Box(2, 3 + zero)));
    is("enums", shown(Shape.Special.NONE) + " " + shown(Shape.Special.ALL));
    is("equal records", new Shape.Box(1, 2).equals(new Shape.Box(1, 2 + zero)));
    is("hash of record", new Shape.Box(1, 2).hashCode() == new Shape.Box(1, 2).hashCode());
    is("words", word("Aa".repeat(1 + zero)) + word("BB") + word("") + word(seed));
    var ranks = new EnumMap<Shape.Special, Integer>(Shape.Special.class);
    ranks.put(Shape.Special.ALL, 1);
    ranks.put(Shape.Special.NONE, 2);
    is("enum map", ranks + " " + Shape.Special.valueOf("ALL").ordinal());
    attempt("no enum", () -> Shape.Special.valueOf(seed));
    Object object = zero == 0 ? "text" : 1;
    is("pattern", object instanceof String text && text.length() == 4 ? "yes" : "no");
    attempt("cast", () -> (Integer) object);
    is("boxes", Integer.valueOf(127).equals(127) + " " + Long.valueOf(1).equals(1));
    is("name", new Shape.Box(0, 0).getClass().getSimpleName());
  }

  private void exceptions() {
    int[] array = new int[2];
    attempt("null", () -> (zero == 0 ? null : seed).length());
    attempt("bounds", () -> array[2 + zero]);
    attempt("negative", () -> new int[-1 - zero]);
    attempt(
        "own",
        () -> {
          throw new IllegalStateException("why");
        });
    String order = "";
    try {
      order += "try ";
      throw new IllegalArgumentException("first", new IllegalStateException("cause"));
    } catch (IllegalArgumentException e) {
      order += e.getMessage() + " of " + e.getCause().getMessage() + " ";
    } finally {
      order += "finally";
    }
    is("order", order);
    var closed = new StringBuilder();
    try (AutoCloseable one = () -> closed.append("one ");
        AutoCloseable two =
            () -> {
              closed.append("two ");
              throw new IllegalStateException("closing");
            }) {
      throw new IllegalArgumentException(one == two ? "same" : "body");
    } catch (Exception e) {
      is(
          "closed",
          closed
              + e.getMessage()
              + " "
              + e.getSuppressed().length
              + " "
              + e.getSuppressed()[0].getMessage());
    }
  }

  private void streams() {
    is("sum", IntStream.rangeClosed(1, 100 + zero).filter(i -> i % 3 == 0).sum());
    is(
        "group",
        new TreeMap<>(
            List.of("a", "bb", "cc", "d").stream().collect(Collectors.groupingBy(String::length))));
    is(
        "joined",
        List.of(3, 1, 2).stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining("-", "<", ">")));
    is("distinct", List.of(1, 2, 1).stream().distinct().toList());
    is("reduce", IntStream.of(4, 2, 9).boxed().reduce(Integer::max).orElseThrow());
    is("flat", List.of(List.of(1), List.of(2, 3)).stream().flatMap(List::stream).count());
    is("match", IntStream.range(0, 9).anyMatch(i -> i == 8 + zero));
  }

  private void time() {
    var date = LocalDate.of(2024, 2, 29).plusYears(1 + zero);
    is("date", date + " " + date.getDayOfWeek() + " " + LocalDate.of(1900, 3, 1).minusDays(1));
    is("days", LocalDate.of(2024, 3, 1).toEpochDay() - LocalDate.of(2000, 2, 28).toEpochDay());
    attempt("no date", () -> LocalDate.of(2023, 2, 29 + zero));
    is("time", LocalTime.of(23, 59).plusMinutes(2 + zero) + " " + LocalTime.ofSecondOfDay(3_661));
    is("instant", Instant.ofEpochSecond(1_700_000_000L + zero, 5) + " " + Instant.EPOCH);
    is("parsed", LocalDate.parse("2024-12-31").plusDays(1));
    is("day", DayOfWeek.MONDAY.minus(1 + zero));
  }
}
