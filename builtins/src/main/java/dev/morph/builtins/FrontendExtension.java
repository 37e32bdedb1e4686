package dev.morph.builtins;

import dev.morph.base.Utf8;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.ir.ClassicWriter;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionWriter;
import dev.morph.ir.Severity;
import dev.morph.ir.V4Writer;
import dev.morph.ir.migrate.MigrationTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code frontend-compile}: {@code {sources: [{path, content}], options?}}, or one source as text,
 * to {@code {diagnostics, ir}}. The options {@code target_version} and {@code expanded} say how the
 * IR is written, in v4 and compact unless they say otherwise; the others are the frontend's.
 */
final class FrontendExtension implements BuiltinExtension {
  /** The path of a source that came as text. */
  private static final String UNNAMED = "source";

  private final BuiltinDescription description;
  private final Frontend frontend;

  FrontendExtension(BuiltinDescription description, Frontend frontend) {
    this.description = description;
    this.frontend = frontend;
  }

  @Override
  public BuiltinDescription description() {
    return description;
  }

  @Override
  public Envelope answer(String function, Envelope request) {
    if (!function.equals(FRONTEND_COMPILE)) {
      throw BuiltinException.unknown(function, description.id(), FRONTEND_COMPILE);
    }
    if (request.contentType().startsWith("text/")) {
      byte[] text = request.content();
      if (!Utf8.isValid(text, 0, text.length)) {
        throw new BuiltinException("request-invalid", "the source is not UTF-8");
      }
      var source = new Frontend.SourceFile(UNNAMED, new String(text, StandardCharsets.UTF_8));
      return compile(List.of(source), JsonObject.EMPTY);
    }
    if (request.asJson() instanceof JsonObject object
        && object.get("sources") instanceof JsonArray sources) {
      return compile(sources(sources), BackendExtension.options(object.get("options")));
    }
    throw new BuiltinException(
        "request-invalid",
        "the content must be {\"sources\": [{\"path\", \"content\"}], \"options\"?}");
  }

  private static List<Frontend.SourceFile> sources(JsonArray array) {
    List<Frontend.SourceFile> sources = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (item instanceof JsonObject source
          && source.get("path") instanceof JsonString(String path)
          && source.get("content") instanceof JsonString(String content)) {
        sources.add(new Frontend.SourceFile(path, content));
      } else {
        throw new BuiltinException(
            "request-invalid",
            "/sources/" + sources.size() + " must be {\"path\": text, \"content\": text}");
      }
    }
    return sources;
  }

  private Envelope compile(List<Frontend.SourceFile> sources, JsonObject options) {
    MigrationTarget target = IrTarget.of(options);
    Frontend.Compiled compiled = frontend.compile(sources, IrTarget.without(options));
    Distribution ir = compiled.ir();
    if (ir == null) {
      throw failed(compiled.diagnostics());
    }
    JsonObject members =
        JsonObject.builder()
            .put("diagnostics", BackendExtension.diagnostics(compiled.diagnostics()))
            .build();
    return new IrMessage(members, written(ir, target)).toEnvelope();
  }

  private static BuiltinException failed(List<DesignDiagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(one -> one.severity() == Severity.ERROR).count();
    return new BuiltinException(
        "compile-failed",
        "the sources have "
            + errors
            + (errors == 1 ? " error" : " errors")
            + "; mend what the diagnostics say",
        diagnostics.stream().map(DesignDiagnostic::toJson).toList());
  }

  private static byte[] written(Distribution ir, MigrationTarget target) {
    var out = new JsonWriter();
    DistributionWriter writer =
        target.version() == 4
            ? new V4Writer(out, target.expanded())
            : new ClassicWriter(target.version(), out);
    DistributionPieces.give(ir, writer);
    if (writer.errors() > 0) {
      throw new BuiltinException(
          "ir-invalid",
          "what was compiled cannot be written as v"
              + target.version()
              + "; the diagnostics say why",
          writer.diagnostics().stream().map(Diagnostic::toJson).toList());
    }
    return out.toByteArray();
  }
}
