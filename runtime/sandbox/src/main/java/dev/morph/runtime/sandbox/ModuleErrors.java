package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.engine.api.ModuleException;

/** The error of a file that an engine does not take. */
public final class ModuleErrors {
  private ModuleErrors() {}

  /** The error with the code of the phase in which the fault was seen. */
  public static MorphException of(ModuleException e) {
    ErrorCode code =
        switch (e.phase()) {
          case MALFORMED -> ErrorCode.MODULE_MALFORMED;
          case INVALID -> ErrorCode.MODULE_INVALID;
          case REFUSED, UNLINKABLE -> ErrorCode.MODULE_REFUSED;
        };
    return new MorphException(code, String.valueOf(e.getMessage()), e);
  }
}
