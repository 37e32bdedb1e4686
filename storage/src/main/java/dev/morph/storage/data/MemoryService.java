package dev.morph.storage.data;

import java.util.List;

/**
 * What is to be remembered for users and groups. Implementations are safe for several threads. Each
 * method throws {@link dev.morph.base.MorphException} ({@code store-unavailable}) if nothing could
 * be done.
 */
public interface MemoryService {
  /** Remembers something. */
  MemoryEntry put(Owner owner, MemoryFields fields);

  /** The owner's entries that have all words of the query, the newest first. */
  List<MemoryEntry> search(Owner owner, MemoryQuery query);
}
