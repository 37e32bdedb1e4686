package dev.morph.sdk;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import org.teavm.interop.Import;

/**
 * The imports of module {@code morph}; only those that the extension reaches get into its module.
 */
final class Imports {
  private Imports() {}

  @Import(module = "morph", name = "log")
  static native long log(int ptr, int len);

  @Import(module = "morph", name = "now")
  static native long now(int ptr, int len);

  @Import(module = "morph", name = "random")
  static native long random(int ptr, int len);

  @Import(module = "morph", name = "http")
  static native long http(int ptr, int len);

  @Import(module = "morph", name = "vault_get_secret")
  static native long vaultGetSecret(int ptr, int len);

  @Import(module = "morph", name = "vault_set_secret")
  static native long vaultSetSecret(int ptr, int len);

  @Import(module = "morph", name = "get_env_var")
  static native long getEnvVar(int ptr, int len);

  @Import(module = "morph", name = "events_emit")
  static native long eventsEmit(int ptr, int len);

  @Import(module = "morph", name = "ir_helpers")
  static native long irHelpers(int ptr, int len);

  /** One of the functions above. */
  @FunctionalInterface
  interface Function {
    long call(int ptr, int len);
  }

  /**
   * Asks the host.
   *
   * @return the {@code ok} of its reply; JSON null if it answered nothing
   * @throws HostException for an {@code err}
   */
  static JsonValue ask(Function function, JsonObject request) {
    byte[] bytes = EnvelopeCodec.CBOR.encode(Envelope.json(request));
    long sent = LinearMemory.give(bytes);
    long reply = function.call((int) (sent >>> 32), (int) sent);
    byte[] answer = LinearMemory.take((int) (reply >>> 32), (int) reply);
    LinearMemory.free((int) (sent >>> 32), (int) sent);
    return answer.length == 0 ? JsonNull.NULL : ok(EnvelopeCodec.decode(answer).asJson());
  }

  private static JsonValue ok(JsonValue reply) {
    if (reply instanceof JsonObject object) {
      JsonValue ok = object.get("ok");
      if (ok != null) {
        return ok;
      }
      if (object.get("err") instanceof JsonObject err) {
        throw new HostException(text(err, "code"), text(err, "message"));
      }
    }
    throw new HostException("reply-invalid", "the host's reply has neither ok nor err");
  }

  /** A text member, or the empty text. */
  static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text ? text.value() : "";
  }

  /** A reply that must be an object. */
  static JsonObject askObject(Function function, JsonObject request) {
    if (ask(function, request) instanceof JsonObject object) {
      return object;
    }
    throw new HostException("reply-invalid", "the host's reply is no object");
  }
}
