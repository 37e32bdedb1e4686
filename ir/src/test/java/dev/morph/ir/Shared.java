package dev.morph.ir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;

/** Documents of upstream, which are not part of the repository: tests say where they are absent. */
final class Shared {
  private Shared() {}

  private static Path folder() {
    Path folder = Path.of(System.getProperty("morph.shared", ""), "morphir-ir");
    assumeTrue(
        Files.isDirectory(folder),
        "morphir-ir is not there; name its folder with -Dmorph.shared=FOLDER");
    return folder;
  }

  static byte[] bytes(String file) {
    try {
      return Files.readAllBytes(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject object(String file) {
    return (JsonObject) Json.parse(bytes(file));
  }

  /** All documents below a folder, as paths that {@link #bytes} reads. */
  static List<String> files(String below) {
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

  static List<JsonValue> array(JsonObject object, String member) {
    return ((JsonArray) object.get(member)).items();
  }

  static String text(JsonObject object, String member) {
    return ((JsonString) object.get(member)).value();
  }

  static List<String> texts(JsonValue array) {
    return ((JsonArray) array).items().stream().map(item -> ((JsonString) item).value()).toList();
  }
}
