package dev.morph.ir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reader found. Immutable, safe to share.
 *
 * @param version of the document; empty if it cannot be told
 * @param diagnostics in the order in which they were found
 * @param errors how many errors there are, those too that are not listed
 * @param counts how many there are of each code, those too that are not listed
 */
public record ReadReport(
    Optional<FormatVersion> version,
    List<Diagnostic> diagnostics,
    int errors,
    Map<DiagnosticCode, Integer> counts) {
  public ReadReport {
    diagnostics = List.copyOf(diagnostics);
    counts = Ordered.copyOf(counts);
  }

  /** True if all of the document was read. */
  public boolean ok() {
    return errors == 0;
  }
}
