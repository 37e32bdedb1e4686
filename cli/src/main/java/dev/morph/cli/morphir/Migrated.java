package dev.morph.cli.morphir;

import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.ir.migrate.MigrationReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a migration, in this process or in the sandbox.
 *
 * @param publishable what was written may be used
 * @param source the version of the document, as {@code v3}
 * @param losses how often what was lost, by code
 */
record Migrated(
    boolean publishable,
    String source,
    List<JsonObject> diagnostics,
    int errors,
    Map<String, Long> losses) {
  /** The word of the first error. */
  String code() {
    return diagnostics.stream()
        .filter(DiagnosticsPrinter::isError)
        .findFirst()
        .map(one -> DiagnosticsPrinter.text(one, "code"))
        .orElse("invalid_distribution_shape");
  }

  /** Of this process. */
  static Migrated of(MigrationReport report) {
    var losses = new TreeMap<String, Long>();
    report.losses().forEach((code, count) -> losses.put(code.word(), count.longValue()));
    return new Migrated(
        report.publishable(),
        report.source().map(one -> "v" + one.major()).orElse("unknown"),
        DiagnosticsPrinter.json(report.diagnostics()),
        report.errors(),
        losses);
  }

  /** Of the answer of the extension {@code migrate}. */
  static Migrated of(JsonObject answer) {
    var losses = new TreeMap<String, Long>();
    if (answer.get("losses") instanceof JsonObject counts) {
      counts
          .members()
          .forEach((code, count) -> {
            if (count instanceof JsonNumber number) {
              losses.put(code, number.longValueExact());
            }
          });
    }
    List<JsonObject> diagnostics = ToolAnswer.diagnostics(answer);
    return new Migrated(
        answer.get("success") instanceof JsonBoolean(boolean success) && success,
        DiagnosticsPrinter.text(answer, "source_format"),
        diagnostics,
        ToolAnswer.errors(diagnostics),
        losses);
  }
}
