package dev.morph.host;

import dev.morph.base.ExtensionId;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.runtime.policy.Grant;
import dev.morph.storage.install.ExtensionVersion;
import dev.morph.storage.install.InstalledExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An installed extension as it stands. Immutable.
 *
 * @param extension its row
 * @param versions all that are installed, in the order in which they were added
 * @param active the version that runs; null if none does
 * @param manifest of the active version, or of the last one if none is active
 * @param grant what is approved for the active version; null if nothing is
 */
public record Installed(
    InstalledExtension extension,
    List<ExtensionVersion> versions,
    @Nullable ExtensionVersion active,
    ExtensionManifest manifest,
    @Nullable Grant grant) {
  public Installed {
    versions = List.copyOf(versions);
  }

  /** Under which it is installed. */
  public ExtensionId id() {
    return extension.id();
  }

  /** The active version, or the last one if none is active. */
  public ExtensionVersion latest() {
    return active == null ? versions.getLast() : active;
  }

  /** True if it would run if it were called now. */
  public boolean runs() {
    return extension.enabled() && active != null && grant != null;
  }
}
