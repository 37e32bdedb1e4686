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
  /** Opens WebAssembly files. */
  public static final ExtensionId WASM = new ExtensionId("wasm");

  /** Opens images. */
  public static final ExtensionId IMAGE = new ExtensionId("image");

  /** Opens text files, and shows others. */
  public static final ExtensionId TEXT = new ExtensionId("text");

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
        WASM, new WasmOpener(opened, inspect),
        IMAGE, new ImageOpener(opened),
        TEXT, new TextOpener(opened));
  }
}
