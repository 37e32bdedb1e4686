package dev.morph.runtime.policy;

import java.util.Collection;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** The candidate that is at most a third of its letters away from the word, if there is one. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int distance = distance(word, candidate);
      if (distance < least && distance <= Math.max(1, candidate.length() / 3)) {
        best = Optional.of(candidate);
        least = distance;
      }
    }
    return best;
  }

  /** {@code " (did you mean X?)"}, or nothing. */
  public static String hint(String word, Collection<String> candidates) {
    Optional<String> near = to(word, candidates);
    return near.isPresent() ? " (did you mean " + near.get() + "?)" : "";
  }

  /** Letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
