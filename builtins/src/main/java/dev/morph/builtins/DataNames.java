package dev.morph.builtins;

import dev.morph.ir.Name;
import java.util.Locale;

/** Names as data has them. */
public final class DataNames {
  private DataNames() {}

  /** In camel case, each letter of an initialism a word: {@code uSD}, {@code valueInUSD}. */
  public static String camelCase(Name name) {
    var out = new StringBuilder();
    for (String word : name.words()) {
      out.append(
          out.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return out.toString();
  }
}
