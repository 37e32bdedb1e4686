package dev.morph.runtime.sandbox;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.WitFunction;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call and writes down its host calls. The call has an instance of its own, and asks
 * {@code describe} anew, so that the recording stands alone. Used once, by one thread.
 *
 * <p>Secrets are masked at the end: what the guest makes a secret late is masked in what was
 * recorded before, too.
 */
public final class CallRecorder {
  /** What is kept until the call is over. */
  private static final long MAX_KEPT_BYTES = 256L << 20;

  private static final long BYTES_PER_CALL = 200;

  private final WasmRuntime runtime;
  private final LoadedModule module;
  private final Digest artifact;
  private final Tape tape = new Tape();
  private @Nullable Description description;
  private @Nullable MorphException undescribed;
  private @Nullable Recording recording;

  CallRecorder(WasmRuntime runtime, LoadedModule module, Digest artifact) {
    this.runtime = runtime;
    this.module = module;
    this.artifact = artifact;
  }

  /**
   * What the extension says of itself, asked as part of the call; once.
   *
   * @throws MorphException if the guest fails, as the call will then
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

  /** Makes the call. */
  public CallOutcome execute(CallRequest request) {
    if (recording != null) {
      throw new IllegalStateException("a recorder records one call");
    }
    CallOutcome outcome;
    CallRequest complete = request;
    try {
      // what is made where it is absent must be the same in a replay
      complete = request.withContext(CallerContext.complete(request.context()));
      outcome = runtime.execute(module, description(), complete, tape);
    } catch (MorphException e) {
      outcome = new CallOutcome.Failed(e, CallReport.NONE);
    }
    recording = tape.recording(complete, outcome);
    return outcome;
  }

  /**
   * The recording, once the call was made.
   *
   * @throws IllegalStateException before
   */
  public Recording recording() {
    Recording made = recording;
    if (made == null) {
      throw new IllegalStateException("nothing was called yet");
    }
    return made;
  }

  /** The outcome as a recording has it, secrets masked. */
  static JsonObject json(CallOutcome outcome, Redactor masks) {
    return switch (outcome) {
      case CallOutcome.Ok ok -> JsonObject.builder().put("ok", masks.redact(ok.value())).build();
      case CallOutcome.Failed failed ->
          JsonObject.builder()
              .put(
                  "error",
                  RecordingWriter.error(
                      failed.error().code(),
                      masks.redact(failed.error().getMessage()),
                      masks.redact(failed.error().details())))
              .build();
    };
  }

  /** A host call as it was; masked when all secrets are known. */
  private static final class Entry {
    private final HostTape.Phase phase;
    private final String function;
    private final @Nullable WitFunction type;
    private final List<?> arguments;
    private final byte[] malformed;
    private @Nullable HostFault fault;
    private @Nullable Object value;
    private boolean answered;
    private final List<LogLine> logs = new ArrayList<>(0);
    private final List<Denial> denials = new ArrayList<>(0);

    Entry(
        HostTape.Phase phase,
        String function,
        @Nullable WitFunction type,
        List<?> arguments,
        byte[] malformed) {
      this.phase = phase;
      this.function = function;
      this.type = type;
      this.arguments = arguments;
      this.malformed = malformed;
    }

    RecordedCall masked(Redactor masks) {
      WitFunction known = type;
      JsonObject request =
          known == null
              ? RecordedValues.bytes(masks.redact(malformed))
              : RecordedValues.fields(arguments, known.params(), masks);
      return new RecordedCall(
          phase.word(),
          function,
          request,
          known == null,
          answer(masks),
          logs.stream().map(log -> new LogLine(log.level(), masks.redact(log.message()))).toList(),
          denials.stream()
              .map(denial ->
                  new Denial(
                      denial.code(),
                      denial.permission(),
                      masks.redact(denial.message()),
                      masks.redact(denial.remedy())))
              .toList());
    }

    private RecordedCall.Answer answer(Redactor masks) {
      if (fault != null) {
        return new RecordedCall.Answer.Fault(
            fault.code(), masks.redact(fault.getMessage()), masks.redact(fault.details()));
      }
      return answered
          ? new RecordedCall.Answer.Reply(
              RecordedValues.write(value, HostCalls.valueType(Objects.requireNonNull(type)), masks))
          : new RecordedCall.Answer.End();
    }
  }

  private final class Tape implements HostTape {
    private static final byte[] NONE = {};

    private final List<Entry> entries = new ArrayList<>();
    private final List<ActiveCall> calls = new ArrayList<>();
    private Phase phase = Phase.DESCRIBE;
    private @Nullable Entry open;
    private long kept;

    @Override
    public void begins(Phase next, ActiveCall call) {
      phase = next;
      calls.add(call);
    }

    @Override
    public @Nullable Object run(
        ActiveCall call, String name, WitFunction type, Handler handler, Object[] arguments) {
      List<?> given = Arrays.asList(arguments);
      Entry entry = new Entry(phase, name, type, given, NONE);
      keep(entry, BYTES_PER_CALL + RecordedValues.cost(given));
      open = entry;
      try {
        Object value = handler.handle(call, arguments);
        keep(RecordedValues.cost(value));
        entry.value = value;
        entry.answered = true;
        return value;
      } catch (HostFault fault) {
        entry.fault = fault;
        throw fault;
      } finally {
        open = null;
      }
    }

    @Override
    public void refused(String name, byte[] request, HostFault fault) {
      Entry entry = new Entry(phase, name, null, List.of(), request);
      entry.fault = fault;
      keep(entry, BYTES_PER_CALL + RecordedValues.cost(request));
    }

    private void keep(Entry entry, long bytes) {
      entries.add(entry);
      keep(bytes);
    }

    private void keep(long bytes) {
      kept += bytes;
      if (kept > MAX_KEPT_BYTES) {
        throw new MorphException(
            ErrorCode.IO_FAILED,
            "the recording grew past "
                + MAX_KEPT_BYTES
                + " bytes after "
                + entries.size()
                + " host calls; run without --record, or with a smaller input");
      }
    }

    @Override
    public void logged(LogLine line) {
      // the rest of a line is logged when the call ends: it belongs to the last host call
      Entry entry = open != null ? open : entries.isEmpty() ? null : entries.getLast();
      if (entry != null) {
        entry.logs.add(line);
      }
    }

    @Override
    public void denied(Denial denial) {
      Entry entry = open;
      if (entry != null) {
        entry.denials.add(denial);
      }
    }

    Recording recording(CallRequest request, CallOutcome outcome) {
      Set<String> secrets = new LinkedHashSet<>(request.secrets().values());
      calls.forEach(call -> secrets.addAll(call.knownSecrets()));
      Masks masks = Masks.of(secrets);
      Redactor redactor = masks.redactor();
      List<RecordedCall> recorded = new ArrayList<>();
      entries.forEach(entry -> recorded.add(entry.masked(redactor)));
      Map<Limit, Long> limits = new LinkedHashMap<>();
      for (Limit limit : Limit.values()) {
        limits.put(limit, module.settings().limits().value(limit));
      }
      return new Recording(
          artifact,
          redactor.redact(module.settings().name()),
          CallRequest.of(
              redactor.redact(request.action()),
              redactor.redact(request.params()),
              redactor.redact(request.context())),
          limits,
          masks.texts(),
          recorded,
          json(outcome, redactor));
    }
  }
}
