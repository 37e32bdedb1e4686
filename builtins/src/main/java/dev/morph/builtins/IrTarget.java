package dev.morph.builtins;

import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.migrate.MigrationTarget;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How the IR shall be written, as requests say it. */
public final class IrTarget {
  private static final String VERSION = "target_version";
  private static final String EXPANDED = "expanded";

  private IrTarget() {}

  /**
   * Reads {@code target_version} (the latest, if it is left out) and {@code expanded}.
   *
   * @throws BuiltinException for other values than they have
   */
  public static MigrationTarget of(JsonObject request) {
    MigrationTarget target = MigrationTarget.of(version(request.get(VERSION)));
    return flag(request, EXPANDED) ? target.withExpanded() : target;
  }

  /** The other members. */
  static JsonObject without(JsonObject options) {
    var others = JsonObject.builder();
    options
        .members()
        .forEach((name, value) -> {
          if (!name.equals(VERSION) && !name.equals(EXPANDED)) {
            others.put(name, value);
          }
        });
    return others.build();
  }

  /**
   * A member that is true, or false if it is left out.
   *
   * @throws BuiltinException for other values
   */
  public static boolean flag(JsonObject request, String name) {
    return switch (request.get(name)) {
      case null -> false;
      case JsonNull none -> false;
      case JsonBoolean flag -> flag.value();
      default ->
          throw new BuiltinException(
              "request-invalid", name + " must be true or false, or be left out");
    };
  }

  private static int version(@Nullable JsonValue wanted) {
    String word =
        switch (wanted) {
          case null -> "latest";
          case JsonNull none -> "latest";
          case JsonString text -> text.value();
          case JsonNumber number -> number.text();
          default -> "";
        };
    OptionalInt version = MigrationTarget.version(word);
    if (version.isEmpty()) {
      throw new BuiltinException(
          "request-invalid",
          VERSION + " must be one of latest, classic, v1, v2, v3 and v4, or be left out");
    }
    return version.getAsInt();
  }
}
