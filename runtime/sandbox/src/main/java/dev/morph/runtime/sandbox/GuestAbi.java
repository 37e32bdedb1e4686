package dev.morph.runtime.sandbox;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import java.util.List;

/** The contract functions of one instance, whatever its ABI. */
interface GuestAbi {
  /** What {@code describe} answers, as it is. */
  JsonValue describe();

  /** What an action answered. */
  sealed interface Answer {
    /** A value that needs no interpretation. */
    record Value(JsonValue value) implements Answer {}

    /** A text of the canonical ABI, to be read by the action's {@code returns}. */
    record Text(String text) implements Answer {}

    /** The action's own error. */
    record Failure(String message, JsonObject details) implements Answer {}
  }

  /** Calls {@code execute}. */
  Answer execute(String action, JsonObject params, JsonObject context);

  /** Calls a function of another contract. */
  List<Envelope> call(ContractFunction function, List<Envelope> arguments);
}
