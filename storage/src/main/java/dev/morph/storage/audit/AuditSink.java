package dev.morph.storage.audit;

/**
 * Where what happened is written; the audit log is one, and an application may have its own. Safe
 * for several threads.
 */
@FunctionalInterface
public interface AuditSink {
  /**
   * Writes an entry, and returns when it is durable.
   *
   * @throws dev.morph.base.MorphException if it was not written
   */
  void write(AuditEntry entry);
}
