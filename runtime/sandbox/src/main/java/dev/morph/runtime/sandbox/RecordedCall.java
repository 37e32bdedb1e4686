package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import java.util.List;

/**
 * One host call of a recording, secrets masked.
 *
 * @param phase the word of the part of the call, {@code "execute"}
 * @param function as the trace calls it
 * @param request the parameters by name; where {@code malformed}, the bytes of a request whose
 *     fields are wrong
 * @param logs lines that were logged during it
 * @param denials denials that were noted during it
 */
record RecordedCall(
    String phase,
    String function,
    JsonValue request,
    boolean malformed,
    Answer answer,
    List<LogLine> logs,
    List<Denial> denials) {
  RecordedCall {
    logs = List.copyOf(logs);
    denials = List.copyOf(denials);
  }

  /** What the guest got. */
  sealed interface Answer {
    /** A value of the function's type. */
    record Reply(JsonValue value) implements Answer {}

    /**
     * A denial or failure that the guest saw.
     *
     * @param message the whole text, code included
     */
    record Fault(ErrorCode code, String message, JsonObject details) implements Answer {}

    /** The guest got nothing: the call ended there, with the outcome of the recording. */
    record End() implements Answer {}
  }
}
