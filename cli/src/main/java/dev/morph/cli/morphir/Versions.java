package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.cli.Terminal;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Severity;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Versions of the IR as commands are given them. */
final class Versions {
  private Versions() {}

  /**
   * The number of a version.
   *
   * @throws MorphException ({@code usage-invalid}) for a word that means none
   */
  static int parse(String word) {
    return MigrationTarget.version(word)
        .orElseThrow(() ->
            new MorphException(
                ErrorCode.USAGE_INVALID,
                "Invalid target version \""
                    + word
                    + "\"; there are v1, v2, v3 (classic) and v4 (latest)"));
  }

  /**
   * A small document in another version.
   *
   * @throws IrException if it cannot be said there
   */
  static byte[] written(byte[] document, MigrationTarget target, Terminal terminal) {
    var bytes = new ByteArrayOutputStream();
    MigrationReport report =
        Migration.run(document, target, (piece, length) -> bytes.write(piece, 0, length));
    List<Diagnostic> errors =
        report.diagnostics().stream().filter(one -> one.severity() == Severity.ERROR).toList();
    DiagnosticsPrinter.print(terminal, "the result", DiagnosticsPrinter.json(errors));
    if (!report.publishable()) {
      throw new IrException(
          errors.isEmpty() ? "invalid_distribution_shape" : errors.getFirst().code().word(),
          "the result cannot be written as v" + target.version(),
          DiagnosticsPrinter.json(errors));
    }
    return bytes.toByteArray();
  }
}
