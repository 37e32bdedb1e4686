package dev.morph.runtime.sandbox;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.capability.CallContext.LogLevel;
import dev.morph.runtime.policy.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a recording; every fault is one error that names the line. */
final class RecordingReader {
  /** Parameters and results may have the reader's usual depth, inside of what stands around. */
  private static final int MAX_DEPTH = Json.MAX_DEPTH + 16;

  private static final int MAX_MASKS = 10_000;

  private final byte[] utf8;
  private int at;
  private int line;

  private RecordingReader(byte[] utf8) {
    this.utf8 = utf8;
  }

  static Recording read(byte[] utf8) {
    RecordingReader reader = new RecordingReader(utf8);
    try {
      return reader.recording();
    } catch (JsonException | IllegalArgumentException e) {
      throw reader.wrong(String.valueOf(e.getMessage()));
    }
  }

  private Recording recording() {
    JsonObject header = next();
    if (header == null || !header.has("morph_recording")) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "the file is no recording: its first line has no morph_recording; make one with --record"
              + " FILE");
    }
    long version = whole(header, "morph_recording");
    if (version != RecordingWriter.VERSION) {
      throw new MorphException(
          ErrorCode.VERSION_INCOMPATIBLE,
          "the recording has version "
              + version
              + " of the format; this Morph reads version "
              + RecordingWriter.VERSION);
    }
    Digest artifact = Digest.parse(text(header, "artifact"));
    String extension = text(header, "extension");
    CallRequest request =
        CallRequest.of(text(header, "action"), object(header, "params"), object(header, "context"));
    Map<Limit, Long> limits = limits(object(header, "limits"));
    List<String> masks = masks(array(header, "masks"));
    List<RecordedCall> calls = new ArrayList<>();
    while (true) {
      JsonObject next = next();
      if (next == null) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID,
            "the recording ends after "
                + calls.size()
                + " host calls and has no outcome: it was cut off");
      }
      if (next.has("outcome")) {
        JsonObject outcome = outcome(object(next, "outcome"));
        if (whole(next, "calls") != calls.size()) {
          throw wrong("it tells of " + whole(next, "calls") + " host calls, found " + calls.size());
        }
        if (at < utf8.length) {
          throw wrong("something follows the outcome");
        }
        return new Recording(artifact, extension, request, limits, masks, calls, outcome);
      }
      calls.add(call(next, calls.size() + 1));
    }
  }

  /** The next line, or null after the last. */
  private @Nullable JsonObject next() {
    if (at >= utf8.length) {
      return null;
    }
    line++;
    int end = at;
    while (end < utf8.length && utf8[end] != '\n') {
      end++;
    }
    byte[] bytes = Arrays.copyOfRange(utf8, at, end);
    at = end + 1;
    JsonValue json;
    try {
      json = Json.parse(bytes, MAX_DEPTH);
    } catch (JsonException e) {
      throw wrong(
          end == utf8.length
              ? "the file was cut off there (" + e.getMessage() + ")"
              : "it is not JSON: " + e.getMessage());
    }
    if (json instanceof JsonObject object) {
      return object;
    }
    throw wrong("it must be an object, found " + JsonMapping.kind(json));
  }

  private static Map<Limit, Long> limits(JsonObject json) {
    Map<Limit, Long> limits = new LinkedHashMap<>();
    for (String word : json.members().keySet()) {
      Limit limit =
          Limit.of(word)
              .orElseThrow(() -> new IllegalArgumentException("there is no limit " + word));
      limits.put(limit, whole(json, word));
    }
    return limits;
  }

  private static List<String> masks(JsonArray json) {
    if (json.items().size() > MAX_MASKS) {
      throw new IllegalArgumentException("more than " + MAX_MASKS + " masks");
    }
    List<String> masks = new ArrayList<>();
    for (JsonValue item : json.items()) {
      if (!(item instanceof JsonString(String mask)) || !Masks.isMask(mask)) {
        throw new IllegalArgumentException("masks must be texts like " + Masks.EXAMPLE);
      }
      masks.add(mask);
    }
    return masks;
  }

  private static RecordedCall call(JsonObject json, int number) {
    if (whole(json, "call") != number) {
      throw new IllegalArgumentException(
          "it has call " + whole(json, "call") + ", expected is " + number);
    }
    String phase = text(json, "phase");
    boolean known = false;
    for (HostTape.Phase one : HostTape.Phase.values()) {
      known |= one.word().equals(phase);
    }
    if (!known) {
      throw new IllegalArgumentException("there is no phase \"" + phase + "\"");
    }
    boolean malformed = json.has("malformed");
    JsonObject request = object(json, malformed ? "malformed" : "request");
    List<LogLine> logs = new ArrayList<>();
    for (JsonObject log : objects(json, "logs")) {
      logs.add(
          new LogLine(
              LogLevel.valueOf(text(log, "level").toUpperCase(Locale.ROOT)), text(log, "message")));
    }
    List<Denial> denials = new ArrayList<>();
    for (JsonObject denial : objects(json, "denials")) {
      denials.add(
          new Denial(
              code(denial),
              text(denial, "permission"),
              text(denial, "message"),
              text(denial, "remedy")));
    }
    return new RecordedCall(
        phase, text(json, "function"), request, malformed, answer(json), logs, denials);
  }

  private static RecordedCall.Answer answer(JsonObject json) {
    JsonValue reply = json.get("reply");
    if (reply != null) {
      return new RecordedCall.Answer.Reply(reply);
    }
    if (json.has("ends")) {
      return new RecordedCall.Answer.End();
    }
    JsonObject error = object(json, "error");
    ErrorCode code = code(error);
    String message = text(error, "message");
    if (!message.startsWith(code.word() + ": ")) {
      throw new IllegalArgumentException("the message of an error begins with its code");
    }
    return new RecordedCall.Answer.Fault(code, message, object(error, "details"));
  }

  private static JsonObject outcome(JsonObject json) {
    if (!json.has("ok")) {
      JsonObject error = object(json, "error");
      code(error);
      text(error, "message");
      object(error, "details");
    }
    return json;
  }

  /** The error of an outcome that is none. */
  static MorphException error(JsonObject error) {
    return new MorphException(code(error), text(error, "message"), object(error, "details"));
  }

  private static ErrorCode code(JsonObject json) {
    String word = text(json, "code");
    return ErrorCode.of(word)
        .orElseThrow(() -> new IllegalArgumentException("there is no error code " + word));
  }

  private static String text(JsonObject json, String name) {
    if (json.get(name) instanceof JsonString(String text)) {
      return text;
    }
    throw new IllegalArgumentException(name + " must be a text");
  }

  private static long whole(JsonObject json, String name) {
    if (json.get(name) instanceof JsonNumber number) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        // said below
      }
    }
    throw new IllegalArgumentException(name + " must be an integer");
  }

  private static JsonObject object(JsonObject json, String name) {
    if (json.get(name) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException(name + " must be an object");
  }

  private static JsonArray array(JsonObject json, String name) {
    if (json.get(name) instanceof JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException(name + " must be an array");
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    if (!json.has(name)) {
      return List.of();
    }
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue item : array(json, name).items()) {
      if (!(item instanceof JsonObject object)) {
        throw new IllegalArgumentException(name + " must be an array of objects");
      }
      objects.add(object);
    }
    return objects;
  }

  private MorphException wrong(String what) {
    return new MorphException(
        ErrorCode.USAGE_INVALID, "line " + line + " of the recording is damaged: " + what);
  }
}
