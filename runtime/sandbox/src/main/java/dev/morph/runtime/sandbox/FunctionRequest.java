package dev.morph.runtime.sandbox;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonObject;
import java.util.List;

/**
 * One call of a function of a program, frontend, backend or transformer. Immutable.
 *
 * @param function its name in kebab case, {@code "frontend-compile"}
 * @param arguments one envelope per parameter
 * @param config what {@code initialize} gets, which a transformer that has it is called with first,
 *     in the same instance
 * @param caller who calls, with secrets, variables, log and trace; its action and parameters are
 *     not looked at
 */
public record FunctionRequest(
    String function, List<Envelope> arguments, JsonObject config, CallRequest caller) {
  public FunctionRequest {
    arguments = List.copyOf(arguments);
  }

  /** A call from nobody in particular. */
  public static FunctionRequest of(String function, List<Envelope> arguments) {
    return new FunctionRequest(
        function, arguments, JsonObject.EMPTY, CallRequest.of(function, JsonObject.EMPTY));
  }
}
