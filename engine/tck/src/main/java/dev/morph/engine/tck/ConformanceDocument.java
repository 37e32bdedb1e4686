package dev.morph.engine.tck;

import dev.morph.engine.tck.CoreSuiteOutcome.Count;
import java.util.Map;

/**
 * {@code docs/conformance.md}: a table for each mode between two marks, written by the run itself
 * so that it cannot say what did not happen.
 */
final class ConformanceDocument {
  private static final String HEAD =
      """
      # Conformance

      What Morph's engine makes of the core suite of the WebAssembly specification, by feature. Claimed is
      WebAssembly 3.0 without memory64, threads and relaxed SIMD. Each exclusion stands with its reason in
      `engine/tck/src/main/resources/dev/morph/engine/tck/core-suite-exclusions.txt`; one that is no longer
      needed fails the build. Assertions that test a parser of the text format are not counted.

      A test compares this file with the outcome; `mvn -pl engine/endive install -Dmorph.update=true` writes it.
      """;

  private ConformanceDocument() {}

  /** The document with this outcome in its place; the other modes stay as they are. */
  static String with(String document, CoreSuiteOutcome outcome, Exclusions exclusions) {
    String start = "<!-- " + outcome.mode() + " -->\n";
    String end = "<!-- end of " + outcome.mode() + " -->\n";
    String section = start + section(outcome, exclusions) + end;
    String base = document.isBlank() ? HEAD : document;
    int from = base.indexOf(start);
    int to = base.indexOf(end);
    return from < 0 || to < from
        ? base + "\n" + section
        : base.substring(0, from) + section + base.substring(to + end.length());
  }

  private static String section(CoreSuiteOutcome outcome, Exclusions exclusions) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(outcome.mode()).append("\n\n");
    text.append("| feature | assertions | passed | excluded |\n|---|---:|---:|---:|\n");
    for (Map.Entry<SuiteGroup, Count> entry : outcome.counts(exclusions).entrySet()) {
      row(text, entry.getKey().title(), entry.getValue());
    }
    row(text, "**all**", outcome.total(exclusions));
    return text.append('\n').toString();
  }

  private static void row(StringBuilder text, String title, Count count) {
    text.append("| ").append(title);
    text.append(" | ").append(count.assertions());
    text.append(" | ").append(count.passed());
    text.append(" | ").append(count.excluded()).append(" |\n");
  }
}
