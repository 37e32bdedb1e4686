package dev.morph.fuzz;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.distribution.manifest.ExtensionManifest;
import java.nio.charset.StandardCharsets;

/** Manifests: the section's JSON, and files of JSON or YAML. */
public final class ManifestFuzzer {
  private ManifestFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      ExtensionManifest manifest = ExtensionManifest.read(data);
      Check.that(
          manifest.id().toString().matches("[a-z0-9][a-z0-9-]{0,62}"), "an id is safe as a name");
    } catch (MorphException e) {
      Check.equal(ErrorCode.MANIFEST_INVALID, e.code(), "the code of a refused manifest");
    }
    try {
      ExtensionManifest.readFile(new String(data, StandardCharsets.UTF_8));
    } catch (MorphException e) {
      Check.equal(ErrorCode.MANIFEST_INVALID, e.code(), "the code of a refused manifest");
    }
  }
}
