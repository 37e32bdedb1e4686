package dev.morph.ir;

import dev.morph.base.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A name: words and initialisms. Immutable, safe to share.
 *
 * @param text the canonical text of v4, as {@code value-in-USD}: segments joined by {@code -}, an
 *     initialism in capital letters; each segment of {@code a-z0-9} or of {@code A-Z0-9}
 */
public record Name(String text) implements Comparable<Name> {
  private static final List<String> DEVICES = List.of("con", "prn", "aux", "nul");
  private static final int DIGEST_DIGITS = 8;

  /** A stem that is cut has at least so many characters. */
  static final int SHORTEST_STEM = DIGEST_DIGITS + 3;

  /**
   * @throws IllegalArgumentException if the text is no canonical name
   */
  public Name {
    if (!isCanonical(text)) {
      throw new IllegalArgumentException("not a name: " + text);
    }
  }

  /** True if this is the canonical text of a name. */
  public static boolean isCanonical(String text) {
    int n = text.length();
    int start = 0;
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i <= n; i++) {
      char c = i < n ? text.charAt(i) : '-';
      if (c == '-') {
        if (i == start || (lower && upper)) {
          return false;
        }
        start = i + 1;
        lower = false;
        upper = false;
      } else if (isLower(c)) {
        lower = true;
      } else if (c >= 'A' && c <= 'Z') {
        upper = true;
      } else if (!isDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /** The name of a canonical text or of the doubled-hyphen style; null if it is neither. */
  public static @Nullable Name parse(String text) {
    if (isCanonical(text)) {
      return new Name(text);
    }
    return parseDoubledHyphen(text);
  }

  /**
   * The name of the older style, in which {@code --} begins an initialism: {@code value-in--usd};
   * null if it is none.
   */
  public static @Nullable Name parseDoubledHyphen(String text) {
    var canonical = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int segment = i;
      while (segment < text.length() && text.charAt(segment) == '-') {
        segment++;
      }
      int hyphens = segment - i;
      int end = segment;
      while (end < text.length() && isPlain(text.charAt(end))) {
        end++;
      }
      boolean initialism = hyphens == 2;
      boolean joined = i == 0 ? hyphens == 0 || initialism : hyphens == 1 || initialism;
      if (!joined || end == segment) {
        return null;
      }
      if (i > 0) {
        canonical.append('-');
      }
      String word = text.substring(segment, end);
      canonical.append(initialism ? word.toUpperCase(Locale.ROOT) : word);
      i = end;
    }
    return canonical.isEmpty() ? null : new Name(canonical.toString());
  }

  /**
   * The name of the array of words that v1 to v3 write. Two or more single letters in a row are one
   * initialism; digits never are part of one.
   *
   * @return null if there is no word, or one is not of {@code a-z0-9}
   */
  public static @Nullable Name ofWords(List<String> words) {
    var text = new StringBuilder();
    int n = words.size();
    int i = 0;
    while (i < n) {
      int run = i;
      while (run < n && isLetter(words.get(run))) {
        run++;
      }
      if (!text.isEmpty()) {
        text.append('-');
      }
      if (run - i >= 2) {
        for (; i < run; i++) {
          text.append((char) (words.get(i).charAt(0) - 'a' + 'A'));
        }
      } else {
        String word = words.get(i++);
        if (!isWord(word)) {
          return null;
        }
        text.append(word);
      }
    }
    return text.isEmpty() ? null : new Name(text.toString());
  }

  /**
   * The name that morphir-elm makes of an identifier: {@code isNaN} is the words is, na, n. What is
   * neither letter nor digit separates words.
   *
   * @return null if there is no word in it
   */
  public static @Nullable Name ofIdentifier(String identifier) {
    List<String> words = new ArrayList<>();
    int n = identifier.length();
    int i = 0;
    while (i < n) {
      char c = identifier.charAt(i);
      int end = i + 1;
      if (isDigit(c)) {
        while (end < n && isDigit(identifier.charAt(end))) {
          end++;
        }
        words.add(identifier.substring(i, end));
      } else if (isLower(c) || (c >= 'A' && c <= 'Z')) {
        while (end < n && isLower(identifier.charAt(end))) {
          end++;
        }
        words.add(identifier.substring(i, end).toLowerCase(Locale.ROOT));
      }
      i = end;
    }
    return ofWords(words);
  }

  /**
   * The array of words that v1 to v3 write: an initialism as its letters, a run of digits in it as
   * one word.
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (String segment : segments()) {
      if (isInitialism(segment)) {
        explode(segment.toLowerCase(Locale.ROOT), words);
      } else {
        words.add(segment);
      }
    }
    return List.copyOf(words);
  }

  private static void explode(String initialism, List<String> words) {
    int i = 0;
    while (i < initialism.length()) {
      int end = i + 1;
      if (isDigit(initialism.charAt(i))) {
        while (end < initialism.length() && isDigit(initialism.charAt(end))) {
          end++;
        }
      }
      words.add(initialism.substring(i, end));
      i = end;
    }
  }

  /** True if {@link #words} says all of the name: v1 to v3 can keep it. */
  public boolean isClassic() {
    return equals(ofWords(words()));
  }

  /**
   * The words in camel case, each letter of an initialism a word, as tools of v1 to v3 write names:
   * {@code valueInUSD}, {@code uSD}.
   */
  public String classicCamelCase() {
    var out = new StringBuilder();
    for (String word : words()) {
      out.append(
          out.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return out.toString();
  }

  /** The name in camel case, as {@code valueInUSD}. */
  public String camelCase() {
    return joined(true, true);
  }

  /** The name in Pascal case, as {@code ValueInUSD}. */
  public String pascalCase() {
    return joined(false, true);
  }

  /** The name in Pascal case with an initialism as a word, as {@code ValueInUsd}. */
  public String pascalCaseOfWords() {
    return joined(false, false);
  }

  private String joined(boolean camel, boolean capitals) {
    var out = new StringBuilder(text.length());
    for (String segment : segments()) {
      String lower = segment.toLowerCase(Locale.ROOT);
      if (camel && out.isEmpty()) {
        out.append(lower);
      } else if (capitals && isInitialism(segment)) {
        out.append(segment);
      } else {
        out.append(lower.substring(0, 1).toUpperCase(Locale.ROOT)).append(lower, 1, lower.length());
      }
    }
    return out.toString();
  }

  /** The name in the older style, as {@code value-in--usd}. */
  public String doubledHyphen() {
    var out = new StringBuilder(text.length() + 2);
    for (String segment : segments()) {
      if (isInitialism(segment)) {
        out.append("--");
      } else if (!out.isEmpty()) {
        out.append('-');
      }
      out.append(segment.toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  /**
   * The name as the stem of a file of a document tree, as {@code value-in-_usd}: the same on file
   * systems that do not tell capitals, and never the name of a device.
   */
  public String fileStem() {
    var out = new StringBuilder(text.length() + 2);
    for (String segment : segments()) {
      if (!out.isEmpty()) {
        out.append('-');
      }
      if (isInitialism(segment)) {
        out.append('_');
      }
      out.append(segment.toLowerCase(Locale.ROOT));
    }
    String stem = out.toString();
    return isDevice(stem) ? stem + "_" : stem;
  }

  /**
   * The stem of a file if it may be so many characters at most: a longer one is cut, and the first
   * digits of its SHA-256 tell it from others.
   *
   * @param available 11 or more
   */
  public String fileStem(int available) {
    return shortened(fileStem(), available);
  }

  static String shortened(String stem, int available) {
    if (available < SHORTEST_STEM) {
      throw new IllegalArgumentException("a stem needs 11 characters, not " + available);
    }
    if (stem.length() <= available) {
      return stem;
    }
    int end = available - DIGEST_DIGITS - 2;
    while (end > 0 && (stem.charAt(end - 1) == '-' || stem.charAt(end - 1) == '_')) {
      end--;
    }
    String digest = Digest.of(stem.getBytes(StandardCharsets.UTF_8)).hex();
    return stem.substring(0, end) + "__" + digest.substring(0, DIGEST_DIGITS);
  }

  private static boolean isDevice(String stem) {
    boolean port = stem.startsWith("com") || stem.startsWith("lpt");
    return DEVICES.contains(stem) || (port && stem.length() == 4 && isDigit(stem.charAt(3)));
  }

  /** Words and initialisms, these in capital letters. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    int start = 0;
    int hyphen;
    while ((hyphen = text.indexOf('-', start)) >= 0) {
      segments.add(text.substring(start, hyphen));
      start = hyphen + 1;
    }
    segments.add(text.substring(start));
    return segments;
  }

  private static boolean isInitialism(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (segment.charAt(i) >= 'A' && segment.charAt(i) <= 'Z') {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(String word) {
    return word.length() == 1 && isLower(word.charAt(0));
  }

  private static boolean isWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isPlain(word.charAt(i))) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static boolean isPlain(char c) {
    return isLower(c) || isDigit(c);
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** By the canonical text. */
  @Override
  public int compareTo(Name other) {
    return text.compareTo(other.text);
  }

  /** The canonical text. */
  @Override
  public String toString() {
    return text;
  }
}
