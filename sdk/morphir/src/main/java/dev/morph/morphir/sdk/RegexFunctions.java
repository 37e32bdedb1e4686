package dev.morph.morphir.sdk;

import java.util.List;
import java.util.function.Function;

/** The functions of Morphir.SDK.Regex. */
public final class RegexFunctions {
  private RegexFunctions() {}

  /** The expression of a pattern; nothing if it is none. */
  public static Maybe<Regex> fromString(String string) {
    return fromStringWith(RegexOptions.NONE, string);
  }

  /** The expression of a pattern; nothing if it is none. */
  public static Maybe<Regex> fromStringWith(RegexOptions options, String string) {
    return Regex.compile(string, options);
  }

  /** The expression that matches nothing. */
  public static Regex never() {
    if (fromString(".^") instanceof Maybe.Just<Regex>(Regex never)) {
      return never;
    }
    throw new IllegalStateException("the pattern .^ is one");
  }

  /** True if it matches somewhere. */
  public static boolean contains(Regex regex, String string) {
    return new RegexMatcher(regex, string).find(0);
  }

  /** What stands between the matches. */
  public static List<String> split(Regex regex, String string) {
    return splitAtMost(Long.MAX_VALUE, regex, string);
  }

  /** The matches, up to the first that is empty and adds nothing to the one before. */
  public static List<RegexMatch> find(Regex regex, String string) {
    return findAtMost(Long.MAX_VALUE, regex, string);
  }

  /** The text with what a function makes of each match in its place. */
  public static String replace(Regex regex, Function<RegexMatch, String> with, String string) {
    return replaceAtMost(Long.MAX_VALUE, regex, with, string);
  }

  /**
   * What stands between the first matches, and the rest. A match that is empty splits only within
   * the text and after some of it.
   */
  public static List<String> splitAtMost(long number, Regex regex, String string) {
    var matcher = new RegexMatcher(regex, string);
    var out = new Chain.Builder<String>();
    int start = 0;
    int from = 0;
    for (long left = number; left != 0 && from <= string.length() && matcher.find(from); ) {
      boolean empty = matcher.start() == matcher.end();
      if (empty && matcher.start() == string.length()) {
        break;
      }
      if (empty && matcher.start() == start) {
        from = start + 1;
        continue;
      }
      out.add(string.substring(start, matcher.start()));
      start = matcher.end();
      from = start;
      left--;
    }
    return out.add(string.substring(start)).build();
  }

  /** The first matches, up to the first that is empty and adds nothing to the one before. */
  public static List<RegexMatch> findAtMost(long number, Regex regex, String string) {
    var matcher = new RegexMatcher(regex, string);
    var out = new Chain.Builder<RegexMatch>();
    int end = -1;
    for (long count = 1; count <= number && matcher.find(Math.max(end, 0)); count++) {
      if (matcher.end() == end) {
        break;
      }
      out.add(matcher.match(count));
      end = matcher.end();
    }
    return out.build();
  }

  /** The text with what a function makes of each of the first matches in its place. */
  public static String replaceAtMost(
      long number, Regex regex, Function<RegexMatch, String> with, String string) {
    var matcher = new RegexMatcher(regex, string);
    var out = new StringBuilder();
    int start = 0;
    int from = 0;
    for (long count = 1; count <= number && from <= string.length() && matcher.find(from); ) {
      out.append(string, start, matcher.start()).append(with.apply(matcher.match(count++)));
      start = matcher.end();
      from = matcher.start() == start ? start + 1 : start;
    }
    return out.append(string, start, string.length()).toString();
  }
}
