package dev.morph.builtins;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of one call and keeps what is wrong with them. Not safe for several threads.
 */
public final class Options {
  private final JsonObject given;
  private final List<DesignDiagnostic> faults = new ArrayList<>();

  /**
   * @param known all options that there are; each other one is a fault
   */
  public Options(JsonObject given, String... known) {
    this.given = given;
    List<String> names = List.of(known);
    for (String name : given.members().keySet()) {
      if (!names.contains(name)) {
        fault(
            "unknown_option",
            "unknown option "
                + name
                + (names.isEmpty()
                    ? "; there are none"
                    : "; there are " + String.join(", ", names)));
      }
    }
  }

  /** The text of an option; null if it is not given, or is empty. */
  public @Nullable String text(String name) {
    JsonValue value = given.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string) {
      return string.value().isEmpty() ? null : string.value();
    }
    wrong(name, "a text", value);
    return null;
  }

  /**
   * The text of an option that is one of a few words.
   *
   * @param words the first one is meant where none is given
   */
  public String word(String name, String... words) {
    String text = text(name);
    if (text == null) {
      return words[0];
    }
    for (String word : words) {
      if (word.equals(text)) {
        return word;
      }
    }
    wrong(name, String.join(", ", words), new JsonString(text));
    return words[0];
  }

  /** The texts of an option that is an array of them, or one text with commas between them. */
  public List<String> texts(String name) {
    JsonValue value = given.get(name);
    List<String> texts = new ArrayList<>();
    switch (value) {
      case null -> {}
      case JsonString string -> {
        for (String part : string.value().split(",", -1)) {
          add(texts, part);
        }
      }
      case JsonArray array -> {
        for (JsonValue item : array.items()) {
          if (item instanceof JsonString string) {
            add(texts, string.value());
          } else {
            wrong(name, "an array of texts", item);
          }
        }
      }
      default -> wrong(name, "an array of texts, or a text with commas", value);
    }
    return List.copyOf(texts);
  }

  private static void add(List<String> texts, String text) {
    String stripped = text.strip();
    if (!stripped.isEmpty()) {
      texts.add(stripped);
    }
  }

  private void wrong(String name, String accepted, JsonValue seen) {
    String text = Json.write(seen);
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    invalid("option " + name + " is " + accepted + ", not " + shown);
  }

  /** Tells of a fault that the caller found in a value. */
  public void invalid(String message) {
    fault("invalid_option", message);
  }

  private void fault(String code, String message) {
    faults.add(new DesignDiagnostic(Severity.ERROR, code, message, null));
  }

  /** What is wrong so far, in the order in which it was found. */
  public List<DesignDiagnostic> faults() {
    return List.copyOf(faults);
  }
}
