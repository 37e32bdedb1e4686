package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import dev.morph.testkit.Wat;
import java.util.List;

/** Loads guests of tests. */
final class Loading {
  /** Takes every value. */
  static final SchemaValidator ANY_SCHEMA =
      schema ->
          new SchemaValidator.Schema() {
            @Override
            public List<String> faults(JsonValue value, long nanosLeft) {
              return List.of();
            }
          };

  private Loading() {}

  static WasmRuntime runtime(Capability... capabilities) {
    return WasmRuntime.create(List.of(capabilities), ANY_SCHEMA);
  }

  static ModuleSettings settings(Limits limits, Lifecycle lifecycle) {
    return new ModuleSettings(
        "test", Policy.withoutManifest(PermissionSet.NONE), limits, lifecycle);
  }

  static LoadedModule load(WasmRuntime runtime, String wat, Lifecycle lifecycle) {
    return load(runtime, wat, Limits.defaults(), lifecycle);
  }

  static LoadedModule load(WasmRuntime runtime, String wat, Limits limits, Lifecycle lifecycle) {
    return runtime.load(
        EndiveEngine.interpreted().compile(Wat.assemble(wat)), settings(limits, lifecycle));
  }

  static ErrorCode code(CallOutcome outcome) {
    return ((CallOutcome.Failed) outcome).error().code();
  }

  static CallRequest run(JsonObject context) {
    return new CallRequest(
        "run", JsonObject.EMPTY, context, java.util.Map.of(), java.util.Map.of(), null, false);
  }
}
