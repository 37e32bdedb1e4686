package dev.morph.builtins.elm;

import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Names of identifiers, and the order in which other Morphir compilers write them. */
final class Ordering {
  /** By the words, one after the other. */
  static final Comparator<Name> NAMES = (a, b) -> compare(a.words(), b.words());

  /** By the names, one after the other. */
  static final Comparator<Path> PATHS = Ordering::compare;

  private Ordering() {}

  private static int compare(Path a, Path b) {
    int common = Math.min(a.names().size(), b.names().size());
    for (int i = 0; i < common; i++) {
      int order = NAMES.compare(a.names().get(i), b.names().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.names().size(), b.names().size());
  }

  private static int compare(List<String> a, List<String> b) {
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < common; i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** The name of an identifier, which begins with a letter. */
  static Name name(String identifier) {
    return Objects.requireNonNull(Name.ofIdentifier(identifier));
  }
}
