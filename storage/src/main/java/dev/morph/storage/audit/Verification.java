package dev.morph.storage.audit;

import org.jspecify.annotations.Nullable;

/** What a check of the chains found. */
public sealed interface Verification {
  /**
   * All chains are as they were written.
   *
   * @param rows how many were checked
   * @param chains how many there are
   */
  record Intact(long rows, long chains) implements Verification {}

  /**
   * The first row, by chain and place, that is not as it was written.
   *
   * @param seq where the chain breaks
   * @param id the id of the row found there; null if there is none
   * @param fault what is wrong, for people
   */
  record Broken(String chain, long seq, @Nullable String id, String fault)
      implements Verification {}
}
