package dev.morph.ir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what a reader or writer finds. Not safe for several threads. */
final class Diagnostics {
  /** So many of each kind of loss are listed; there may be one at every node. */
  private static final int LISTED_LOSSES = 10;

  private final List<Diagnostic> found = new ArrayList<>();
  private final Set<DiagnosticCode> told = EnumSet.noneOf(DiagnosticCode.class);
  private final Map<DiagnosticCode, Integer> counts = new EnumMap<>(DiagnosticCode.class);
  private final int most;
  private int errors;
  private int warnings;

  /**
   * @param most so many errors are kept, and so many warnings
   */
  Diagnostics(int most) {
    this.most = most;
  }

  void add(DiagnosticCode code, String path, String message) {
    int before = count(code);
    if (code.isLoss() && before >= LISTED_LOSSES) {
      return;
    }
    boolean error = code.severity() == Severity.ERROR;
    int count = error ? errors++ : warnings++;
    if (count < most) {
      found.add(new Diagnostic(code, path, message));
    } else if (error && count == most) {
      found.add(
          new Diagnostic(
              DiagnosticCode.TOO_MANY_DIAGNOSTICS,
              path,
              "more than " + most + " errors; the others are left out"));
    }
  }

  /** Counts one that is not listed; answers how many there were before. */
  int count(DiagnosticCode code) {
    Integer before = counts.get(code);
    counts.put(code, before == null ? 1 : before + 1);
    return before == null ? 0 : before;
  }

  /** How many there were of each code, those too that are not listed. */
  Map<DiagnosticCode, Integer> counts() {
    return Ordered.copyOf(counts);
  }

  /** True the first time that it is asked for this code. */
  boolean first(DiagnosticCode code) {
    return told.add(code);
  }

  /** True if so many errors were found that more would not be told. */
  boolean full() {
    return errors > most;
  }

  int errors() {
    return errors;
  }

  List<Diagnostic> list() {
    return List.copyOf(found);
  }
}
