package dev.morph.cli.morphir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import java.util.List;

/** What answers of frontends, backends and transformers have in common. */
final class ToolAnswer {
  private ToolAnswer() {}

  /** The member {@code diagnostics}; what has not the shape of one is passed over. */
  static List<JsonObject> diagnostics(JsonObject answer) {
    return answer.get("diagnostics") instanceof JsonArray array
        ? array.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  /** How many are errors. */
  static int errors(List<JsonObject> diagnostics) {
    return (int) diagnostics.stream().filter(DiagnosticsPrinter::isError).count();
  }
}
