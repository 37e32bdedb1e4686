package dev.morph.storage.install;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody approved. Rows stay when they are revoked and when the extension is removed.
 *
 * @param id unique, as {@link #newId} makes it
 * @param permissions JSON text
 * @param limits JSON text
 * @param credentials JSON text: which secrets go to which hosts
 * @param approvedDigest the binary that it was approved for, and no other
 * @param grantedBy who approved
 * @param revokedAt when it ended; null while it holds
 */
public record GrantRow(
    String id,
    ExtensionId extensionId,
    @Nullable String publisher,
    String permissions,
    String limits,
    String credentials,
    Digest approvedDigest,
    String grantedBy,
    Instant grantedAt,
    @Nullable Instant revokedAt) {
  public GrantRow {
    grantedAt = Times.whole(grantedAt);
    revokedAt = revokedAt == null ? null : Times.whole(revokedAt);
  }

  /** A new id: UUID version 7. */
  public static String newId() {
    return Ids.next();
  }
}
