package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.host.config.ConfigFlags;
import dev.morph.host.config.MorphConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that loads an extension. */
public final class LoadOptionsMixin {
  @Option(
      names = "--engine",
      paramLabel = "compiled|interpreted",
      description = "How the guest is executed (default: as configured, else compiled).")
  private @Nullable String engine;

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description = "Sets a limit, as time=5s or memory=64MiB. See docs/reference/limits.md.")
  private List<String> limits = new ArrayList<>();

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Reads the manifest from this file (JSON or YAML).")
  private @Nullable Path manifest;

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      description = "The folder whose files may be used, by fs:read and fs:write.")
  private @Nullable Path workspace;

  /** The facade as it is configured, with the user's compile cache. */
  Morph open(List<String> allowPrivate, Terminal terminal) {
    return builder(allowPrivate, terminal).build();
  }

  /** The configuration under the options of the command. */
  MorphConfig configuration(List<String> allowPrivate, Terminal terminal) {
    return terminal.configuration().with(new ConfigFlags(engine, allowPrivate));
  }

  /** What {@link #open} builds from. */
  Morph.Builder builder(List<String> allowPrivate, Terminal terminal) {
    MorphConfig config = configuration(allowPrivate, terminal);
    Morph.Builder builder =
        Morph.builder()
            .codeCache(CacheCommand.open(terminal))
            .engine(config.engine())
            .allowPrivate(config.allowPrivate())
            .limits(config.limits());
    config.openWith().forEach((ending, id) -> builder.openWith(ending, InstalledId.id(id)));
    return builder;
  }

  /**
   * The same for what is installed: with its files and the limits for this call.
   *
   * @param configured what the configuration says of it; limits of the command come after
   */
  Morph.Builder installed(List<String> allowPrivate, Terminal terminal, List<String> configured) {
    Morph.Builder builder = builder(allowPrivate, terminal);
    configured.forEach(builder::limit);
    limits.forEach(builder::limit);
    Path folder = workspace;
    return folder == null ? builder : builder.workspace(folder);
  }

  boolean hasManifest() {
    return manifest != null;
  }

  /** How the file is loaded. */
  LoadOptions options(List<String> grants) {
    return options(grants, LoadOptions.builder());
  }

  /** The same over what holds for the file already. */
  LoadOptions options(List<String> grants, LoadOptions.Builder options) {
    grants.forEach(options::grant);
    limits.forEach(options::limit);
    Path file = manifest;
    if (file != null) {
      options.manifest(read(file));
    }
    Path folder = workspace;
    if (folder != null) {
      options.workspace(folder);
    }
    return options.build();
  }

  /** The bytes of a small file whose name stands within an argument. */
  static byte[] read(String file) {
    try {
      return read(Path.of(file));
    } catch (InvalidPathException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "\"" + file + "\" is not the name of a file", e);
    }
  }

  /** Refuses a file that is not there. */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + file);
    }
  }

  /** The bytes of a small file that the user named. */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + file, e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + file, e);
    }
  }
}
