package dev.morph.fuzz;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.distribution.manifest.ManifestReport;
import dev.morph.runtime.policy.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Manifests: the section's JSON, and files of JSON or YAML. */
public final class ManifestFuzzer {
  private ManifestFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      ExtensionManifest manifest = ExtensionManifest.read(data);
      Check.that(
          manifest.id().toString().matches("[a-z0-9][a-z0-9-]{0,62}"), "an id is safe as a name");
      byte[] written = manifest.toBytes();
      Check.that(
          Arrays.equals(written, ExtensionManifest.read(written).toBytes()),
          "the canonical form is read back as the same");
    } catch (MorphException e) {
      Check.equal(ErrorCode.MANIFEST_INVALID, e.code(), "the code of a refused manifest");
    }
    try {
      ExtensionManifest.readFile(new String(data, StandardCharsets.UTF_8));
    } catch (MorphException e) {
      Check.equal(ErrorCode.MANIFEST_INVALID, e.code(), "the code of a refused manifest");
    }
    ManifestReport report = ExtensionManifest.check(data, Limits.defaults());
    Check.equal(report.manifest() == null, !report.errors().isEmpty(), "no manifest, an error");
  }
}
