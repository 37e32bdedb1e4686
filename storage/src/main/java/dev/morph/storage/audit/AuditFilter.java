package dev.morph.storage.audit;

import dev.morph.base.ExtensionId;
import dev.morph.storage.data.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a list shows; null narrows nothing.
 *
 * @param from rows at this time or later
 * @param to rows before this time
 * @param limit 1 to 200
 * @param cursor {@code nextCursor} of the page before
 */
public record AuditFilter(
    @Nullable ExtensionId extension,
    @Nullable String userId,
    @Nullable AuditResult result,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable String cursor) {
  /** All rows. */
  public static final AuditFilter ALL =
      new AuditFilter(null, null, null, null, null, Page.DEFAULT, null);

  /**
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public AuditFilter {
    if (limit < 1 || limit > Page.MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + Page.MOST + ", not " + limit);
    }
  }
}
