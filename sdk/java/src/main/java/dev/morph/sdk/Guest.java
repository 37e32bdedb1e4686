package dev.morph.sdk;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;

/**
 * What the exported functions of an extension call. No exception leaves the guest: each becomes an
 * {@code err} answer.
 *
 * <pre>{@code
 * @Export(name = "describe")
 * public static long describe(int ptr, int len) {
 *   return Guest.describe(ptr, len, Greeter::description);
 * }
 *
 * @Export(name = "execute")
 * public static long execute(int ptr, int len) {
 *   return Guest.execute(ptr, len, Greeter::run);
 * }
 * }</pre>
 */
public final class Guest {
  private Guest() {}

  /** Answers the description of the extension. */
  @FunctionalInterface
  public interface Description {
    /** The object that hosts show, with {@code name}, {@code version} and {@code actions}. */
    JsonValue describe() throws Exception;
  }

  /** Runs actions. */
  @FunctionalInterface
  public interface Action {
    /** The value of the result. */
    JsonValue run(Call call) throws Exception;
  }

  /** The body of {@code describe}; takes and frees the host's bytes. */
  public static long describe(int ptr, int len, Description description) {
    LinearMemory.take(ptr, len);
    JsonValue answer;
    try {
      answer = description.describe();
    } catch (Throwable fault) {
      answer = error(fault);
    }
    return give(answer);
  }

  /** The body of {@code execute}; takes and frees the host's bytes. */
  public static long execute(int ptr, int len, Action action) {
    JsonValue answer;
    try {
      Java.keepNames(ptr >>> 31);
      var request = EnvelopeCodec.decode(LinearMemory.take(ptr, len)).asJson();
      answer = JsonObject.builder().put("ok", action.run(Call.of(request))).build();
    } catch (Throwable fault) {
      answer = error(fault);
    }
    return give(answer);
  }

  private static long give(JsonValue answer) {
    return LinearMemory.give(EnvelopeCodec.JSON_BASE64.encode(Envelope.json(answer)));
  }

  static JsonObject error(Throwable fault) {
    String message = fault.getMessage();
    String code =
        switch (fault) {
          case ActionException own -> own.code();
          case HostException host -> host.code();
          default -> "guest-error";
        };
    boolean plain = fault instanceof ActionException || fault instanceof HostException;
    var err =
        JsonObject.builder()
            .put("code", code)
            .put("message", plain && message != null ? message : fault.toString())
            .build();
    return JsonObject.builder().put("err", err).build();
  }
}
