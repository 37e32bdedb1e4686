package dev.morph.storage.sql;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits text into the words by which it is found. Both databases index these words as they are, so
 * that both find the same: what PostgreSQL and SQLite take for a word by themselves differs.
 */
public final class Words {
  private static final int MOST_CODE_POINTS = 60;
  private static final int MOST_CHARACTERS = 100_000;

  private Words() {}

  /**
   * The different words of a text, in small letters, in the order of the text. A word is a run of
   * letters, digits and marks; of a longer one the first 60 count; of a longer text the first
   * 100,000 characters of words.
   */
  public static List<String> of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>();
    StringBuilder word = new StringBuilder();
    int codePoints = 0;
    int characters = 0;
    for (int i = 0; i <= folded.length() && characters < MOST_CHARACTERS; ) {
      int c = i < folded.length() ? folded.codePointAt(i) : ' ';
      if (ofWord(c)) {
        if (codePoints++ < MOST_CODE_POINTS) {
          word.appendCodePoint(c);
        }
      } else if (codePoints > 0) {
        if (words.add(word.toString())) {
          characters += word.length() + 1;
        }
        word.setLength(0);
        codePoints = 0;
      }
      i += Character.charCount(c);
    }
    return List.copyOf(words);
  }

  private static boolean ofWord(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK;
  }

  /** The words of these texts, as a column {@code words} holds them. */
  public static String column(String... texts) {
    return String.join(" ", of(String.join(" ", texts)));
  }
}
