package dev.morph.builtins;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.JsonException;

/**
 * A design-time extension that comes with Morph. It is called by envelopes, as a guest is, so that
 * the same source runs natively and in the sandbox. Implementations have no state and are safe to
 * share.
 */
public interface BuiltinExtension {
  /** The function that tells what the extension can do; its request is not looked at. */
  String GET_CAPABILITIES = "get-capabilities";

  /** The function of frontends. */
  String FRONTEND_COMPILE = "frontend-compile";

  /** The function of backends. */
  String BACKEND_GENERATE = "backend-generate";

  /** The function of transformers. */
  String TRANSFORM = "transform";

  /** What it is and can do. */
  BuiltinDescription description();

  /**
   * Answers a function of the extension's contracts.
   *
   * @throws BuiltinException if it cannot; {@link #call} makes an error envelope of it
   */
  Envelope answer(String function, Envelope request);

  /**
   * Calls a function: {@code get-capabilities} or one of the extension's contracts. What is wrong
   * with a request is an answer of kind {@code error}, never an exception.
   */
  default Envelope call(String function, Envelope request) {
    try {
      return function.equals(GET_CAPABILITIES)
          ? Envelope.json(description().toJson())
          : answer(function, request);
    } catch (BuiltinException e) {
      return e.toEnvelope();
    } catch (EnvelopeException | JsonException e) {
      return new BuiltinException("request-invalid", String.valueOf(e.getMessage())).toEnvelope();
    }
  }

  /** A backend as an extension: {@code backend-generate}. */
  static BuiltinExtension ofBackend(BuiltinDescription description, Backend backend) {
    return new BackendExtension(description, backend);
  }

  /** A frontend as an extension: {@code frontend-compile}. */
  static BuiltinExtension ofFrontend(BuiltinDescription description, Frontend frontend) {
    return new FrontendExtension(description, frontend);
  }
}
