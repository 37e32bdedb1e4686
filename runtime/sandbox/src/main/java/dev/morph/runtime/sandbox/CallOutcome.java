package dev.morph.runtime.sandbox;

import dev.morph.base.MorphException;
import dev.morph.base.json.JsonValue;

/** How an action ended. */
public sealed interface CallOutcome {
  /** What is known of the call beside its result. */
  CallReport report();

  /** The action answered. */
  record Ok(JsonValue value, CallReport report) implements CallOutcome {}

  /** It did not; the error's code says who can mend it. */
  record Failed(MorphException error, CallReport report) implements CallOutcome {}

  /**
   * The value.
   *
   * @throws MorphException the error, if the call failed
   */
  default JsonValue orThrow() {
    return switch (this) {
      case Ok ok -> ok.value();
      case Failed failed -> throw failed.error();
    };
  }
}
