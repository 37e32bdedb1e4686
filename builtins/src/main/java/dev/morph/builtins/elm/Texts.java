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

  /** How many letters differ, capitals aside; large if the texts are long or of unlike lengths. */
  private static int distance(String a, String b) {
    int n = a.length();
    int m = b.length();
    if (n > LONGEST_COMPARED || m > LONGEST_COMPARED || Math.abs(n - m) > Math.max(1, n / 3)) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= m; j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = corner + (same ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[m];
  }
}
