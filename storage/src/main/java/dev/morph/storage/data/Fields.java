package dev.morph.storage.data;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.Utf8;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Cursor;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request strictly: each fault is {@code request-invalid} and names the
 * field, what was found and what is accepted.
 */
public final class Fields {
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
  private static final int SHOWN = 60;

  private final JsonObject json;

  private Fields(JsonObject json) {
    this.json = json;
  }

  /**
   * The fields of an object that has no others than these.
   *
   * @param what a word for the object, as {@code task}
   * @throws MorphException if it is no object, or has a member of another name
   */
  public static Fields of(JsonValue json, String what, Set<String> accepted) {
    if (!(json instanceof JsonObject object)) {
      throw invalid("a " + what + " is a JSON object; found " + shown(json));
    }
    for (String name : object.members().keySet()) {
      if (!accepted.contains(name)) {
        throw invalid(
            "a "
                + what
                + " has no field \""
                + cut(name)
                + "\"; accepted are "
                + String.join(", ", accepted.stream().sorted().toList()));
      }
    }
    return new Fields(object);
  }

  /** A fault of a request. */
  public static MorphException invalid(String message) {
    return new MorphException(ErrorCode.REQUEST_INVALID, message);
  }

  /**
   * Refuses text that no request could have: for what Java code makes by itself.
   *
   * @param text null passes
   */
  public static void check(String name, @Nullable String text, int least, int most) {
    if (text != null) {
      String unused = asText(name, new JsonString(text), most);
      if (text.length() < least) {
        throw invalid(name + ": text of " + least + " to " + most + " characters is needed");
      }
    }
  }

  /** The same for lists. */
  public static void check(String name, List<String> texts, int most, int mostCharacters) {
    if (texts.size() > most) {
      throw invalid(name + ": found " + texts.size() + " items; at most " + most + " are accepted");
    }
    texts.forEach(text -> check(name, text, 1, mostCharacters));
  }

  /** True if the field is there and is not null. */
  public boolean has(String name) {
    JsonValue value = json.get(name);
    return value != null && !(value instanceof JsonNull);
  }

  /** A field that must be there: text of 1 to {@code most} characters. */
  public String text(String name, int most) {
    String text = optionalText(name, most);
    if (text == null || text.isEmpty()) {
      throw invalid(name + ": text of 1 to " + most + " characters is needed");
    }
    return text;
  }

  /** Text of at most so many characters, or null. */
  public @Nullable String optionalText(String name, int most) {
    JsonValue value = json.get(name);
    return value == null || value instanceof JsonNull ? null : asText(name, value, most);
  }

  private static String asText(String name, JsonValue value, int most) {
    if (!(value instanceof JsonString(String text))) {
      throw invalid(name + ": found " + shown(value) + "; text is accepted");
    }
    if (text.length() > most) {
      throw invalid(
          name + ": found " + text.length() + " characters; at most " + most + " are accepted");
    }
    if (text.indexOf(0) >= 0 || !Utf8.isEncodable(text)) {
      throw invalid(name + ": the characters NUL and halves of surrogate pairs are not accepted");
    }
    return text;
  }

  /** A list of different texts of 1 to {@code mostCharacters} characters; empty if absent. */
  public List<String> texts(String name, int most, int mostCharacters) {
    if (!has(name)) {
      return List.of();
    }
    List<JsonValue> items = array(name, most);
    List<String> texts = new ArrayList<>();
    for (JsonValue item : items) {
      String text = asText(name, item, mostCharacters);
      if (text.isEmpty()) {
        throw invalid(name + ": an empty text is not accepted");
      }
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  /** An array of at most so many items. */
  public List<JsonValue> array(String name, int most) {
    JsonValue value = json.get(name);
    if (!(value instanceof JsonArray(List<JsonValue> items))) {
      throw invalid(
          name
              + ": found "
              + (value == null ? "nothing" : shown(value))
              + "; an array is accepted");
    }
    if (items.size() > most) {
      throw invalid(name + ": found " + items.size() + " items; at most " + most + " are accepted");
    }
    return items;
  }

  /** One of some words, or null. */
  public @Nullable String optionalWord(String name, List<String> accepted) {
    JsonValue value = json.get(name);
    if (value == null || value instanceof JsonNull) {
      return null;
    }
    if (value instanceof JsonString(String word) && accepted.contains(word)) {
      return word;
    }
    throw invalid(
        name
            + ": found "
            + shown(value)
            + "; accepted are \""
            + String.join("\", \"", accepted)
            + "\"");
  }

  /** A whole number of a range, or null. */
  public @Nullable Integer optionalInt(String name, int least, int most) {
    JsonValue value = json.get(name);
    if (value == null || value instanceof JsonNull) {
      return null;
    }
    if (value instanceof JsonNumber number) {
      try {
        long found = number.longValueExact();
        if (found >= least && found <= most) {
          return (int) found;
        }
      } catch (ArithmeticException e) {
        throw wrongInt(name, value, least, most);
      }
    }
    throw wrongInt(name, value, least, most);
  }

  private static MorphException wrongInt(String name, JsonValue value, int least, int most) {
    return invalid(
        name
            + ": found "
            + shown(value)
            + "; a whole number from "
            + least
            + " to "
            + most
            + " is accepted");
  }

  /** A time by RFC 3339, or null. */
  public @Nullable OffsetDateTime optionalTime(String name) {
    String text = optionalText(name, SHOWN);
    if (text == null) {
      return null;
    }
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw wrongTime(name, text);
    }
    throw wrongTime(name, text);
  }

  private static MorphException wrongTime(String name, String text) {
    return invalid(
        name + ": found \"" + text + "\"; a time by RFC 3339 is accepted, as 2026-01-31T12:00:00Z");
  }

  /** {@code limit}: 1 to 200, and 50 if absent. */
  public int limit() {
    Integer limit = optionalInt("limit", 1, Page.MOST);
    return limit == null ? Page.DEFAULT : limit;
  }

  /**
   * The place of {@code cursor}, or null.
   *
   * @param kind the list that the cursor must belong to
   */
  public @Nullable String cursor(String kind) {
    String cursor = optionalText("cursor", 1_000);
    return cursor == null ? null : place(kind, cursor);
  }

  static String place(String kind, String cursor) {
    return Cursor.place(kind, cursor)
        .orElseThrow(() ->
            invalid(
                "cursor: found \""
                    + cut(cursor)
                    + "\"; the next_cursor of an earlier answer to the same request is"
                    + " accepted"));
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonObject ignored -> "an object";
      case JsonArray ignored -> "an array";
      case JsonString(String text) -> "\"" + cut(text) + "\"";
      case JsonNumber number -> cut(number.text());
      default -> value instanceof JsonNull ? "null" : "a boolean";
    };
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
