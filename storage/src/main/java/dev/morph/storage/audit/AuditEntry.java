package dev.morph.storage.audit;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an execution: never parameters, results, secrets or names. Text is cut at 1,000
 * characters; NUL and halves of surrogate pairs become U+FFFD.
 *
 * @param id unique, as {@link #newId} makes it
 * @param at when it began; kept to the microsecond
 * @param userId empty if there is none
 * @param groupId empty if there is none
 * @param errorCode the error's word, or null
 * @param denials at most 100; what is above is left out
 * @param executionTimeMs 0 or more
 * @param fuel 0 or more
 * @param hostCalls 0 or more
 */
public record AuditEntry(
    String id,
    Instant at,
    ExtensionId extensionId,
    String version,
    Digest digest,
    String action,
    String userId,
    String groupId,
    AuditResult result,
    @Nullable String errorCode,
    List<DeniedCall> denials,
    long executionTimeMs,
    long fuel,
    long hostCalls,
    String requestId,
    AuditCaller caller) {
  private static final int MOST_DENIALS = 100;

  public AuditEntry {
    id = AuditText.of(id);
    at = Times.whole(at);
    version = AuditText.of(version);
    action = AuditText.of(action);
    userId = AuditText.of(userId);
    groupId = AuditText.of(groupId);
    errorCode = errorCode == null ? null : AuditText.of(errorCode);
    denials = List.copyOf(denials.subList(0, Math.min(denials.size(), MOST_DENIALS)));
    requestId = AuditText.of(requestId);
  }

  /** A new id: UUID version 7. */
  public static String newId() {
    return Ids.next();
  }
}
