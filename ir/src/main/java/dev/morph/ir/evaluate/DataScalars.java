package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.LocalDateFunctions;
import dev.morph.morphir.sdk.LocalTimeFunctions;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.UUIDFunctions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** The SDK's types whose values are one number or text each, as JSON. */
final class DataScalars {
  private static final Set<String> ALL =
      Set.of(
          "basics#int",
          "basics#float",
          "basics#bool",
          "char#char",
          "string#string",
          "decimal#decimal",
          "int#int-8",
          "int#int-16",
          "int#int-32",
          "int#int-64",
          "local-date#local-date",
          "local-time#local-time",
          "instant#instant",
          "UUID#UUID");

  private DataScalars() {}

  static boolean isScalar(String name) {
    return ALL.contains(name);
  }

  /**
   * The value.
   *
   * @throws DataException if it is none of the type
   */
  static Object decode(String name, JsonValue json) {
    try {
      return switch (name) {
        case "basics#int" -> whole(json);
        case "basics#float" -> real(json);
        case "basics#bool" -> truth(json);
        case "char#char" -> Char.of(text(json, "a text of one character"));
        case "string#string" -> text(json, "a text");
        case "decimal#decimal" -> decimal(json);
        case "int#int-8" -> (byte) range(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
        case "int#int-16" -> (short) range(json, Short.MIN_VALUE, Short.MAX_VALUE);
        case "int#int-32" -> (int) range(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        case "int#int-64" -> range(json, Long.MIN_VALUE, Long.MAX_VALUE);
        case "local-date#local-date" ->
            found(LocalDateFunctions.fromISO(text(json, "a date")), "a date as 2026-01-31", json);
        case "local-time#local-time" ->
            found(LocalTimeFunctions.fromISO(text(json, "a time")), "a time as 09:30:00", json);
        case "instant#instant" -> Instant.parse(text(json, "a point in time"));
        case "UUID#UUID" -> found(UUIDFunctions.fromString(text(json, "a UUID")), "a UUID", json);
        default ->
            throw new IllegalArgumentException("values of " + name + " have no form in JSON");
      };
    } catch (DataException e) {
      throw e;
    } catch (DateTimeException e) {
      throw DataCodec.wrong("a point in time as 2026-01-31T09:30:00Z", json);
    } catch (IllegalArgumentException e) {
      throw new DataException(String.valueOf(e.getMessage()));
    }
  }

  private static Object found(Maybe<?> value, String wanted, JsonValue json) {
    if (value instanceof Maybe.Just<?>(Object it)) {
      return it;
    }
    throw DataCodec.wrong(wanted, json);
  }

  static String text(JsonValue json, String wanted) {
    if (!(json instanceof JsonString(String text))) {
      throw DataCodec.wrong(wanted, json);
    }
    return text;
  }

  static Object whole(JsonValue json) {
    if (!(json instanceof JsonNumber number)) {
      throw DataCodec.wrong("a whole number", json);
    }
    return Literals.whole(number);
  }

  private static long range(JsonValue json, long least, long greatest) {
    if (whole(json) instanceof Long value && value >= least && value <= greatest) {
      return value;
    }
    throw DataCodec.wrong("a whole number from " + least + " to " + greatest, json);
  }

  /** JSON has no infinities; a text stands for them. */
  static Object real(JsonValue json) {
    return switch (json) {
      case JsonNumber number -> number.doubleValue();
      case JsonString(String text) when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case JsonString(String text) when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case JsonString(String text) when text.equals("NaN") -> Double.NaN;
      default -> throw DataCodec.wrong("a number", json);
    };
  }

  private static Object truth(JsonValue json) {
    if (!(json instanceof JsonBoolean(boolean value))) {
      throw DataCodec.wrong("true or false", json);
    }
    return value;
  }

  static Object decimal(JsonValue json) {
    return json instanceof JsonNumber number
        ? Literals.decimal(number.text())
        : Literals.decimal(text(json, "a decimal, as a text"));
  }
}
