package dev.morph.runtime.policy;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody approved for one file of an extension. Immutable, safe to share.
 *
 * @param extension which extension
 * @param publisher who signed it, as the trust store names them; null for an unsigned file
 * @param terms rights and budgets
 * @param approved the digest of the file that it was approved for
 * @param by who approved, an opaque id
 * @param at when
 */
public record Grant(
    ExtensionId extension,
    @Nullable String publisher,
    Terms terms,
    Digest approved,
    String by,
    Instant at) {
  /**
   * @throws IllegalArgumentException for an empty publisher or approver
   */
  public Grant {
    if (by.isBlank() || (publisher != null && publisher.isBlank())) {
      throw new IllegalArgumentException("publisher and approver are not empty texts");
    }
  }

  /**
   * The grant of another file of the same extension and publisher that asks for equal or narrower
   * terms, for which nobody has to be asked again: a new digest needs a grant derived from the old.
   *
   * @param file the digest of the other file
   * @param asked what it asks for
   * @throws IllegalArgumentException if it asks for more than was approved
   */
  public Grant derive(Digest file, Terms asked, Instant when) {
    if (!terms.covers(asked)) {
      throw new IllegalArgumentException(
          extension + " asks for more than was approved: " + PermissionDiff.of(terms, asked));
    }
    return new Grant(extension, publisher, asked, file, by, when);
  }
}
