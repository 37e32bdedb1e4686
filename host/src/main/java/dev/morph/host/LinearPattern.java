package dev.morph.host;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/**
 * A pattern of a guest's schema, matched in time linear in the text. What needs more (look-around,
 * back references, counts that multiply to more than {@value #MAX_REPEATS}) is refused.
 */
final class LinearPattern implements RegularExpression {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_REPEATS = 1_000;

  private final Pattern pattern;

  private LinearPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Compiles a pattern. */
  static LinearPattern of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a pattern is longer than " + MAX_LENGTH + " characters");
    }
    if (repeats(text) > MAX_REPEATS) {
      throw new IllegalArgumentException(
          "the counts of the pattern " + text + " multiply to more than " + MAX_REPEATS);
    }
    try {
      return new LinearPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern " + text + " cannot be matched in linear time: " + e.getDescription(), e);
    }
  }

  /** The product of all counts: an upper bound for what the automaton grows by. */
  private static long repeats(String text) {
    long product = 1;
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      long count = 0;
      long largest = 1;
      for (int j = i + 1; j < text.length() && text.charAt(j) != '}'; j++) {
        char c = text.charAt(j);
        if (c >= '0' && c <= '9') {
          count = Math.min(count * 10 + (c - '0'), MAX_REPEATS + 1L);
          largest = Math.max(largest, count);
        } else {
          count = 0;
        }
      }
      product = Math.min(product * largest, MAX_REPEATS + 1L);
    }
    return product;
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(value).find();
  }
}
