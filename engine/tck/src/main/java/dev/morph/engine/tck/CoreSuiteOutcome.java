package dev.morph.engine.tck;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the core suite on one engine.
 *
 * @param mode the engine's name
 * @param results every command that was run, in order
 * @param textOnly how many commands were skipped because they test a parser of the text format
 */
record CoreSuiteOutcome(String mode, List<CommandResult> results, int textOnly) {
  /** Assertions of one group of files. */
  record Count(int assertions, int passed, int excluded) {
    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(
          assertions + other.assertions, passed + other.passed, excluded + other.excluded);
    }
  }

  CoreSuiteOutcome {
    results = List.copyOf(results);
  }

  /** Failures that no exclusion covers; a failed module or action is one as well. */
  List<CommandResult> failures(Exclusions exclusions) {
    return results.stream()
        .filter(result -> !result.passed() && !exclusions.cover(result))
        .toList();
  }

  /** Counts by feature. Of a file that is excluded as a whole, no assertion counts as passed. */
  Map<SuiteGroup, Count> counts(Exclusions exclusions) {
    Map<SuiteGroup, Count> counts = new EnumMap<>(SuiteGroup.class);
    for (CommandResult result : results) {
      if (result.assertion()) {
        counts.merge(SuiteGroup.of(result.file()), count(result, exclusions), Count::plus);
      }
    }
    return counts;
  }

  private static Count count(CommandResult result, Exclusions exclusions) {
    if (result.passed() && !exclusions.coverFile(result.file())) {
      return new Count(1, 1, 0);
    }
    return new Count(1, 0, exclusions.cover(result) ? 1 : 0);
  }

  Count total(Exclusions exclusions) {
    return counts(exclusions).values().stream().reduce(Count.NONE, Count::plus);
  }

  /** One line for the build's output. */
  String summary(Exclusions exclusions) {
    Count total = total(exclusions);
    return "core suite, "
        + mode
        + ": "
        + total.passed()
        + " of "
        + total.assertions()
        + " assertions pass, "
        + total.excluded()
        + " excluded ("
        + textOnly
        + " more test a text parser and have no binary)";
  }
}
