package dev.morph.builtins.elm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Texts of sources in messages. */
final class Texts {
  private static final int LONGEST = 60;
  private static final int MOST_NEAR = 3;
  private static final int LONGEST_COMPARED = 40;

  private Texts() {}

  /** The text, cut if it is long. */
  static String shown(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /**
   * A sentence that names what is meant perhaps, with a blank before it; empty if nothing is near.
   */
  static String near(String name, Collection<String> known) {
    List<String> near = new ArrayList<>();
    int most = name.length() < 3 ? 0 : name.length() / 3;
    for (int distance = 0; distance <= most && near.size() < MOST_NEAR; distance++) {
      for (String other : known) {
        if (near.size() < MOST_NEAR && distance(name, other) == distance && !near.contains(other)) {
          near.add(other);
        }
      }
    }
    return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
  }

  /**
   * How many letters are other ones, more, fewer or swapped, capitals aside; large if the texts are
   * long or of unlike lengths.
   */
  private static int distance(String a, String b) {
    int n = a.length();
    int m = b.length();
    if (n > LONGEST_COMPARED || m > LONGEST_COMPARED || Math.abs(n - m) > Math.max(1, n / 3)) {
      return Integer.MAX_VALUE;
    }
    int[][] least = new int[n + 1][m + 1];
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : least(least, a, b, i, j);
      }
    }
    return least[n][m];
  }

  private static int least(int[][] least, String a, String b, int i, int j) {
    int replaced = least[i - 1][j - 1] + (same(a, i - 1, b, j - 1) ? 0 : 1);
    int changed = Math.min(replaced, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1);
    return swapped ? Math.min(changed, least[i - 2][j - 2] + 1) : changed;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i)) == Character.toLowerCase(b.charAt(j));
  }
}
