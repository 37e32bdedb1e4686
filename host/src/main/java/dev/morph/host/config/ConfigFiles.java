package dev.morph.host.config;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where files of configuration are. */
final class ConfigFiles {
  static final String NAME = "morph.toml";

  private ConfigFiles() {}

  /** That of the system and that of the user, whether they are there or not. */
  static List<ConfigFile> own(Map<String, String> environment, String system, Path userHome) {
    return List.of(
        new ConfigFile(ConfigLayer.SYSTEM, system(environment, system)),
        new ConfigFile(ConfigLayer.USER, user(environment, userHome)));
  }

  private static Path system(Map<String, String> environment, String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      String data = environment.getOrDefault("PROGRAMDATA", "");
      return in(path("PROGRAMDATA", data.isEmpty() ? "C:\\ProgramData" : data).resolve("morph"));
    }
    return in(
        lower.startsWith("mac")
            ? Path.of("/Library", "Application Support", "morph")
            : Path.of("/etc", "morph"));
  }

  private static Path user(Map<String, String> environment, Path userHome) {
    String own = environment.getOrDefault("MORPH_HOME", "");
    if (!own.isEmpty()) {
      return in(path("MORPH_HOME", own));
    }
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (!folder.isEmpty() && path("XDG_CONFIG_HOME", folder).isAbsolute()) {
      return in(Path.of(folder, "morph"));
    }
    // others than absolute ones are to be ignored (XDG base directories)
    return in(userHome.resolve(".config").resolve("morph"));
  }

  private static Path in(Path folder) {
    return folder.resolve(NAME).toAbsolutePath().normalize();
  }

  private static Path path(String variable, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, variable + " is no path: " + e.getReason() + "; set another", e);
    }
  }

  /**
   * The file of the project that a folder is in: the nearest one upwards, as far as the folder that
   * has {@code .git}. The user's home and the root are no projects, and the files of {@link #own}
   * are no project's.
   */
  static @Nullable ConfigFile project(Path workingDirectory, Path userHome, List<ConfigFile> own) {
    Path home = userHome.toAbsolutePath().normalize();
    Path folder = workingDirectory.toAbsolutePath().normalize();
    while (folder.getParent() != null && !isSame(folder, home)) {
      Path file = folder.resolve(NAME);
      boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      if (there && own.stream().noneMatch(one -> isSame(one.path(), file))) {
        return new ConfigFile(ConfigLayer.PROJECT, file);
      }
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      folder = folder.getParent();
    }
    return null;
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.equals(b) || Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
    } catch (IOException e) {
      return false;
    }
  }

  /** The files of which there is something at their place. */
  static List<ConfigFile> there(List<ConfigFile> files) {
    List<ConfigFile> there = new ArrayList<>();
    for (ConfigFile file : files) {
      if (Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
        there.add(file);
      }
    }
    return there;
  }
}
