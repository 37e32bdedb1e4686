package dev.morph.ir;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How a classic version spells a tag. Not safe for several threads. */
final class ClassicTags {
  private final int version;
  private final Map<String, String> snakes = new HashMap<>();

  ClassicTags(int version) {
    this.version = version;
  }

  /** A tag of a type, definition, specification or literal. */
  String plain(String tag) {
    return version == 1 ? snake(tag) : tag;
  }

  /** A tag of a value or pattern. */
  String value(String tag) {
    return version == 3 ? tag : snake(tag);
  }

  private String snake(String tag) {
    return snakes.computeIfAbsent(tag, ClassicTags::snakeCase);
  }

  private static String snakeCase(String tag) {
    if (tag.equals("WholeNumberLiteral")) {
      return "int_literal";
    }
    var out = new StringBuilder(tag.length() + 4);
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (i > 0 && c >= 'A' && c <= 'Z') {
        out.append('_');
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
