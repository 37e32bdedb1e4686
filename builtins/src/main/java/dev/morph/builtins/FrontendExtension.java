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
import dev.morph.ir.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code frontend-compile}: {@code {sources: [{path, content}], options?}}, or one source as text,
 * to {@code {diagnostics, ir}}.
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
    Frontend.Compiled compiled = frontend.compile(sources, options);
    Distribution ir = compiled.ir();
    if (ir == null) {
      throw failed(compiled.diagnostics());
    }
    JsonObject members =
        JsonObject.builder()
            .put("diagnostics", BackendExtension.diagnostics(compiled.diagnostics()))
            .build();
    return new IrMessage(members, written(ir)).toEnvelope();
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

  private static byte[] written(Distribution ir) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(3, out);
    DistributionPieces.give(ir, writer);
    if (!writer.ok()) {
      throw new BuiltinException(
          "ir-invalid",
          "what was compiled cannot be written; the diagnostics say why",
          writer.diagnostics().stream().map(Diagnostic::toJson).toList());
    }
    return out.toByteArray();
  }
}
