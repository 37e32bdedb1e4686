package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes a recording as JSON lines. */
final class RecordingWriter {
  /** The version of the format. */
  static final int VERSION = 1;

  private final OutputStream out;
  private long written;

  private RecordingWriter(OutputStream out) {
    this.out = out;
  }

  static void write(Recording recording, OutputStream out) throws IOException {
    RecordingWriter writer = new RecordingWriter(out);
    writer.line(header(recording));
    List<RecordedCall> calls = recording.calls();
    for (int i = 0; i < calls.size(); i++) {
      writer.line(call(i + 1, calls.get(i)));
    }
    writer.line(
        JsonObject.builder()
            .put("outcome", recording.outcome())
            .put("calls", calls.size())
            .build());
  }

  private void line(JsonObject json) throws IOException {
    byte[] utf8 = Json.writeUtf8(json);
    written += utf8.length + 1L;
    if (written > Recording.MAX_BYTES) {
      throw new MorphException(
          ErrorCode.IO_FAILED,
          "the recording would have more than " + Recording.MAX_BYTES + " bytes, and is not kept");
    }
    out.write(utf8);
    out.write('\n');
  }

  private static JsonObject header(Recording recording) {
    JsonObject.Builder limits = JsonObject.builder();
    recording.limits().forEach((limit, value) -> limits.put(limit.word(), value));
    return JsonObject.builder()
        .put("morph_recording", VERSION)
        .put("artifact", recording.artifact().toString())
        .put("extension", recording.extension())
        .put("action", recording.request().action())
        .put("params", recording.request().params())
        .put("context", recording.request().context())
        .put("limits", limits.build())
        .put(
            "masks",
            new JsonArray(recording.masks().stream().<JsonValue>map(JsonString::new).toList()))
        .build();
  }

  private static JsonObject call(int number, RecordedCall call) {
    JsonObject.Builder line =
        JsonObject.builder()
            .put("call", number)
            .put("phase", call.phase())
            .put("function", call.function())
            .put(call.malformed() ? "malformed" : "request", call.request());
    switch (call.answer()) {
      case RecordedCall.Answer.Reply(JsonValue value) -> line.put("reply", value);
      case RecordedCall.Answer.Fault(ErrorCode code, String message, JsonObject details) ->
          line.put("error", error(code, message, details));
      case RecordedCall.Answer.End() -> line.put("ends", true);
    }
    if (!call.logs().isEmpty()) {
      line.put(
          "logs",
          new JsonArray(call.logs().stream().<JsonValue>map(RecordingWriter::log).toList()));
    }
    if (!call.denials().isEmpty()) {
      line.put(
          "denials",
          new JsonArray(call.denials().stream().<JsonValue>map(RecordingWriter::denial).toList()));
    }
    return line.build();
  }

  static JsonObject error(ErrorCode code, String message, JsonObject details) {
    return JsonObject.builder()
        .put("code", code.word())
        .put("message", message)
        .put("details", details)
        .build();
  }

  private static JsonObject log(LogLine line) {
    return JsonObject.builder()
        .put("level", line.level().name().toLowerCase(Locale.ROOT))
        .put("message", line.message())
        .build();
  }

  private static JsonObject denial(Denial denial) {
    return JsonObject.builder()
        .put("code", denial.code().word())
        .put("permission", denial.permission())
        .put("message", denial.message())
        .put("remedy", denial.remedy())
        .build();
  }
}
