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

  /** Answers a function of a program, a frontend, a backend or a transformer. */
  @FunctionalInterface
  public interface Function {
    /** The answer to an envelope. */
    Envelope call(Envelope request) throws Exception;
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

  /**
   * The body of a function of another contract, as {@code backend_generate}; takes and frees the
   * host's bytes. An exception is answered as an envelope of kind {@code error}.
   */
  public static long function(int ptr, int len, Function function) {
    Envelope answer;
    try {
      Java.keepNames(ptr >>> 31);
      answer = function.call(EnvelopeCodec.decode(LinearMemory.take(ptr, len)));
    } catch (Throwable fault) {
      Envelope error = Envelope.json(JsonObject.builder().put("error", fault(fault)).build());
      answer =
          new Envelope(new Envelope.Header(0, "", "error"), error.contentType(), error.content());
    }
    return give(answer);
  }

  private static long give(JsonValue answer) {
    return give(Envelope.json(answer));
  }

  private static long give(Envelope answer) {
    return LinearMemory.give(EnvelopeCodec.CBOR.encode(answer));
  }

  static JsonObject error(Throwable fault) {
    return JsonObject.builder().put("err", fault(fault)).build();
  }

  private static JsonObject fault(Throwable fault) {
    String message = fault.getMessage();
    String code =
        switch (fault) {
          case ActionException own -> own.code();
          case HostException host -> host.code();
          default -> "guest-error";
        };
    boolean plain = fault instanceof ActionException || fault instanceof HostException;
    return JsonObject.builder()
        .put("code", code)
        .put("message", plain && message != null ? message : fault.toString())
        .build();
  }
}
