package dev.morph.storage.audit;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import java.time.Instant;
import java.util.List;

/** Entries for tests. */
public final class AuditEntries {
  private static final Digest DIGEST = new Digest("ab".repeat(32));

  private AuditEntries() {}

  /** An execution that went well. */
  public static AuditEntry of(String extension, String user, Instant at) {
    return of(extension, user, at, AuditResult.OK, "echo", List.of());
  }

  static AuditEntry of(
      String extension,
      String user,
      Instant at,
      AuditResult result,
      String action,
      List<DeniedCall> denials) {
    return new AuditEntry(
        AuditEntry.newId(),
        at,
        new ExtensionId(extension),
        "1.0.0",
        DIGEST,
        action,
        user,
        "",
        result,
        result == AuditResult.OK ? null : "guest-trap",
        denials,
        12,
        34_567,
        3,
        "request-1",
        AuditCaller.API);
  }
}
