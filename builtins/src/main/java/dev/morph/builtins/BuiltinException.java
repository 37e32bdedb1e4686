package dev.morph.builtins;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A built-in extension cannot answer: a code, a message for people and, if there are, faults. */
public final class BuiltinException extends RuntimeException {
  /** The {@code kind} of an envelope that says why there is no answer. */
  public static final String ERROR_KIND = "error";

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<JsonObject> diagnostics;

  /** An error without diagnostics. */
  public BuiltinException(String code, String message) {
    this(code, message, List.of());
  }

  /**
   * An error with its diagnostics.
   *
   * @param code a stable word, as {@code request-invalid}
   */
  public BuiltinException(String code, String message, List<JsonObject> diagnostics) {
    super(message);
    this.code = code;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The error for a function that an extension has not. */
  public static BuiltinException unknown(String function, String id, String own) {
    return new BuiltinException(
        "function-unknown",
        id + " has no function " + function + "; it has get-capabilities and " + own);
  }

  /** The error that an envelope tells; null if it is an answer. */
  public static @Nullable BuiltinException of(Envelope answer) {
    if (!ERROR_KIND.equals(answer.header().kind())) {
      return null;
    }
    if (answer.asJson() instanceof JsonObject outer
        && outer.get("error") instanceof JsonObject error
        && error.get("code") instanceof JsonString(String code)
        && error.get("message") instanceof JsonString(String message)) {
      List<JsonObject> diagnostics =
          error.get("diagnostics") instanceof JsonArray array
              ? array.items().stream()
                  .filter(JsonObject.class::isInstance)
                  .map(JsonObject.class::cast)
                  .toList()
              : List.of();
      return new BuiltinException(code, message, diagnostics);
    }
    return new BuiltinException("error-invalid", "an error envelope without code and message");
  }

  /** A stable word. */
  public String code() {
    return code;
  }

  /** All faults, as contracts have them; empty if the message says all. */
  public List<JsonObject> diagnostics() {
    return diagnostics == null ? List.of() : diagnostics;
  }

  /** The error as an answer: {@code {"error": {"code", "message", "diagnostics"?}}}. */
  public Envelope toEnvelope() {
    var error = JsonObject.builder().put("code", code).put("message", String.valueOf(getMessage()));
    if (!diagnostics().isEmpty()) {
      error.put("diagnostics", new JsonArray(List.copyOf(diagnostics())));
    }
    Envelope json = Envelope.json(JsonObject.builder().put("error", error.build()).build());
    return new Envelope(new Envelope.Header(0, "", ERROR_KIND), json.contentType(), json.content());
  }
}
