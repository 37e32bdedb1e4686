package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * What an extension can do, as {@code get-capabilities} has it (docs/reference/shapes.md): as it
 * says itself, or made of {@code describe} and of a transformer's {@code capabilities}.
 */
final class ExtensionCapabilities {
  private static final List<String> LISTS = List.of("sources", "targets", "features");

  private final Extension extension;
  private final List<JsonValue> capabilities = new ArrayList<>();
  private String name;
  private String version = "";

  private ExtensionCapabilities(Extension extension) {
    this.extension = extension;
    this.name = extension.module().settings().name();
  }

  /**
   * Asks it.
   *
   * @throws MorphException if it fails, ({@code guest-result}) if its answer has not the shape
   */
  static JsonObject of(Extension extension) {
    return new ExtensionCapabilities(extension).read();
  }

  private JsonObject read() {
    if (extension.module().contracts().contains(Contract.INTEGRATION)) {
      integration();
    }
    JsonObject own = JsonObject.EMPTY;
    if (extension.module().hasFunction("get-capabilities")) {
      own = object(ask("get-capabilities"));
      name = text(own, "name", name);
      version = text(own, "version", version);
      capabilities.addAll(list(own, "capabilities"));
    }
    if (extension.module().contracts().contains(Contract.TRANSFORMER)) {
      ask("capabilities").forEach(one -> capabilities.addAll(array(one)));
    }
    var json =
        JsonObject.builder()
            .put("name", name)
            .put("version", version)
            .put("contracts", new JsonArray(contracts()))
            .put("capabilities", new JsonArray(capabilities));
    for (String member : LISTS) {
      List<JsonValue> items = list(own, member);
      if (!items.isEmpty()) {
        json.put(member, new JsonArray(items));
      }
    }
    return json.build();
  }

  private List<JsonValue> contracts() {
    return extension.module().contracts().stream()
        .map(Contract::word)
        .sorted()
        .<JsonValue>map(JsonString::new)
        .toList();
  }

  /** One capability for each action. */
  private void integration() {
    JsonObject described = extension.describe();
    name = text(described, "name", name);
    version = text(described, "version", version);
    for (JsonValue action : list(described, "actions")) {
      JsonObject one = (JsonObject) action;
      var json = JsonObject.builder().put("name", text(one, "name", ""));
      copy(one, "description", json, "description");
      copy(one, "parameters", json, "params_schema");
      copy(one, "returns", json, "return_schema");
      capabilities.add(json.build());
    }
  }

  private static void copy(JsonObject from, String member, JsonObject.Builder to, String as) {
    JsonValue value = from.get(member);
    if (value != null) {
      to.put(as, value);
    }
  }

  private List<JsonValue> ask(String function) {
    List<JsonValue> answers = new ArrayList<>();
    for (Envelope answer : extension.execute(function, List.of())) {
      try {
        answers.add(answer.asJson());
      } catch (EnvelopeException | JsonException e) {
        throw wrong(function + " answers no JSON: " + e.getMessage());
      }
    }
    return answers;
  }

  private JsonObject object(List<JsonValue> answers) {
    if (answers.size() == 1 && answers.getFirst() instanceof JsonObject object) {
      return object;
    }
    throw wrong("get-capabilities answers no object");
  }

  private List<JsonValue> array(JsonValue answer) {
    if (answer instanceof JsonArray array) {
      return array.items();
    }
    throw wrong("capabilities answers no array");
  }

  private List<JsonValue> list(JsonObject object, String member) {
    JsonValue value = object.get(member);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array) {
      return array.items();
    }
    throw wrong(member + " of get-capabilities is no array");
  }

  private String text(JsonObject object, String member, String otherwise) {
    JsonValue value = object.get(member);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonString(String text)) {
      return text;
    }
    throw wrong(member + " of get-capabilities is no text");
  }

  private MorphException wrong(String what) {
    return new MorphException(
        ErrorCode.GUEST_RESULT, what + "; see docs/reference/shapes.md for what it should be");
  }
}
