package dev.morph.host.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A machine's files of configuration, all within one folder. */
final class ConfigFolder {
  final Path home;
  final Path project;
  final Path systemFile;
  final Path userFile;
  final Path projectFile;
  final Map<String, String> environment = new HashMap<>();

  ConfigFolder(Path folder) {
    home = folder.resolve("home");
    project = home.resolve("work").resolve("project");
    // the system's file is the one of Windows, since its place is a variable's
    environment.put("PROGRAMDATA", folder.resolve("data").toString());
    systemFile = folder.resolve("data").resolve("morph").resolve("morph.toml");
    userFile = home.resolve(".config").resolve("morph").resolve("morph.toml");
    projectFile = project.resolve("morph.toml");
    try {
      Files.createDirectories(project);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ConfigFolder system(String... lines) {
    return write(systemFile, lines);
  }

  ConfigFolder user(String... lines) {
    return write(userFile, lines);
  }

  ConfigFolder project(String... lines) {
    return write(projectFile, lines);
  }

  ConfigFolder write(Path file, String... lines) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MorphConfig load() {
    return load(ConfigFlags.NONE);
  }

  MorphConfig load(ConfigFlags flags) {
    return MorphConfig.load(environment, "Windows 11", home, project, flags);
  }
}
