package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRecorder;
import dev.morph.runtime.sandbox.CallReplayer;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.FunctionOutcome;
import dev.morph.runtime.sandbox.FunctionRequest;
import dev.morph.runtime.sandbox.LoadedModule;
import dev.morph.runtime.sandbox.MorphRuntime;
import dev.morph.runtime.sandbox.Recording;
import java.util.List;

/** A loaded extension. Safe for several threads; closed by who loaded it. */
public final class Extension implements AutoCloseable {
  private final MorphRuntime runtime;
  private final LoadedModule module;
  private final Digest digest;

  Extension(MorphRuntime runtime, LoadedModule module, Digest digest) {
    this.runtime = runtime;
    this.module = module;
    this.digest = digest;
  }

  /** Name, version, actions and events, as the extension says them. */
  public JsonObject describe() {
    return runtime.describe(module);
  }

  /**
   * Calls an action.
   *
   * @param params a JSON object, {@code {"name": "Ada"}}
   * @return the result, or the error with its code
   * @throws MorphException ({@code usage-invalid}) if {@code params} is not a JSON object
   */
  public CallOutcome execute(String action, String params) {
    JsonValue value;
    try {
      value = Json.parse(params);
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "the parameters are not JSON: " + e.getMessage(), e);
    }
    if (!(value instanceof JsonObject object)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "the parameters must be a JSON object, as {\"name\": \"Ada\"}");
    }
    return execute(CallRequest.of(action, object));
  }

  /** Calls an action with secrets, a context, a log. */
  public CallOutcome execute(CallRequest request) {
    return runtime.execute(module, request);
  }

  /**
   * Calls a function of a program, frontend, backend or transformer.
   *
   * @throws MorphException if the call fails
   */
  public List<Envelope> execute(String function, List<Envelope> arguments) {
    return call(FunctionRequest.of(function, arguments)).orThrow();
  }

  /**
   * Calls a function of a program, frontend, backend or transformer; failures are in the answer.
   */
  public FunctionOutcome call(FunctionRequest request) {
    return runtime.call(module, request);
  }

  /**
   * What it can do: {@code {"name", "version", "contracts", "capabilities", "sources"?, "targets"?,
   * "features"?}}, as it says itself, or made of its actions and its transformer's capabilities.
   *
   * @throws MorphException if it fails, or its answer has another shape
   */
  public JsonObject capabilities() {
    return ExtensionCapabilities.of(this);
  }

  /** The digest of its file. */
  public Digest digest() {
    return digest;
  }

  /** Starts to record one call of an action with all its host calls; see {@link RecordingFile}. */
  public CallRecorder recorder() {
    return runtime.recorder(module, digest);
  }

  /**
   * Starts to run a recorded call again, without network, clock, chance, vault or environment.
   *
   * @throws MorphException ({@code usage-invalid}) if another file was recorded
   */
  public CallReplayer replayer(Recording recording) {
    return runtime.replayer(module, digest, recording);
  }

  /** What it was recognised as, and what holds for its calls. */
  public LoadedModule module() {
    return module;
  }

  /** Lets go of its instances. */
  @Override
  public void close() {
    runtime.teardown(module);
  }
}
