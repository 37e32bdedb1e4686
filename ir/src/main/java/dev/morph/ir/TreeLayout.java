package dev.morph.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the files of a document tree stand, and what they are called. */
final class TreeLayout {
  static final String MANIFEST = "manifest";
  static final String MODULE = "module";
  static final String EXTENSION = ".json";
  static final String TYPE = ".type";
  static final String VALUE = ".value";

  /** The longest path, if nobody says otherwise. */
  static final int PATH_BUDGET = 4000;

  /** No shorter one leaves room for names. */
  static final int LEAST_BUDGET = 64;

  private TreeLayout() {}

  static String packageRoot(Path name) {
    return "pkg/" + name.filePath();
  }

  /** Where a dependency stands; the last part would hold its version, if the model had one. */
  static String dependencyRoot(Path name) {
    return "deps/" + name.filePath() + "/@";
  }

  /** A path without the ending of a file. */
  static String logical(String path) {
    return path.endsWith(EXTENSION) ? path.substring(0, path.length() - EXTENSION.length()) : path;
  }

  /** True if a stem can be no way out of its folder. */
  static boolean isStem(String stem) {
    for (int i = 0; i < stem.length(); i++) {
      char c = stem.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && c != '-' && c != '_') {
        return false;
      }
    }
    return !stem.isEmpty();
  }

  /** The path whose folders these are; null if they are those of none. */
  static @Nullable Path pathOfFolders(String folders) {
    List<Name> names = new ArrayList<>();
    int start = 0;
    while (start <= folders.length()) {
      int end = folders.indexOf('/', start);
      if (end < 0) {
        end = folders.length();
      }
      Name name = nameOfStem(folders.substring(start, end));
      if (name == null) {
        return null;
      }
      names.add(name);
      start = end + 1;
    }
    return new Path(names);
  }

  /** The name whose stem this is, if it was not cut. */
  static @Nullable Name nameOfStem(String stem) {
    String plain =
        stem.length() > 1 && stem.endsWith("_") ? stem.substring(0, stem.length() - 1) : stem;
    var text = new StringBuilder(plain.length());
    int start = 0;
    while (start <= plain.length()) {
      int end = plain.indexOf('-', start);
      if (end < 0) {
        end = plain.length();
      }
      if (start > 0) {
        text.append('-');
      }
      String segment = plain.substring(start, end);
      text.append(
          segment.startsWith("_") ? segment.substring(1).toUpperCase(Locale.ROOT) : segment);
      start = end + 1;
    }
    String canonical = text.toString();
    return Name.isCanonical(canonical) && new Name(canonical).fileStem().equals(stem)
        ? new Name(canonical)
        : null;
  }

  /** The order of v1 to v3: by the words of the names. */
  static int compare(Path one, Path other) {
    int common = Math.min(one.names().size(), other.names().size());
    for (int i = 0; i < common; i++) {
      int order = compareWords(one.names().get(i).words(), other.names().get(i).words());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.names().size(), other.names().size());
  }

  private static int compareWords(List<String> one, List<String> other) {
    int common = Math.min(one.size(), other.size());
    for (int i = 0; i < common; i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
