package dev.morph.testkit;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Upstream's documents of the Morphir IR and its cases, which are not part of the repository. */
public final class MorphirData {
  private MorphirData() {}

  private static Path folder() {
    return SharedData.require("documents of the Morphir IR", "morphir-ir");
  }

  /** A file, by its path below {@code morphir-ir}. */
  public static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, parsed. */
  public static JsonObject object(String file) {
    return (JsonObject) Json.parse(bytes(file));
  }

  /** All documents below a folder, as paths that {@link #bytes} reads. */
  public static List<String> files(String below) {
    Path folder = folder();
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The items of a member that is an array. */
  public static List<JsonValue> array(JsonObject object, String member) {
    return ((JsonArray) Objects.requireNonNull(object.get(member), member)).items();
  }

  /** The text of a member that is a string. */
  public static String text(JsonObject object, String member) {
    return ((JsonString) Objects.requireNonNull(object.get(member), member)).value();
  }

  /** The texts of an array of strings. */
  public static List<String> texts(JsonValue array) {
    return ((JsonArray) array).items().stream().map(item -> ((JsonString) item).value()).toList();
  }
}
