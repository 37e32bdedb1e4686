package dev.morph.storage.vault;

/**
 * What {@link Vault#rotate} did.
 *
 * @param keyId the key that encrypts from now on
 * @param rewritten secrets that were encrypted anew
 * @param unreadable secrets that could not be, and stay as they are with their keys
 * @param keysRemoved keys that no secret named any more
 */
public record Rotation(String keyId, long rewritten, long unreadable, int keysRemoved) {}
