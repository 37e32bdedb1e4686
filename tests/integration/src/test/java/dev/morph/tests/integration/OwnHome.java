package dev.morph.tests.integration;

import dev.morph.host.MorphHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The home of this process, with nothing in it but what is put there. */
final class OwnHome implements AutoCloseable {
  static final Path FOLDER = MorphHome.ofProcess().path();

  private static final List<String> FILES =
      List.of(
          "morph.toml", "store.db", "store.db-wal", "store.db-shm", "vault.key", "vault.key.lock");

  OwnHome() {
    close();
    try {
      Files.createDirectories(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the user's configuration. */
  void configure(String... lines) {
    try {
      Files.writeString(FOLDER.resolve("morph.toml"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (String file : FILES) {
        Files.deleteIfExists(FOLDER.resolve(file));
      }
      Path artifacts = FOLDER.resolve("artifacts");
      if (Files.exists(artifacts)) {
        try (Stream<Path> all = Files.walk(artifacts)) {
          for (Path one : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(one);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
