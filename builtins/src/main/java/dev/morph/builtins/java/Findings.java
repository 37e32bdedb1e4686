package dev.morph.builtins.java;

import dev.morph.builtins.DesignDiagnostic;
import dev.morph.ir.FQName;
import dev.morph.ir.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects what is told about a generation. Not safe for several threads. */
final class Findings {
  private final List<DesignDiagnostic> all = new ArrayList<>();

  void add(Severity severity, String code, String message) {
    all.add(new DesignDiagnostic(severity, code, message, null));
  }

  /** A value whose method only throws. What dependencies do not define is expected. */
  void unsaid(FQName name, Unsayable why) {
    boolean expected = why.code().equals("specified_only");
    add(
        expected ? Severity.INFO : Severity.WARNING,
        why.code(),
        name + " becomes a method that throws: " + why.reason());
  }

  List<DesignDiagnostic> all() {
    return all;
  }

  boolean failed() {
    return all.stream().anyMatch(one -> one.severity() == Severity.ERROR);
  }
}
