package dev.morph.bench;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import dev.morph.testkit.MorphirData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A document of 200 MB and 5,000 modules, migrated from v3 to v4 in a process with a heap of 512
 * MB: the modules of the largest real document over and over, each under a name of its own.
 */
final class LargeMigration {
  private static final int MODULES = 5_000;
  private static final String HEAP = "512m";

  private LargeMigration() {}

  /** Generates, migrates in another process, and tells how it went. */
  static String table() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("morph-migrate");
    Path document = folder.resolve("large.json");
    Path result = folder.resolve("result.json");
    try {
      write(document);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + HEAP,
                  "-cp",
                  System.getProperty("java.class.path"),
                  LargeMigration.class.getName(),
                  document.toString(),
                  result.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String seconds =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("the migration ended with exit code " + exit);
      }
      return String.format(
          Locale.ROOT,
          "A document of %,d modules and %,d bytes becomes %,d bytes of v4 in %s s in a heap of"
              + " %s.%n",
          MODULES,
          Files.size(document),
          Files.size(result),
          seconds,
          HEAP);
    } finally {
      Files.deleteIfExists(document);
      Files.deleteIfExists(result);
      Files.deleteIfExists(folder);
    }
  }

  private static void write(Path file) throws IOException {
    JsonObject real = MorphirData.object("v3/lcr-morphir-ir.json");
    List<JsonValue> parts = MorphirData.array(real, "distribution");
    List<JsonValue> modules = MorphirData.array((JsonObject) parts.get(3), "modules");
    try (OutputStream out = Files.newOutputStream(file)) {
      var json =
          new JsonWriter((bytes, length) -> {
            try {
              out.write(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      json.beginObject().name("formatVersion").value(JsonNumber.of(3));
      json.name("distribution").beginArray().string("Library");
      json.value(Json.parse("[[\"large\"]]")).beginArray().endArray();
      json.beginObject().name("modules").beginArray();
      for (int i = 0; i < MODULES; i++) {
        List<JsonValue> module = ((JsonArray) modules.get(i % modules.size())).items();
        json.beginArray().beginArray();
        json.value(JsonArray.of(new JsonString("copy"), new JsonString(Integer.toString(i))));
        ((JsonArray) module.get(0)).items().forEach(json::value);
        json.endArray().value(module.get(1)).endArray();
      }
      json.endArray().endObject().endArray().endObject().flush();
    }
  }

  /**
   * Migrates one file to another and prints the seconds.
   *
   * @param arguments the document and the result
   */
  public static void main(String[] arguments) throws IOException {
    long start = System.nanoTime();
    byte[] document = Files.readAllBytes(Path.of(arguments[0]));
    MigrationReport report;
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
      report =
          Migration.run(
              document,
              MigrationTarget.of(4),
              (bytes, length) -> {
                try {
                  out.write(bytes, 0, length);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    if (!report.ok()) {
      throw new IllegalStateException("the document cannot be migrated: " + report.diagnostics());
    }
    System.out.printf(Locale.ROOT, "%.1f%n", (System.nanoTime() - start) / 1e9);
  }
}
