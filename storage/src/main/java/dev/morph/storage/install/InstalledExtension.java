package dev.morph.storage.install;

import dev.morph.base.ExtensionId;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An extension that is installed.
 *
 * @param publisher the key that its versions must be signed by; null if the first was not signed
 * @param activeVersion the version that runs; null if none does
 * @param enabled whether it may run
 * @param source where it came from, as a reference
 */
public record InstalledExtension(
    ExtensionId id,
    @Nullable String publisher,
    @Nullable String activeVersion,
    boolean enabled,
    String source,
    Instant installedAt) {
  public InstalledExtension {
    installedAt = Times.whole(installedAt);
  }
}
