package dev.morph.morphir.sdk;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The functions of Morphir.SDK.String. Lengths and indexes count UTF-16 units, as in Elm; what goes
 * through characters goes through code points.
 */
public final class StringFunctions {
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private StringFunctions() {}

  /** True for the empty text. */
  public static boolean isEmpty(String s) {
    return s.isEmpty();
  }

  /** The number of UTF-16 units. */
  public static long length(String s) {
    return s.length();
  }

  /** The characters from the last to the first. */
  public static String reverse(String s) {
    return new StringBuilder(s).reverse().toString();
  }

  /**
   * The text n times; empty if n is negative.
   *
   * @throws ArithmeticException if it is longer than a text can be
   */
  public static String repeat(long n, String s) {
    if (n <= 0 || s.isEmpty()) {
      return "";
    }
    if (n > LONGEST / s.length()) {
      throw new ArithmeticException(
          "a text has " + LONGEST + " units at most, not " + n + " times " + s.length());
    }
    return s.repeat((int) n);
  }

  /** The text with each match replaced. */
  public static String replace(String match, String replacement, String s) {
    return join(replacement, split(match, s));
  }

  /** One text after the other. */
  public static String append(String s1, String s2) {
    return s1 + s2;
  }

  /** All texts, one after the other. */
  public static String concat(List<String> list) {
    return join("", list);
  }

  /** What stands between the separators; the units if the separator is empty. */
  public static List<String> split(String sep, String s) {
    var out = new Chain.Builder<String>();
    if (sep.isEmpty()) {
      for (int i = 0; i < s.length(); i++) {
        out.add(s.substring(i, i + 1));
      }
      return out.build();
    }
    int start = 0;
    int found;
    while ((found = s.indexOf(sep, start)) >= 0) {
      out.add(s.substring(start, found));
      start = found + sep.length();
    }
    return out.add(s.substring(start)).build();
  }

  /** The texts with a separator between them. */
  public static String join(String sep, List<String> list) {
    return String.join(sep, list);
  }

  /** What stands between white space; one empty text if there is nothing else. */
  public static List<String> words(String s) {
    var out = new Chain.Builder<String>();
    String trimmed = trim(s);
    int start = 0;
    for (int i = 0; i < trimmed.length(); i++) {
      if (isSpace(trimmed.charAt(i))) {
        if (i > start) {
          out.add(trimmed.substring(start, i));
        }
        start = i + 1;
      }
    }
    return out.add(trimmed.substring(start)).build();
  }

