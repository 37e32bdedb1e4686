package dev.morph.storage.vault;

/**
 * What {@link Vault#rotateMaster} did.
 *
 * @param masterId the master key that wraps from now on
 * @param keys data keys that were wrapped anew
 */
public record MasterRotation(String masterId, int keys) {}
