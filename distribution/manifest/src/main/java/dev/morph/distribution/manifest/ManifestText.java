package dev.morph.distribution.manifest;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Turns the text of a manifest into a JSON object. */
final class ManifestText {
  private static final int MOST_DEPTH = 64;
  private static final int LONGEST_NUMBER = 64;
  private static final YAMLFactory YAML = new YAMLFactory();

  private ManifestText() {}

  static JsonObject json(byte[] bytes) throws Unreadable {
    checkLength(bytes.length);
    try {
      return object(Json.parse(bytes, MOST_DEPTH));
    } catch (JsonException e) {
      throw invalid(
          "the manifest is not JSON: " + e.getMessage() + " (at byte " + e.offset() + ")");
    }
  }

  static JsonObject file(String text) throws Unreadable {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    checkLength(bytes.length);
    return plain.stripLeading().startsWith("{") ? json(bytes) : object(yaml(plain));
  }

  private static void checkLength(int length) throws Unreadable {
    if (length > ExtensionManifest.MAX_BYTES) {
      throw invalid("the manifest has " + length + " bytes; at most 1 MiB is accepted");
    }
  }

  private static JsonObject object(JsonValue value) throws Unreadable {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw invalid("the manifest is not an object; it begins with a key, as name: jira");
  }

  /** Reads events, not objects: no alias is followed and no tag makes an object. */
  private static JsonValue yaml(String text) throws Unreadable {
    try (var parser = (YAMLParser) YAML.createParser(text)) {
      JsonValue value = value(parser, parser.nextToken(), 0);
      if (parser.nextToken() != null) {
        throw invalid("the file holds a second YAML document; one is accepted");
      }
      return value;
    } catch (JacksonException | YamlEngineException e) {
      throw invalid("the manifest is not YAML: " + firstLine(e.getMessage()));
    }
  }

  private static JsonValue value(YAMLParser parser, @Nullable JsonToken token, int depth)
      throws Unreadable {
    if (depth > MOST_DEPTH) {
      throw invalid("the manifest nests deeper than 64 levels");
    }
    if (token == null) {
      throw invalid("the manifest is empty");
    }
    if (parser.isCurrentAlias()) {
      throw at(parser, "a YAML alias (*name) is not accepted; write the value again");
    }
    if (parser.getTypeId() != null) {
      throw at(parser, "a YAML tag (!name) is not accepted; write the value without it");
    }
    return switch (token) {
      case START_OBJECT -> members(parser, depth);
      case START_ARRAY -> items(parser, depth);
      case VALUE_STRING -> new JsonString(parser.getString());
      case VALUE_TRUE -> new JsonBoolean(true);
      case VALUE_FALSE -> new JsonBoolean(false);
      case VALUE_NULL -> JsonNull.NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, token);
      default -> throw at(parser, "unexpected " + token);
    };
  }

  private static JsonNumber number(YAMLParser parser, JsonToken token) throws Unreadable {
    String text = parser.getString();
    if (text.length() > LONGEST_NUMBER) {
      throw at(parser, "a number has more than 64 characters");
    }
    try {
      return new JsonNumber(
          token == JsonToken.VALUE_NUMBER_INT
              ? parser.getBigIntegerValue().toString()
              : new BigDecimal(text).toString());
    } catch (NumberFormatException e) {
      throw at(parser, text + " is not a number that JSON has");
    }
  }

  private static JsonObject members(YAMLParser parser, int depth) throws Unreadable {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (JsonToken token = parser.nextToken();
        token == JsonToken.PROPERTY_NAME;
        token = parser.nextToken()) {
      String name = parser.currentName();
      if (parser.isCurrentAlias()) {
        throw at(parser, "a YAML alias (*name) is not accepted; write the key again");
      }
      JsonValue value = value(parser, parser.nextToken(), depth + 1);
      if (members.put(name, value) != null) {
        throw at(parser, "the key " + name + " stands twice");
      }
    }
    return new JsonObject(members);
  }

  private static JsonArray items(YAMLParser parser, int depth) throws Unreadable {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(parser, token, depth + 1));
    }
    return new JsonArray(items);
  }

  private static Unreadable at(YAMLParser parser, String fault) {
    return invalid("line " + parser.currentTokenLocation().getLineNr() + ": " + fault);
  }

  private static String firstLine(@Nullable String message) {
    String text = message == null ? "it cannot be read" : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static Unreadable invalid(String fault) {
    return new Unreadable(fault);
  }

  /** Gives a document, or says why there is none. */
  @FunctionalInterface
  interface Source {
    JsonObject read() throws Unreadable;
  }

  /** The text is no JSON or YAML object as a manifest may be. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String fault;

    Unreadable(String fault) {
      super(fault);
      this.fault = fault;
    }

    String fault() {
      return fault;
    }
  }
}
