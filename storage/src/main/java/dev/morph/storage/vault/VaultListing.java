package dev.morph.storage.vault;

import java.util.List;

/**
 * The secrets that were asked for, by extension, owner and key.
 *
 * @param malformed rows under names that no secret can have: somebody edited them in the database,
 *     and nobody can ask for them
 */
public record VaultListing(List<VaultEntry> entries, int malformed) {
  public VaultListing {
    entries = List.copyOf(entries);
  }
}
