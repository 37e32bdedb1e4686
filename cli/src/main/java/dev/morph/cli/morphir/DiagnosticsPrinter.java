package dev.morph.cli.morphir;

import dev.morph.cli.Terminal;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Severity;
import java.util.List;

/** Tells diagnostics on standard error: errors whole, of warnings the first ones. */
final class DiagnosticsPrinter {
  private static final int MOST_WARNINGS = 20;

  private DiagnosticsPrinter() {}

  /**
   * Prints them, unless one JSON document is asked for.
   *
   * @param subject whose they are, as the name of a file
   */
  static void print(Terminal terminal, String subject, List<Diagnostic> diagnostics) {
    if (terminal.json()) {
      return;
    }
    int warnings = 0;
    for (Diagnostic one : diagnostics) {
      if (one.severity() == Severity.ERROR) {
        print(terminal, subject, one);
      } else if (warnings++ < MOST_WARNINGS) {
        print(terminal, subject, one);
      }
    }
    if (warnings > MOST_WARNINGS) {
      terminal.note("and " + (warnings - MOST_WARNINGS) + " more warnings; --json has them all");
    }
  }

  private static void print(Terminal terminal, String subject, Diagnostic one) {
    String place = one.path().isEmpty() ? subject : subject + " at " + one.path();
    terminal.note(
        one.severity().word() + ": " + one.code().word() + ": " + place + ": " + one.message());
    if (one.severity() == Severity.ERROR) {
      terminal.note("  " + one.help());
    }
  }
}