  /** The lines, which CR LF, CR or LF separates. */
  public static List<String> lines(String s) {
    var out = new Chain.Builder<String>();
    int start = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\n' || c == '\r') {
        out.add(s.substring(start, i));
        if (c == '\r' && i + 1 < s.length() && s.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    return out.add(s.substring(start)).build();
  }

  /** The units from start to before end; negative places count from the end. */
  public static String slice(long start, long end, String s) {
    int from = place(start, s);
    int to = place(end, s);
    return from < to ? s.substring(from, to) : "";
  }

  private static int place(long place, String s) {
    long fromStart = place < 0 ? place + s.length() : place;
    return (int) Math.max(0, Math.min(fromStart, s.length()));
  }

  /** The first n units. */
  public static String left(long n, String s) {
    return n < 1 ? "" : slice(0, n, s);
  }

  /** The last n units. */
  public static String right(long n, String s) {
    return n < 1 ? "" : slice(-n, s.length(), s);
  }

  /** All but the first n units. */
  public static String dropLeft(long n, String s) {
    return n < 1 ? s : slice(n, s.length(), s);
  }

  /** All but the last n units. */
  public static String dropRight(long n, String s) {
    return n < 1 ? s : slice(0, -n, s);
  }

  /** True if the first text is within the second. */
  public static boolean contains(String ref, String s) {
    return s.contains(ref);
  }

  /** True if the second text starts with the first. */
  public static boolean startsWith(String ref, String s) {
    return s.startsWith(ref);
  }

  /** True if the second text ends with the first. */
  public static boolean endsWith(String ref, String s) {
    return s.endsWith(ref);
  }

  /** Where the first text is within the second, matches that overlap left out. */
  public static List<Long> indexes(String ref, String s) {
    var out = new Chain.Builder<Long>();
    int found = ref.isEmpty() ? -1 : s.indexOf(ref);
    while (found >= 0) {
      out.add((long) found);
      found = s.indexOf(ref, found + ref.length());
    }
    return out.build();
  }

  /** The same as {@link #indexes}. */
  public static List<Long> indices(String ref, String s) {
    return indexes(ref, s);
  }

  /** The integer that a text of digits says, with or without sign; nothing if it does not fit. */
  public static Maybe<Long> toInt(String s) {
    if (!NumberText.isInteger(s)) {
      return Maybe.nothing();
    }
    try {
      return Maybe.just(Long.parseLong(s));
    } catch (NumberFormatException tooLarge) {
      return Maybe.nothing();
    }
  }

  /** The digits of an integer. */
  public static String fromInt(long a) {
    return Long.toString(a);
  }

  /** The float that a text says. */
  public static Maybe<Double> toFloat(String s) {
    return NumberText.toFloat(s);
  }

  /** The shortest text that says a float, as JavaScript writes it. */
  public static String fromFloat(double a) {
    return NumberText.fromFloat(a);
  }

  /** The character as a text. */
  public static String fromChar(Char ch) {
    return ch.toString();
  }

  /** The text with a character in front. */
  public static String cons(Char ch, String s) {
    return ch + s;
  }

  /** The first character and the rest. */
  public static Maybe<Tuple2<Char, String>> uncons(String s) {
    if (s.isEmpty()) {
      return Maybe.nothing();
    }
    var first = new Char(s.codePointAt(0));
    return Maybe.just(new Tuple2<>(first, s.substring(Character.charCount(first.codePoint()))));
  }

  /** The characters. */
  public static List<Char> toList(String s) {
    var out = new Chain.Builder<Char>();
    for (int i = 0; i < s.length(); i += Character.charCount(s.codePointAt(i))) {
      out.add(new Char(s.codePointAt(i)));
    }
    return out.build();
  }

  /** The text of some characters. */
  public static String fromList(List<Char> a) {
    var out = new StringBuilder();
    for (Char c : a) {
      out.appendCodePoint(c.codePoint());
    }
    return out.toString();
  }

  /** The text in capital letters, the same in every locale. */
  public static String toUpper(String s) {
    return s.toUpperCase(Locale.ROOT);
  }

  /** The text in small letters, the same in every locale. */
  public static String toLower(String s) {
    return s.toLowerCase(Locale.ROOT);
  }

  /** The text with a character on both sides until it has n units; the left gets one more. */
  public static String pad(long n, Char ch, String s) {
    long missing = Math.max(0, n - s.length());
    return repeat(missing - missing / 2, ch.toString()) + s + repeat(missing / 2, ch.toString());
  }

  /** The text with a character on the left until it has n units. */
  public static String padLeft(long n, Char ch, String s) {
    return repeat(n - s.length(), ch.toString()) + s;
  }

  /** The text with a character on the right until it has n units. */
  public static String padRight(long n, Char ch, String s) {
    return s + repeat(n - s.length(), ch.toString());
  }

  /** The text without white space at both ends. */
  public static String trim(String s) {
    return trimLeft(trimRight(s));
  }

  /** The text without white space at its start. */
  public static String trimLeft(String s) {
    int start = 0;
    while (start < s.length() && isSpace(s.charAt(start))) {
      start++;
    }
    return s.substring(start);
  }

  /** The text without white space at its end. */
  public static String trimRight(String s) {
    int end = s.length();
    while (end > 0 && isSpace(s.charAt(end - 1))) {
      end--;
    }
    return s.substring(0, end);
  }

  /** What JavaScript takes for white space. */
  static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || c == ' '
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000
        || c == 0xFEFF;
  }

  /** The characters as f makes them. */
  public static String map(Function<Char, Char> f, String s) {
    return fromList(ListFunctions.map(f, toList(s)));
  }

  /** The characters for which f holds. */
  public static String filter(Function<Char, Boolean> f, String s) {
    return fromList(ListFunctions.filter(f, toList(s)));
  }

  /** What f makes of the characters one after the other, from the first on, beginning with z. */
  public static <B> B foldl(Function<Char, Function<B, B>> f, B z, String s) {
    return ListFunctions.foldl(f, z, toList(s));
  }

  /** What f makes of the characters one after the other, from the last on, beginning with z. */
  public static <B> B foldr(Function<Char, Function<B, B>> f, B z, String s) {
    return ListFunctions.foldr(f, z, toList(s));
  }

  /** True if f holds for a character. */
  public static boolean any(Function<Char, Boolean> f, String s) {
    return ListFunctions.any(f, toList(s));
  }

  /** True if f holds for all characters. */
  public static boolean all(Function<Char, Boolean> f, String s) {
    return ListFunctions.all(f, toList(s));
  }
}
