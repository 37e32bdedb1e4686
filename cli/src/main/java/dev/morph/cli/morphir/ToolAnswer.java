package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.IrMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What answers of frontends, backends and transformers have in common. */
final class ToolAnswer {
  private ToolAnswer() {}

  /**
   * What a backend answers.
   *
   * @param name of the backend, for messages
   * @throws MorphException ({@code guest-result}) if it has another shape
   */
  static JsonObject generated(Envelope answer, String name) {
    try {
      if (answer.asJson() instanceof JsonObject object
          && object.get("artifacts") instanceof JsonArray) {
        return object;
      }
    } catch (EnvelopeException | JsonException e) {
      throw wrong(name + " answers no JSON: " + e.getMessage(), e);
    }
    throw wrong(name + " answers no {\"artifacts\", \"diagnostics\"}", null);
  }

  /** The member {@code artifacts} of what a backend answers. */
  static List<JsonValue> artifacts(JsonObject generated) {
    return generated.get("artifacts") instanceof JsonArray array ? array.items() : List.of();
  }

  /**
   * What a frontend answers.
   *
   * @param name of the frontend, for messages
   * @throws MorphException ({@code guest-result}) if it has another shape
   */
  static IrMessage compiled(Envelope answer, String name) {
    try {
      return IrMessage.of(answer);
    } catch (EnvelopeException | JsonException e) {
      throw wrong(name + " answers no {\"ir\", \"diagnostics\"}: " + e.getMessage(), e);
    }
  }

  private static MorphException wrong(String what, @Nullable Throwable cause) {
    return new MorphException(
        ErrorCode.GUEST_RESULT, what + "; see docs/reference/shapes.md", cause);
  }

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
