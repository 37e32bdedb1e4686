package dev.morph.host.openers;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import java.util.List;
import java.util.function.Function;

/**
 * Opens WebAssembly files: says what they are. Running one is an install, which a person approves.
 */
final class WasmOpener implements NativeIntegration {
  private final OpenedFiles files;
  private final Function<byte[], JsonObject> inspect;

  WasmOpener(OpenedFiles files, Function<byte[], JsonObject> inspect) {
    this.files = files;
    this.inspect = inspect;
  }

  @Override
  public IntegrationDescription describe() {
    return IntegrationDescription.of(
            "WebAssembly files",
            "1.0.0",
            "Opens WebAssembly files.",
            List.of(
                IntegrationAction.of(
                        "load", "Says what an extension's file is, without running it.")
                    .taking(OpenedFiles.schema())
                    .readOnly()))
        .opening(List.of(".wasm"));
  }

  @Override
  public JsonValue execute(Call call) {
    return inspect.apply(files.read(OpenedFiles.path(call)));
  }
}
