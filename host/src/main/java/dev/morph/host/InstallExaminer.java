package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.distribution.manifest.ActionAgreement;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.distribution.manifest.Finding;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.runtime.policy.Grant;
import dev.morph.runtime.policy.ImportAudit;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionDiff;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.Contract;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at a file that may be installed; keeps nothing. */
final class InstallExaminer {
  /** RSA signatures of 2,048 to 16,384 bits. */
  private static final int LEAST_SIGNATURE = 256;

  private static final int MOST_SIGNATURE = 2_048;

  private final ExtensionLoader loader;
  private final NativeNames names;
  private final Function<ExtensionId, Optional<Installed>> installed;

  /**
   * @param names that cannot be installed under
   * @param installed what is installed under an id
   */
  InstallExaminer(
      ExtensionLoader loader,
      NativeNames names,
      Function<ExtensionId, Optional<Installed>> installed) {
    this.loader = loader;
    this.names = names;
    this.installed = installed;
  }

  /** As {@link ExtensionManager#examine(Path, byte[], ExtensionId)}. */
  InstallCandidate examine(Path file, byte @Nullable [] manifest, @Nullable ExtensionId as) {
    ExtensionLoader.Examined examined = loader.examine(file, manifest);
    ExtensionManifest found = examined.manifest();
    requireSignature(found);
    ExtensionId id = as == null ? found.id() : as;
    if (names.has(id)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "\""
              + id
              + "\" is an integration of the application itself; install it --as another name");
    }
    Extension extension = examined.extension();
    Set<Contract> contracts = extension.module().contracts();
    JsonObject described = contracts.contains(Contract.INTEGRATION) ? extension.describe() : null;
    requireAgreement(found, described);
    Terms asked = asked(found);
    Installed before = installed.apply(id).orElse(null);
    Grant approved = before == null ? null : before.grant();
    return new InstallCandidate(
        id,
        extension.digest(),
        examined.wasm().length,
        found,
        asked,
        described == null ? null : IntegrationDescription.read(described),
        contracts.stream().map(Contract::word).toList(),
        ImportAudit.of(
            examined.module().imports().stream()
                .map(one -> new ImportAudit.Import(one.module(), one.name()))
                .toList(),
            found.permissions(),
            contracts.contains(Contract.PROGRAM)),
        examined.warnings(),
        before == null ? null : before.extension().activeVersion(),
        approved == null ? null : PermissionDiff.of(approved.terms(), asked),
        false,
        new InstallCandidate.ExtensionBytes(examined.wasm()));
  }

  /** What a manifest itself asks for: limits that it does not name are the default ones. */
  Terms asked(ExtensionManifest manifest) {
    Limits limits = loader.base();
    for (Limit limit : Limit.values()) {
      long value = manifest.limitsAsked().getOrDefault(limit, limit.defaultValue());
      limits = limits.with(limit, Math.min(value, limits.ceiling(limit)));
    }
    return new Terms(manifest.permissions(), limits, manifest.credentials());
  }

  /** A signature that cannot be one is worse than none: somebody thought that it says something. */
  private static void requireSignature(ExtensionManifest manifest) {
    String signature = manifest.signature();
    if (signature == null) {
      return;
    }
    int bytes;
    try {
      bytes = Base64.getDecoder().decode(signature).length;
    } catch (IllegalArgumentException e) {
      bytes = -1;
    }
    if (bytes < LEAST_SIGNATURE || bytes > MOST_SIGNATURE) {
      throw new MorphException(
          ErrorCode.SIGNATURE_INVALID,
          "the signature of the manifest is none: base64 of an RSA signature is expected, found "
              + (bytes < 0 ? "other text" : bytes + " bytes")
              + ". Take the member out to install the file unsigned");
    }
  }

  private static void requireAgreement(
      ExtensionManifest manifest, @Nullable JsonObject description) {
    List<Finding> findings =
        description == null ? List.of() : ActionAgreement.check(manifest, description);
    if (!findings.isEmpty()) {
      throw new MorphException(
          ErrorCode.MANIFEST_INVALID,
          "the manifest does not agree with the binary: "
              + String.join(" ", findings.stream().map(Finding::text).toList()),
          JsonObject.builder()
              .put(
                  "findings",
                  new JsonArray(findings.stream().<JsonValue>map(Finding::toJson).toList()))
              .build());
    }
  }
}
