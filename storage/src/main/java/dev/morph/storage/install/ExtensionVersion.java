package dev.morph.storage.install;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.storage.sql.Times;
import java.time.Instant;

/**
 * A version of an installed extension.
 *
 * @param digest of its binary, by which {@link Artifacts} keeps it
 * @param size of its binary, in bytes
 * @param manifest JSON text
 * @param signed whether its signature was checked
 */
public record ExtensionVersion(
    ExtensionId extensionId,
    String version,
    Digest digest,
    long size,
    String manifest,
    boolean signed,
    Instant addedAt) {
  public ExtensionVersion {
    addedAt = Times.whole(addedAt);
  }
}
