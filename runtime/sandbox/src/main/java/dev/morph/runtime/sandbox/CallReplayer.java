package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recorded call again: the guest is real, every host call is answered from the recording, in
 * order. Used once, by one thread.
 */
public final class CallReplayer {
  /** Outcomes that came from outside the guest, which a replay cannot meet by itself. */
  private static final Set<ErrorCode> FROM_OUTSIDE =
      EnumSet.of(
          ErrorCode.LIMIT_TIME,
          ErrorCode.LIMIT_MEMORY,
          ErrorCode.LIMIT_GC_ALLOC,
          ErrorCode.BUSY,
          ErrorCode.IO_FAILED,
          ErrorCode.INTERNAL_ERROR);

  private final WasmRuntime runtime;
  private final LoadedModule module;
  private final Recording recording;
  private final Redactor masks;
  private final Map<String, String> maskedSecrets = new HashMap<>();
  private final @Nullable MorphException recordedError;
  private final Tape tape = new Tape();
  private @Nullable Description description;
  private @Nullable MorphException undescribed;

  CallReplayer(WasmRuntime runtime, LoadedModule module, Recording recording) {
    this.runtime = runtime;
    this.recording = recording;
    this.masks = Masks.again(recording.masks()).redactor();
    recording.masks().forEach(mask -> maskedSecrets.put(mask, mask));
    this.recordedError =
        recording.outcome().get("error") instanceof JsonObject error
            ? RecordingReader.error(error)
            : null;
    this.module = module.with(limits());
  }

  /** Those of the recording; a slower machine has more time, if time did not end the call. */
  private Limits limits() {
    Limits limits = recording.restoredLimits();
    boolean timed = recordedError != null && recordedError.code() == ErrorCode.LIMIT_TIME;
    return timed ? limits : limits.with(Limit.TIME, limits.ceiling(Limit.TIME));
  }

  /**
   * What the extension says of itself, by the recording.
   *
   * @throws MorphException if the guest fails, or the recording does not fit
   */
  public JsonObject describe() {
    return description().json();
  }

  private Description description() {
    if (undescribed != null) {
      throw undescribed;
    }
    Description known = description;
    if (known == null) {
      try {
        known = runtime.describe(module, tape);
      } catch (MorphException e) {
        undescribed = e;
        throw e;
      }
      description = known;
    }
    return known;
  }

  /** The action, parameters and context that were recorded. */
  public CallRequest request() {
    return recording.request();
  }

  /**
   * Makes the call again.
   *
   * @param request must be the recorded one in action, parameters and context; its log and trace
   *     are used, its secrets and variables are not
   * @throws MorphException {@code usage-invalid} if the request is another than the recorded
   */
  public Replayed execute(CallRequest request) {
    same("action", request.action(), recording.request().action());
    same("parameters", request.params(), recording.request().params());
    same("context", complete(request.context()), recording.request().context());
    CallRequest masked =
        new CallRequest(
            recording.request().action(),
            recording.request().params(),
            recording.request().context(),
            maskedSecrets,
            Map.of(),
            request.log(),
            request.traced());
    CallOutcome outcome;
    try {
      outcome = runtime.execute(module, description(), masked, tape);
    } catch (MorphException e) {
      outcome = new CallOutcome.Failed(e, CallReport.NONE);
    }
    return compared(outcome);
  }

  /** What the host made where the caller gave nothing is taken from the recording. */
  private JsonObject complete(JsonObject context) {
    JsonObject.Builder all = JsonObject.builder();
    recording
        .request()
        .context()
        .members()
        .forEach((name, value) -> {
          if (CallerContext.isMade(name)) {
            all.put(name, value);
          }
        });
    context.members().forEach(all::put);
    return all.build();
  }

