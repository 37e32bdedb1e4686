package dev.morph.storage.audit;

/**
 * A host call that was denied during an execution.
 *
 * @param code the error's word, as {@code permission-not-granted}
 * @param permission the permission's name, as {@code http:write}
 */
public record DeniedCall(String code, String permission) {
  public DeniedCall {
    code = AuditText.of(code);
    permission = AuditText.of(permission);
  }
}
