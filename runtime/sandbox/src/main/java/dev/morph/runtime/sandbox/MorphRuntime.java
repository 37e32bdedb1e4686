package dev.morph.runtime.sandbox;

import dev.morph.base.Digest;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.CompiledModule;

/** Loads portable code and calls it. Safe for several threads. */
public interface MorphRuntime extends AutoCloseable {
  /**
   * Recognises and links a module; no guest code runs.
   *
   * @throws dev.morph.base.MorphException if it is no extension, or imports what is not offered
   */
  LoadedModule load(CompiledModule module, ModuleSettings settings);

  /**
   * What the integration says of itself; asked of the guest once and kept.
   *
   * @throws dev.morph.base.MorphException if the guest fails or its answer has not the right shape
   */
  JsonObject describe(LoadedModule module);

  /** Calls an action of an integration; failures are in the answer. */
  CallOutcome execute(LoadedModule module, CallRequest request);

  /**
   * Starts to record one call of an action.
   *
   * @param artifact the digest of the file that the module was made of
   */
  CallRecorder recorder(LoadedModule module, Digest artifact);

  /**
   * Starts to run a recorded call again.
   *
   * @param artifact the digest of the file that the module was made of
   * @throws dev.morph.base.MorphException ({@code usage-invalid}) if another file was recorded
   */
  CallReplayer replayer(LoadedModule module, Digest artifact, Recording recording);

  /**
   * Calls a function of another contract (program, frontend, backend, transformer); failures are in
   * the answer. The instance is a new one.
   */
  FunctionOutcome call(LoadedModule module, FunctionRequest request);

  /** Lets go of all instances of a module; calls under way end by themselves. */
  void teardown(LoadedModule module);

  /**
   * Takes no more calls, waits for those under way, ends what is still running after the time that
   * the settings give it, and lets go of all instances.
   */
  @Override
  void close();
}
