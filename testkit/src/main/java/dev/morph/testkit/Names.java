package dev.morph.testkit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One index space: numbers by name. */
final class Names {
  private final String kind;
  private final Map<String, Integer> byName = new HashMap<>();
  private int count;

  Names(String kind) {
    this.kind = kind;
  }

  int count() {
    return count;
  }

  /** Takes the next number, with or without a name. */
  int declare(Node.@Nullable Word name) {
    if (name != null && byName.putIfAbsent(name.text(), count) != null) {
      throw name.fault(kind + " " + name.text() + " is there already");
    }
    return count++;
  }

  int resolve(Node.Word word) {
    if (!word.isName()) {
      long index = Literals.unsigned(word, word.text());
      if (index > 0xffff_ffffL || index < 0) {
        throw word.fault("no " + kind + " index: " + word.text());
      }
      return (int) index;
    }
    Integer index = byName.get(word.text());
    if (index == null) {
      throw word.fault("no " + kind + " is named " + word.text());
    }
    return index;
  }
}
