package dev.morph.examples.overview;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.IrMessage;
import dev.morph.builtins.Options;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadReport;
import dev.morph.ir.Severity;
import dev.morph.sdk.ActionException;
import dev.morph.sdk.Call;
import dev.morph.sdk.Guest;
import dev.morph.sdk.HostException;
import dev.morph.sdk.IrHelpers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.Export;

/**
 * Two contracts in one file. As a backend it makes {@code OVERVIEW.md} of a document of the Morphir
 * IR, with the options {@code title} and {@code focus}; as an integration it has the action {@code
 * summarize}, which counts.
 */
public final class Overview {
  private static final String FILE = "OVERVIEW.md";

  private Overview() {}

  @Export(name = "get_capabilities")
  static long capabilities(int ptr, int len) {
    return Guest.function(ptr, len, request -> Envelope.json(capabilities()));
  }

  @Export(name = "backend_generate")
  static long generate(int ptr, int len) {
    return Guest.function(ptr, len, request -> Envelope.json(generate(IrMessage.of(request))));
  }

  @Export(name = "describe")
  static long describe(int ptr, int len) {
    return Guest.describe(ptr, len, Overview::description);
  }

  @Export(name = "execute")
  static long execute(int ptr, int len) {
    return Guest.execute(ptr, len, Overview::run);
  }

  private static JsonObject generate(IrMessage message) {
    byte[] ir = message.ir();
    if (ir == null) {
      throw new ActionException("request-invalid", "the member ir is missing");
    }
    var options =
        new Options(
            message.members().get("options") instanceof JsonObject given ? given : JsonObject.EMPTY,
            "title",
            "focus");
    String title = options.text("title");
    String focus = options.text("focus");
    List<JsonValue> found = new ArrayList<>();
    options.faults().forEach(fault -> found.add(fault.toJson()));
    if (!found.isEmpty()) {
      return answer(null, found);
    }
    var page = new OverviewPage();
    ReadReport report = IrReader.read(ir, page);
    report.diagnostics().stream().map(Diagnostic::toJson).forEach(found::add);
    if (!report.ok()) {
      return answer(null, found);
    }
    return answer(page.text(title, focus == null ? "" : focus(focus, found)), found);
  }

  /** What a definition uses, which is in its body: the host knows, without a walk of our own. */
  private static String focus(String name, List<JsonValue> found) {
    try {
      JsonObject used =
          IrHelpers.ask(JsonObject.builder().put("op", "dependencies").put("name", name).build());
      return "`"
          + text(used, "name")
          + "` uses:\n\n"
          + list(used, "types", "type")
          + list(used, "constructors", "constructor")
          + list(used, "values", "value")
          + "\n";
    } catch (HostException e) {
      found.add(
          new DesignDiagnostic(Severity.WARNING, e.code(), "focus: " + e.getMessage(), null)
              .toJson());
      return "";
    }
  }

  private static String list(JsonObject used, String member, String noun) {
    var lines = new StringBuilder();
    if (used.get(member) instanceof JsonArray names) {
      for (JsonValue one : names.items()) {
        if (one instanceof JsonString(String name)) {
          lines.append("- ").append(noun).append(" `").append(name).append("`\n");
        }
      }
    }
    return lines.toString();
  }

  private static String text(JsonObject object, String member) {
    return object.get(member) instanceof JsonString(String text) ? text : "";
  }

  private static JsonObject answer(@Nullable String page, List<JsonValue> diagnostics) {
    JsonArray files =
        page == null
            ? JsonArray.of()
            : JsonArray.of(JsonObject.builder().put("path", FILE).put("content", page).build());
    return JsonObject.builder()
        .put("artifacts", files)
        .put("diagnostics", new JsonArray(diagnostics))
        .build();
  }

  private static JsonValue run(Call call) {
    return switch (call.action()) {
      case "summarize" -> summary(call.params().get("ir"));
      default -> throw call.unknown();
    };
  }

  private static JsonObject summary(@Nullable JsonValue ir) {
    if (!(ir instanceof JsonObject document)) {
      throw new ActionException("params-invalid", "the parameter ir must be a document of the IR");
    }
    var counts = new Counts();
    ReadReport report = IrReader.read(Json.writeUtf8(document), counts);
    for (Diagnostic one : report.diagnostics()) {
      if (one.severity() == Severity.ERROR) {
        throw new ActionException(
            "ir-invalid", "the IR cannot be read: " + one.path() + ": " + one.message());
      }
    }
    return counts.toJson();
  }

  private static JsonObject capabilities() {
    var generate =
        JsonObject.builder()
            .put("name", "generate")
            .put("description", "Writes an overview of a package as Markdown.");
    return JsonObject.builder()
        .put("name", "overview")
        .put("version", "1.0.0")
        .put("capabilities", JsonArray.of(generate.build()))
        .put("targets", JsonArray.of(new JsonString("markdown")))
        .build();
  }

  private static JsonObject description() {
    var summarize =
        JsonObject.builder()
            .put("name", "summarize")
            .put("description", "Counts the modules, types and values of a package.")
            .put("parameters", object("ir", "object"))
            .put("returns", object("values", "integer"))
            .put("ai_access", "execute")
            .put("side_effect", "read");
    return JsonObject.builder()
        .put("name", "overview")
        .put("version", "1.0.0")
        .put("description", "Shows what a model has.")
        .put("actions", JsonArray.of(summarize.build()))
        .build();
  }

  /** The schema of an object that has a member. */
  private static JsonObject object(String member, String type) {
    var members = JsonObject.builder().put(member, JsonObject.builder().put("type", type).build());
    return JsonObject.builder()
        .put("type", "object")
        .put("properties", members.build())
        .put("required", JsonArray.of(new JsonString(member)))
        .build();
  }
}
