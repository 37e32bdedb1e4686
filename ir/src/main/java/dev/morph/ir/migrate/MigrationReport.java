package dev.morph.ir.migrate;

import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FormatVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a migration. Immutable, safe to share.
 *
 * @param source the version of the document; empty if it cannot be told
 * @param target the version that was asked for
 * @param diagnostics what is wrong and what is lost: of the document first, then of what was
 *     written
 * @param errors how many errors there are, those too that are not listed
 * @param counts how many diagnostics there are of each code, those too that are not listed; in the
 *     order of the codes
 * @param publishable what was written is a whole document; else it must not be used
 */
public record MigrationReport(
    Optional<FormatVersion> source,
    int target,
    List<Diagnostic> diagnostics,
    int errors,
    Map<DiagnosticCode, Integer> counts,
    boolean publishable) {
  public MigrationReport {
    diagnostics = List.copyOf(diagnostics);
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** True if all of the document was written. */
  public boolean ok() {
    return publishable && errors == 0;
  }

  /** How much was lost of each kind, exactly; empty if nothing was. */
  public Map<DiagnosticCode, Integer> losses() {
    var losses = new LinkedHashMap<DiagnosticCode, Integer>();
    counts.forEach((code, count) -> {
      if (code.isLoss()) {
        losses.put(code, count);
      }
    });
    return Collections.unmodifiableMap(losses);
  }
}
