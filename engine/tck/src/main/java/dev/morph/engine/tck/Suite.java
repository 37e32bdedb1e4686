package dev.morph.engine.tck;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;

/** Reads members of the suite's JSON; a missing one is a fault of the data. */
final class Suite {
  private Suite() {}

  static String text(JsonObject object, String name) {
    if (object.get(name) instanceof JsonString string) {
      return string.value();
    }
    throw new IllegalStateException("no text \"" + name + "\" in " + object);
  }

  static String textOr(JsonObject object, String name, String otherwise) {
    return object.get(name) instanceof JsonString string ? string.value() : otherwise;
  }

  static int line(JsonObject command) {
    if (command.get("line") instanceof JsonNumber number) {
      return (int) number.longValueExact();
    }
    throw new IllegalStateException("no line in " + command);
  }
}
