package dev.morph.runtime.sandbox;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of an action with all its host calls, secrets masked: enough to run it again without the
 * world around it. Immutable. The file format is docs/reference/recording.md.
 */
public final class Recording {
  /** The largest file that is read or written. */
  public static final long MAX_BYTES = 512L << 20;

  private final Digest artifact;
  private final String extension;
  private final CallRequest request;
  private final Map<Limit, Long> limits;
  private final List<String> masks;
  private final List<RecordedCall> calls;
  private final JsonObject outcome;

  Recording(
      Digest artifact,
      String extension,
      CallRequest request,
      Map<Limit, Long> limits,
      List<String> masks,
      List<RecordedCall> calls,
      JsonObject outcome) {
    this.artifact = artifact;
    this.extension = extension;
    this.request = CallRequest.of(request.action(), request.params(), request.context());
    this.limits = new LinkedHashMap<>(limits);
    this.masks = List.copyOf(masks);
    this.calls = List.copyOf(calls);
    this.outcome = outcome;
  }

  /**
   * Reads a recording.
   *
   * @param utf8 the whole file
   * @throws MorphException {@code usage-invalid} if it is damaged, {@code version-incompatible} if
   *     its version is another
   */
  public static Recording read(byte[] utf8) {
    return RecordingReader.read(utf8);
  }

  /**
   * Writes it, a line for the call, for each host call and for the outcome.
   *
   * @throws MorphException {@code io-failed} if it is larger than {@link #MAX_BYTES}
   */
  public void writeTo(OutputStream out) throws IOException {
    RecordingWriter.write(this, out);
  }

  /** The file that was called. */
  public Digest artifact() {
    return artifact;
  }

  /** The extension's name. */
  public String extension() {
    return extension;
  }

  /** The action, its parameters and context; nothing else is recorded of the request. */
  public CallRequest request() {
    return request;
  }

  /** How many host calls it has. */
  public int hostCalls() {
    return calls.size();
  }

  /**
   * How the call ended: {@code {"ok": ...}} or {@code {"error": {"code", "message", "details"}}}.
   */
  public JsonObject outcome() {
    return outcome;
  }

  Map<Limit, Long> limits() {
    return limits;
  }

  /** What stands in the place of each secret. */
  List<String> masks() {
    return masks;
  }

  List<RecordedCall> calls() {
    return calls;
  }

  /** The limits that held, on top of the defaults. */
  Limits restoredLimits() {
    Limits restored = Limits.defaults();
    for (Map.Entry<Limit, Long> limit : limits.entrySet()) {
      try {
        restored = restored.with(limit.getKey(), limit.getValue());
      } catch (MorphException e) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID, "the recording cannot be used: " + e.getMessage(), e);
      }
    }
    return restored;
  }
}
