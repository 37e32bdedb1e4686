package dev.morph.host.config;

import java.nio.file.Path;

/**
 * A file of configuration.
 *
 * @param layer {@link ConfigLayer#SYSTEM}, {@link ConfigLayer#USER} or {@link ConfigLayer#PROJECT}
 * @param path absolute
 */
public record ConfigFile(ConfigLayer layer, Path path) {
  /** What relative paths in it are of. */
  Path folder() {
    return java.util.Objects.requireNonNull(path.getParent(), "a file is in a folder");
  }
}
