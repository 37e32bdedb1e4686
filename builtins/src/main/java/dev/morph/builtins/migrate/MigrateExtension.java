package dev.morph.builtins.migrate;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.BuiltinDescription;
import dev.morph.builtins.BuiltinException;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.IrMessage;
import dev.morph.builtins.IrTarget;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.Severity;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code transform}: {@code {target_version?, expanded?, allow_partial?, ir}} to {@code {success,
 * source_format, target_format, warnings?, error?, diagnostics?, losses?, ir?}}. What is wrong with
 * the document is in the answer, whose {@code success} is then false; only a request that cannot be
 * understood is an error. Has no state, is safe to share.
 */
public final class MigrateExtension implements BuiltinExtension {
  private static final BuiltinDescription DESCRIPTION =
      new BuiltinDescription(
          "migrate",
          "IR Migration",
          BuiltinDescription.VERSION,
          List.of(BuiltinDescription.TRANSFORMER),
          List.of(
              JsonObject.builder()
                  .put("name", "migrate")
                  .put(
                      "description",
                      "Makes a document of the Morphir IR of one version one of another.")
                  .build()),
          List.of(),
          List.of(),
          List.of("$migrate"));

  @Override
  public BuiltinDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Envelope answer(String function, Envelope request) {
    if (!function.equals(TRANSFORM)) {
      throw BuiltinException.unknown(function, DESCRIPTION.id(), TRANSFORM);
    }
    IrMessage message = IrMessage.of(request);
    var pieces = new Pieces();
    MigrationReport report = Migration.run(message.requireIr(), target(message.members()), pieces);
    JsonObject members = members(report);
    return new IrMessage(members, report.publishable() ? pieces.together() : null).toEnvelope();
  }

  private static MigrationTarget target(JsonObject request) {
    MigrationTarget target = IrTarget.of(request);
    return IrTarget.flag(request, "allow_partial") ? target.withPartial() : target;
  }

  private static JsonObject members(MigrationReport report) {
    var members =
        JsonObject.builder()
            .put("success", report.publishable())
            .put("source_format", report.source().map(MigrateExtension::word).orElse("unknown"))
            .put("target_format", "v" + report.target());
    List<JsonValue> warnings =
        report.diagnostics().stream()
            .filter(one -> one.severity() == Severity.WARNING)
            .<JsonValue>map(one -> new JsonString(one.path() + ": " + one.message()))
            .toList();
    if (!warnings.isEmpty()) {
      members.put("warnings", new JsonArray(warnings));
    }
    if (!report.publishable()) {
      members.put("error", error(report));
    }
    if (!report.diagnostics().isEmpty()) {
      members.put(
          "diagnostics",
          new JsonArray(report.diagnostics().stream().<JsonValue>map(Diagnostic::toJson).toList()));
    }
    if (!report.losses().isEmpty()) {
      members.put("losses", losses(report));
    }
    return members.build();
  }

  private static String word(FormatVersion version) {
    return "v" + version.major();
  }

  private static String error(MigrationReport report) {
    String first =
        report.diagnostics().stream()
            .filter(one -> one.severity() == Severity.ERROR)
            .findFirst()
            .map(one -> (one.path().isEmpty() ? "" : one.path() + ": ") + one.message())
            .orElse("the document is not whole");
    return report.errors() > 1 ? report.errors() + " errors, the first is " + first : first;
  }

  private static JsonObject losses(MigrationReport report) {
    var counts = new TreeMap<String, Integer>();
    report.losses().forEach((code, count) -> counts.put(code.word(), count));
    var losses = JsonObject.builder();
    counts.forEach((code, count) -> losses.put(code, count.longValue()));
    return losses.build();
  }
}
