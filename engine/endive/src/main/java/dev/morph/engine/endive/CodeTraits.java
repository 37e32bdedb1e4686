package dev.morph.engine.endive;

import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ImportEntry;
import java.util.Set;

/**
 * What decides how the generated code of a module is turned.
 *
 * @param features the words of {@link Features}
 * @param firstCounter the index of the first of the globals that count, where the code is metered:
 *     it comes back to the host by itself, so that it does not look for interrupts; else -1
 */
record CodeTraits(Set<String> features, int firstCounter) {
  /** How many globals count; they follow each other. */
  static final int COUNTERS = 3;

  CodeTraits {
    features = Set.copyOf(features);
  }

  /** Of code that is not metered. */
  static CodeTraits of(Set<String> features) {
    return new CodeTraits(features, -1);
  }

  /**
   * Of metered code.
   *
   * @param counters the module that the globals that count are imported from
   * @throws IllegalArgumentException if they are not three, one behind the other
   */
  static CodeTraits metered(ValidModule module, String counters) {
    int[] indices =
        module.binary().imports().stream()
            .filter(entry -> entry.kind() == ExternKind.GLOBAL && entry.module().equals(counters))
            .mapToInt(ImportEntry::index)
            .toArray();
    if (indices.length != COUNTERS || indices[COUNTERS - 1] != indices[0] + COUNTERS - 1) {
      throw new IllegalArgumentException(
          "a metered module imports 3 globals from " + counters + ", this one " + indices.length);
    }
    return new CodeTraits(module.features(), indices[0]);
  }

  /** Whether the code is metered. */
  boolean metered() {
    return firstCounter >= 0;
  }
}
