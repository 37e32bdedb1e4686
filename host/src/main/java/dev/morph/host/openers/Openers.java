package dev.morph.host.openers;

import dev.morph.base.ExtensionId;
import dev.morph.base.files.FileRoot;
import dev.morph.base.json.JsonObject;
import dev.morph.host.integration.NativeIntegration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The openers by their id. */
public final class Openers {
  private Openers() {}

  /**
   * {@code wasm} ({@code load}), {@code image} ({@code view}) and {@code text} ({@code edit}).
   *
   * @param files that they open; null if there are none
   * @param inspect says what the bytes of an extension are
   */
  public static Map<ExtensionId, NativeIntegration> of(
      @Nullable FileRoot files, Function<byte[], JsonObject> inspect) {
    OpenedFiles opened = new OpenedFiles(files);
    return Map.of(
        new ExtensionId("wasm"), new WasmOpener(opened, inspect),
        new ExtensionId("image"), new ImageOpener(opened),
        new ExtensionId("text"), new TextOpener(opened));
  }
}
