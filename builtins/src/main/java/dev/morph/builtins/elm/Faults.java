package dev.morph.builtins.elm;

import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.DesignDiagnostic.Location;
import dev.morph.ir.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the errors of all sources. Not safe for several threads. */
final class Faults {
  private static final int MOST = 100;

  private final List<DesignDiagnostic> found = new ArrayList<>();

  /** Tells an error of a source. */
  void add(ElmFault fault, String file, Span span, String message) {
    add(fault.word(), file, span, message);
  }

  /** Tells an error of a source under the word of another part. */
  void add(String word, String file, Span span, String message) {
    add(
        word,
        message,
        new Location(file, span.startLine(), span.startColumn(), span.endLine(), span.endColumn()));
  }

  /** Tells an error that belongs to no source. */
  void add(ElmFault fault, String message) {
    add(fault.word(), message, null);
  }

  private void add(String word, String message, @Nullable Location location) {
    var diagnostic = new DesignDiagnostic(Severity.ERROR, word, message, location);
    if (!isFull() && !found.contains(diagnostic)) {
      found.add(diagnostic);
      if (found.size() == MOST) {
        found.add(
            new DesignDiagnostic(
                Severity.ERROR,
                ElmFault.TOO_MANY_DIAGNOSTICS.word(),
                MOST + " errors are told. Mend them and run again to see the others.",
                null));
      }
    }
  }

  /** True if no more are told. */
  boolean isFull() {
    return found.size() >= MOST;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int count() {
    return found.size();
  }

  /** All of them, those of a source in the order of its text. */
  List<DesignDiagnostic> list(List<String> files) {
    List<DesignDiagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparingInt((DesignDiagnostic d) -> fileOf(d, files))
            .thenComparingInt(d -> d.location() == null ? 0 : d.location().startLine())
            .thenComparingInt(d -> d.location() == null ? 0 : d.location().startColumn()));
    return sorted;
  }

  private static int fileOf(DesignDiagnostic diagnostic, List<String> files) {
    if (diagnostic.location() == null) {
      boolean last = diagnostic.code().equals(ElmFault.TOO_MANY_DIAGNOSTICS.word());
      return last ? files.size() : -1;
    }
    return files.indexOf(diagnostic.location().file());
  }
}
