package dev.morph.ir;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects what a reader or writer finds. Not safe for several threads. */
final class Diagnostics {
  private final List<Diagnostic> found = new ArrayList<>();
  private final Set<DiagnosticCode> told = EnumSet.noneOf(DiagnosticCode.class);
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