  private static void same(String what, String given, String recorded) {
    if (!given.equals(recorded)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "the recording is of the " + what + " \"" + recorded + "\", not of \"" + given + "\"");
    }
  }

  private void same(String what, JsonObject given, JsonObject recorded) {
    JsonObject masked = masks.redact(given);
    if (!masked.equals(recorded)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "the recording has other " + what + ": " + Difference.of(recorded, masked));
    }
  }

  private Replayed compared(CallOutcome outcome) {
    MorphException mismatch = tape.mismatch;
    if (mismatch != null) {
      return new Replayed(
          new CallOutcome.Failed(mismatch, outcome.report()), mismatch.getMessage());
    }
    int left = recording.calls().size() - tape.next;
    MorphException error = recordedError;
    boolean fromOutside = error != null && FROM_OUTSIDE.contains(error.code());
    JsonObject replayed = CallRecorder.json(outcome, masks);
    if (left == 0 && replayed.equals(recording.outcome())) {
      return new Replayed(outcome, "");
    }
    if (fromOutside && error != null && (left == 0 || sameCode(outcome, error))) {
      return new Replayed(new CallOutcome.Failed(error, outcome.report()), "");
    }
    String difference =
        left > 0
            ? "the replay ended after "
                + tape.next
                + " host calls; the recording has "
                + recording.calls().size()
                + ", next "
                + recording.calls().get(tape.next).function()
            : "after "
                + tape.next
                + " host calls the outcome differs: "
                + Difference.of(recording.outcome(), replayed);
    return new Replayed(outcome, difference);
  }

  private static boolean sameCode(CallOutcome outcome, MorphException error) {
    return outcome instanceof CallOutcome.Failed failed && failed.error().code() == error.code();
  }

  private final class Tape implements HostTape {
    private Phase phase = Phase.DESCRIBE;
    private int next;
    private @Nullable MorphException mismatch;

    @Override
    public void begins(Phase part, ActiveCall call) {
      phase = part;
    }

    @Override
    public @Nullable Object run(
        ActiveCall call, String name, WitFunction type, Handler handler, Object[] arguments) {
      RecordedCall recorded = take(name);
      JsonObject request =
          RecordedValues.fields(java.util.Arrays.asList(arguments), type.params(), masks);
      if (recorded.malformed() || !recorded.request().equals(request)) {
        throw differs(name, "has another request: " + Difference.of(recorded.request(), request));
      }
      recorded.logs().forEach(call::note);
      recorded.denials().forEach(call::note);
      return switch (recorded.answer()) {
        case RecordedCall.Answer.Reply(JsonValue value) -> value(name, type, value);
        case RecordedCall.Answer.Fault fault -> throw fault(fault);
        case RecordedCall.Answer.End() -> throw end(name);
      };
    }

    private @Nullable Object value(String name, WitFunction type, JsonValue recorded) {
      WitType wanted = HostCalls.valueType(type);
      if (wanted == null) {
        return null;
      }
      try {
        return RecordedValues.read(recorded, wanted);
      } catch (IllegalArgumentException e) {
        throw differs(name, "has a reply that is none of this function: " + e.getMessage());
      }
    }

    @Override
    public void refused(String name, byte[] request, HostFault fault) {
      RecordedCall recorded = take(name);
      JsonObject bytes = RecordedValues.bytes(masks.redact(request));
      if (!recorded.malformed() || !recorded.request().equals(bytes)) {
        throw differs(name, "has another request: " + Difference.of(recorded.request(), bytes));
      }
    }

    @Override
    public void logged(LogLine line) {}

    @Override
    public void denied(Denial denial) {}

    private RecordedCall take(String name) {
      List<RecordedCall> calls = recording.calls();
      if (next == calls.size()) {
        MorphException error = recordedError;
        if (error != null && FROM_OUTSIDE.contains(error.code())) {
          throw error;
        }
        next++;
        throw differs(name, "was not recorded: the recording has " + calls.size() + " host calls");
      }
      RecordedCall recorded = calls.get(next++);
      if (!recorded.phase().equals(phase.word())) {
        throw differs(name, "is in " + phase.word() + ", recorded was one in " + recorded.phase());
      }
      if (!recorded.function().equals(name)) {
        throw differs(name, "is another function: recorded was " + recorded.function());
      }
      return recorded;
    }

    private MorphException differs(String name, String how) {
      MorphException error =
          new MorphException(
              ErrorCode.USAGE_INVALID,
              "the recording does not fit: host call " + next + ", " + name + ", " + how,
              JsonObject.builder().put("call", next).put("function", name).build());
      mismatch = error;
      return error;
    }

    private HostFault fault(RecordedCall.Answer.Fault fault) {
      return new HostFault(
          fault.code(),
          fault.message().substring(fault.code().word().length() + 2),
          fault.details());
    }

    private MorphException end(String name) {
      MorphException error = recordedError;
      return error == null
          ? differs(name, "ended the call by the recording, whose outcome is no error")
          : error;
    }
  }
}
