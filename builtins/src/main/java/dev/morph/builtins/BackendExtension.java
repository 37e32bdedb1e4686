package dev.morph.builtins;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code backend-generate}: {@code {ir, options?}} to {@code {artifacts, diagnostics}}. */
final class BackendExtension implements BuiltinExtension {
  private final BuiltinDescription description;
  private final Backend backend;

  BackendExtension(BuiltinDescription description, Backend backend) {
    this.description = description;
    this.backend = backend;
  }

  @Override
  public BuiltinDescription description() {
    return description;
  }

  @Override
  public Envelope answer(String function, Envelope request) {
    if (!function.equals(BACKEND_GENERATE)) {
      throw BuiltinException.unknown(function, description.id(), BACKEND_GENERATE);
    }
    IrMessage message = IrMessage.of(request);
    JsonObject options = options(message.members().get("options"));
    return answer(backend.generate(distribution(message.requireIr()), options));
  }

  /** The member {@code options}, which may be left out. */
  static JsonObject options(@Nullable JsonValue options) {
    return switch (options) {
      case null -> JsonObject.EMPTY;
      case JsonNull none -> JsonObject.EMPTY;
      case JsonObject object -> object;
      default ->
          throw new BuiltinException("request-invalid", "options must be an object or be left out");
    };
  }

  private static Distribution distribution(byte[] ir) {
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(ir, builder);
    Distribution whole = builder.distribution().orElse(null);
    if (!report.ok() || whole == null) {
      throw new BuiltinException(
          "ir-invalid",
          "the IR has "
              + report.errors()
              + (report.errors() == 1 ? " fault" : " faults")
              + "; mend what the diagnostics say",
          report.diagnostics().stream().map(Diagnostic::toJson).toList());
    }
    return whole;
  }

  private static Envelope answer(Backend.Generated generated) {
    List<JsonValue> artifacts =
        generated.artifacts().stream()
            .<JsonValue>map(artifact ->
                JsonObject.builder()
                    .put("path", artifact.path())
                    .put("content", artifact.content())
                    .build())
            .toList();
    return Envelope.json(
        JsonObject.builder()
            .put("artifacts", new JsonArray(artifacts))
            .put("diagnostics", diagnostics(generated.diagnostics()))
            .build());
  }

  static JsonArray diagnostics(List<DesignDiagnostic> diagnostics) {
    return new JsonArray(diagnostics.stream().<JsonValue>map(DesignDiagnostic::toJson).toList());
  }
}
