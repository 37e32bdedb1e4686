package dev.morph.runtime.capability;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;

/**
 * A host function's failure that the guest is to see: {@code err} of its result in the canonical
 * ABI, {@code {"err": {"code", "message", "details"?}}} in the bytes ABI. The message begins with
 * the code's word and a colon. Where the function's type has no result the call ends with it.
 */
public final class HostFault extends MorphException {
  private static final long serialVersionUID = 1L;

  /**
   * @param text what was seen, without the code in front
   */
  public HostFault(ErrorCode code, String text) {
    this(code, text, JsonObject.EMPTY);
  }

  /** With values for programs. */
  public HostFault(ErrorCode code, String text, JsonObject details) {
    super(code, code.word() + ": " + text, details);
  }
}
