package dev.morph.storage.vault;

import dev.morph.storage.data.Owner;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list says of a secret: never its value.
 *
 * @param updatedAt when it was set
 * @param fault why it cannot be read; null if it can
 */
public record VaultEntry(
    String extensionId, Owner owner, String key, Instant updatedAt, @Nullable String fault) {}
