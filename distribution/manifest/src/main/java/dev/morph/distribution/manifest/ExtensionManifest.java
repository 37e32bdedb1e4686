package dev.morph.distribution.manifest;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an extension says about itself: identity, permissions and limits that it asks for.
 * Immutable, safe to share.
 *
 * @param id the name under which it is published
 * @param version by Semantic Versioning 2.0.0
 * @param displayName its name for people, or null
 * @param description one sentence, or null
 * @param contracts words of the contracts that it says it implements; empty if it does not say
 * @param permissions what it asks for
 * @param limits the defaults with what it asks for
 * @param lifecycle how long its instances live
 * @param unusedImports true if it may import capabilities that it does not ask for
 * @param warnings keys of a newer minor version that were passed over
 * @param document all of it as it stood in the file
 */
public record ExtensionManifest(
    ExtensionId id,
    String version,
    @Nullable String displayName,
    @Nullable String description,
    List<String> contracts,
    PermissionSet permissions,
    Limits limits,
    Lifecycle lifecycle,
    boolean unusedImports,
    List<String> warnings,
    JsonObject document) {
  /** The custom section of a binary that holds its manifest, as JSON. */
  public static final String SECTION = "morph:manifest";

  /** Keys that say with which versions the extension works. */
  static final List<String> REQUIRES =
      List.of("requires_morph_version", "requires_morphee_version");

  /** Longest manifest, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  public ExtensionManifest {
    contracts = List.copyOf(contracts);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the content of the section, with the default ceilings.
   *
   * @throws MorphException MANIFEST_INVALID, naming the key
   */
  public static ExtensionManifest read(byte[] json) {
    return read(json, Limits.defaults());
  }

  /**
   * Reads the content of the section.
   *
   * @param base the limits that hold where the manifest asks for none, and the ceilings
   * @throws MorphException MANIFEST_INVALID, naming the key
   */
  public static ExtensionManifest read(byte[] json, Limits base) {
    return new ManifestReader(ManifestText.json(json), base).read();
  }

  /**
   * Reads a file of its own: JSON if it begins with a brace, else YAML.
   *
   * @throws MorphException MANIFEST_INVALID, naming the key
   */
  public static ExtensionManifest readFile(String text) {
    return readFile(text, Limits.defaults());
  }

  /**
   * Reads a file of its own: JSON if it begins with a brace, else YAML.
   *
   * @param base the limits that hold where the manifest asks for none, and the ceilings
   * @throws MorphException MANIFEST_INVALID, naming the key
   */
  public static ExtensionManifest readFile(String text, Limits base) {
    return new ManifestReader(ManifestText.file(text), base).read();
  }

  /**
   * Refuses a version with which the extension does not say that it works.
   *
   * @param contract the version of the contract that is offered, as {@code "1.0.0"}
   * @throws MorphException VERSION_INCOMPATIBLE, naming both
   */
  public void requireVersion(String contract) {
    for (String key : REQUIRES) {
      if (document.get(key) instanceof JsonString(String range)
          && !VersionRange.parse(range).contains(contract)) {
        throw new MorphException(
            ErrorCode.VERSION_INCOMPATIBLE,
            id
                + " "
                + version
                + " needs a version "
                + ManifestReader.shown(range)
                + " ("
                + key
                + "); this Morph speaks "
                + contract,
            JsonObject.builder().put("required", range).put("found", contract).build());
      }
    }
  }

  /** How long instances live. */
  public enum Lifecycle {
    /** Each call sees the state right after instantiation. */
    FRESH,
    /** An instance is kept for the same user and session. */
    REUSE
  }
}
