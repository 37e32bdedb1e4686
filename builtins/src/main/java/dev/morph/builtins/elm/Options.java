package dev.morph.builtins.elm;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for.
 *
 * @param packageName null if the modules' names shall say it
 * @param exposed the modules that other packages may use, with or without the package's name before
 *     them; null for all
 * @param positions true if nodes shall say where they stand
 */
record Options(@Nullable Path packageName, @Nullable Set<Path> exposed, boolean positions) {
  private static final List<String> KNOWN = List.of("package", "exposedModules", "positions");

  /** Reads options; what is wrong is told, and as if it were not there. */
  static Options read(JsonObject json, Faults faults) {
    @Nullable Path packageName = null;
    @Nullable Set<Path> exposed = null;
    boolean positions = false;
    for (Map.Entry<String, JsonValue> option : json.members().entrySet()) {
      switch (option.getKey()) {
        case "package" -> packageName = packageName(option.getValue(), faults);
        case "exposedModules" -> exposed = exposed(option.getValue(), faults);
        case "positions" -> {
          if (option.getValue() instanceof JsonBoolean(boolean value)) {
            positions = value;
          } else {
            faults.add(ElmFault.INVALID_OPTION, "The option positions is true or false.");
          }
        }
        default ->
            faults.add(
                ElmFault.UNKNOWN_OPTION,
                "There is no option "
                    + Texts.shown(option.getKey())
                    + "; accepted are "
                    + String.join(", ", KNOWN)
                    + "."
                    + Texts.near(option.getKey(), KNOWN));
      }
    }
    return new Options(packageName, exposed, positions);
  }

  private static @Nullable Path packageName(JsonValue value, Faults faults) {
    Path path = value instanceof JsonString(String text) ? path(text) : null;
    if (path == null) {
      faults.add(
          ElmFault.INVALID_OPTION,
          "The option package is the name of the package, as \"my-org/app\" or \"MyOrg.App\".");
    }
    return path;
  }

  private static @Nullable Set<Path> exposed(JsonValue value, Faults faults) {
    Set<Path> paths = new HashSet<>();
    boolean sound = value instanceof JsonArray;
    if (value instanceof JsonArray(List<JsonValue> items)) {
      for (JsonValue item : items) {
        Path path = item instanceof JsonString(String text) ? path(text) : null;
        sound &= path != null && paths.add(path);
      }
    }
    if (!sound) {
      faults.add(
          ElmFault.INVALID_OPTION,
          "The option exposedModules is an array of names of modules, as [\"Shapes\"], none"
              + " twice.");
      return null;
    }
    return paths;
  }

  /** The path of canonical text or of identifiers; null if it is neither. */
  private static @Nullable Path path(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && "-/._".indexOf(c) < 0) {
        return null;
      }
    }
    boolean identifiers =
        !text.isEmpty() && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z' && text.indexOf('/') < 0;
    return identifiers ? Path.ofIdentifiers(text) : Path.parse(text);
  }
}
