package dev.morph.fuzz;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.host.config.ConfigFinding;
import dev.morph.host.config.ConfigFlags;
import dev.morph.host.config.MorphConfig;
import dev.morph.runtime.policy.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of configuration: the user's, and those that come with a repository. */
public final class ConfigFuzzer {
  private static final Path HOME = folder();
  private static final Path PROJECT = HOME.resolve("project");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("MORPH_HOME", HOME.resolve("own").toString(), "PROGRAMDATA", HOME + "/none");

  private ConfigFuzzer() {}

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("morph-fuzz-");
      folder.toFile().deleteOnExit(); // after the two in it
      Files.createDirectory(folder.resolve("own")).toFile().deleteOnExit();
      Files.createDirectory(folder.resolve("project")).toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MorphConfig load(Path file, byte[] data) {
    try {
      Files.write(file, data);
      return MorphConfig.load(ENVIRONMENT, "Windows 11", HOME, PROJECT, ConfigFlags.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      boolean unused = file.toFile().delete();
    }
  }

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      MorphConfig own = load(HOME.resolve("own/morph.toml"), data);
      Check.that(own.findings().isEmpty(), "the user's file has faults or none");
    } catch (MorphException e) {
      Check.equal(ErrorCode.USAGE_INVALID, e.code(), "the code of a faulty file");
    }
    MorphConfig config = load(PROJECT.resolve("morph.toml"), data);
    for (Limit limit : Limit.values()) {
      Check.that(config.limits().ceiling(limit) <= limit.ceiling(), "a project lowers ceilings");
      Check.that(config.limits().value(limit) <= limit.defaultValue(), "a project lowers limits");
    }
    Check.that(config.allowPrivate().isEmpty(), "a project reaches nothing private");
    Check.that(
        config.extensions().stream()
            .allMatch(one -> one.ofProject() && one.grants().permissions().isEmpty()),
        "a project grants nothing");
    for (ConfigFinding finding : config.findings()) {
      Check.that(finding.text().lines().count() == 1, "a finding is one line");
    }
  }
}
