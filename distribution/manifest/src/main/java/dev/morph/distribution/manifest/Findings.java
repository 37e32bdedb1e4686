package dev.morph.distribution.manifest;

import dev.morph.runtime.policy.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is found in one reading. Not safe for several threads. */
final class Findings {
  private static final int MOST = 100;

  private final List<Finding> list = new ArrayList<>();
  private final boolean newer;
  private boolean failed;

  /** True for {@code newer} turns unknown keys into warnings. */
  Findings(boolean newer) {
    this.newer = newer;
  }

  /** The JSON pointer of a member. */
  static String child(String at, String key) {
    return at + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  void error(String at, String message, String help) {
    failed = true;
    add(Finding.error(at, message, help));
  }

  void missing(String at) {
    error(at, "the key is missing", "");
  }

  void unknownKey(String parent, String key, Collection<String> known) {
    String at = child(parent, key);
    if (newer) {
      add(Finding.warning(at, "the key of a newer version is passed over", "update Morph"));
    } else {
      error(
          at, "there is no such key", hint(key, known) + "there are: " + String.join(", ", known));
    }
  }

  void unknownWord(String at, String word, Collection<String> known) {
    error(
        at,
        word.isEmpty() ? "a word is expected" : word + " is not known",
        hint(word, known) + "one of: " + String.join(", ", known));
  }

  private static String hint(String word, Collection<String> known) {
    return Nearest.to(word, known).map(near -> "did you mean " + near + "? ").orElse("");
  }

  private void add(Finding finding) {
    if (list.size() < MOST) {
      list.add(finding);
    } else if (list.size() == MOST) {
      list.add(Finding.error("", "there are more findings", "mend these first"));
      failed = true;
    }
  }

  boolean failed() {
    return failed;
  }

  List<Finding> list() {
    return list;
  }
}
