package dev.morph.host.integration;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an integration says of itself (docs/reference/shapes.md). Immutable.
 *
 * @param name for people
 * @param version as it says it
 * @param description may be empty
 * @param events that it may emit
 * @param listens topics whose events it gets, {@code *} standing for any characters
 * @param configSchema JSON Schema of its configuration; empty if it says none
 * @param opens endings of files that it opens, in small letters, as {@code ".csv"}
 */
public record IntegrationDescription(
    String name,
    String version,
    String description,
    List<IntegrationAction> actions,
    List<PublishedEvent> events,
    List<String> listens,
    JsonObject configSchema,
    List<String> opens) {
  public IntegrationDescription {
    actions = List.copyOf(actions);
    events = List.copyOf(events);
    listens = List.copyOf(listens);
    opens = opens.stream().map(ending -> ending.toLowerCase(Locale.ROOT)).toList();
  }

  /** One that has actions and nothing else. */
  public static IntegrationDescription of(
      String name, String version, String description, List<IntegrationAction> actions) {
    return new IntegrationDescription(
        name, version, description, actions, List.of(), List.of(), JsonObject.EMPTY, List.of());
  }

  /** The same, opening files of these endings. */
  public IntegrationDescription opening(List<String> endings) {
    return new IntegrationDescription(
        name, version, description, actions, events, listens, configSchema, endings);
  }

  /** The same, listening to these topics. */
  public IntegrationDescription listeningTo(List<String> topics) {
    return new IntegrationDescription(
        name, version, description, actions, events, topics, configSchema, opens);
  }

  /**
   * Reads the answer of {@code describe}.
   *
   * @param json its shape checked before, by the runtime that asked
   */
  public static IntegrationDescription read(JsonObject json) {
    List<IntegrationAction> actions = new ArrayList<>();
    for (JsonObject action : objects(json, "actions")) {
      actions.add(
          new IntegrationAction(
              text(action, "name", ""),
              text(action, "description", ""),
              action.get("parameters") instanceof JsonObject schema ? schema : null,
              action.get("returns") instanceof JsonObject schema ? schema : null,
              AiAccess.valueOf(text(action, "ai_access", "ask").toUpperCase(Locale.ROOT)),
              SideEffect.valueOf(text(action, "side_effect", "write").toUpperCase(Locale.ROOT))));
    }
    List<PublishedEvent> events = new ArrayList<>();
    for (JsonObject event : objects(json, "events")) {
      events.add(
          new PublishedEvent(
              text(event, "name", ""),
              text(event, "description", ""),
              event.get("payload") instanceof JsonObject schema ? schema : null));
    }
    return new IntegrationDescription(
        text(json, "name", ""),
        text(json, "version", ""),
        text(json, "description", ""),
        actions,
        events,
        texts(json, "listens"),
        json.get("config_schema") instanceof JsonObject schema ? schema : JsonObject.EMPTY,
        texts(json, "opens"));
  }

  /** The answer of {@code describe} that says this. */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("name", name).put("version", version);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    json.put("actions", new JsonArray(actions.stream().map(IntegrationDescription::json).toList()));
    if (!events.isEmpty()) {
      json.put("events", new JsonArray(events.stream().map(IntegrationDescription::json).toList()));
    }
    if (!listens.isEmpty()) {
      json.put("listens", strings(listens));
    }
    if (!configSchema.members().isEmpty()) {
      json.put("config_schema", configSchema);
    }
    if (!opens.isEmpty()) {
      json.put("opens", strings(opens));
    }
    return json.build();
  }

  private static JsonValue json(IntegrationAction action) {
    JsonObject.Builder json = named(action.name(), action.description());
    if (action.parameters() != null) {
      json.put("parameters", action.parameters());
    }
    if (action.returns() != null) {
      json.put("returns", action.returns());
    }
    return json.put("ai_access", action.aiAccess().word())
        .put("side_effect", action.sideEffect().word())
        .build();
  }

  private static JsonValue json(PublishedEvent event) {
    JsonObject.Builder json = named(event.name(), event.description());
    return (event.payload() == null ? json : json.put("payload", event.payload())).build();
  }

  private static JsonObject.Builder named(String name, String description) {
    JsonObject.Builder json = JsonObject.builder().put("name", name);
    return description.isEmpty() ? json : json.put("description", description);
  }

  private static JsonArray strings(List<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.get(name) instanceof JsonArray list
        ? list.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.get(name) instanceof JsonArray list
        ? list.items().stream()
            .filter(JsonString.class::isInstance)
            .map(text -> ((JsonString) text).value())
            .toList()
        : List.of();
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.get(name) instanceof JsonString(String text) ? text : otherwise;
  }
}
