package dev.morph.distribution.manifest;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an extension says about itself (docs/reference/manifest.md): one model of both forms.
 * Immutable, safe to share; made by reading only, so one in hand has no fault.
 *
 * @param id the name under which it is published
 * @param version by Semantic Versioning 2.0.0
 * @param about how it is shown
 * @param contracts words of the contracts that it says it implements; empty if it does not say
 * @param permissions what it asks for
 * @param limitsAsked the limits that it asks for, in the limit's unit
 * @param limits those that hold where it asks for none, with what it asks for
 * @param credentials headers that the host adds
 * @param requires ranges of versions of the contract with which it works, by their key
 * @param oauth how it signs in, as it stands; null if it does not
 * @param listens topics whose events it receives
 * @param opens endings of files that it opens, as {@code ".csv"}
 * @param actions what it says of its actions; empty if it does not say
 * @param lifecycle how long its instances live
 * @param unusedImports true if it may import capabilities that it does not ask for
 * @param deprecated what to use in its place, empty if it does not say; null if it is not
 *     deprecated
 * @param signature of a detached manifest, as it stands, not checked here
 * @param digest of the binary that a detached manifest is for
 * @param newer true if a newer minor version of the schema was read, whose keys may be unknown here
 * @param document all of it as it stood in the file
 */
public record ExtensionManifest(
    ExtensionId id,
    String version,
    About about,
    List<String> contracts,
    PermissionSet permissions,
    Map<Limit, Long> limitsAsked,
    Limits limits,
    List<Credential> credentials,
    Map<String, String> requires,
    @Nullable JsonObject oauth,
    List<String> listens,
    List<String> opens,
    List<ManifestAction> actions,
    Lifecycle lifecycle,
    boolean unusedImports,
    @Nullable String deprecated,
    @Nullable String signature,
    @Nullable Digest digest,
    boolean newer,
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
    limitsAsked = Map.copyOf(limitsAsked);
    credentials = List.copyOf(credentials);
    requires = Map.copyOf(requires);
    listens = List.copyOf(listens);
    opens = List.copyOf(opens);
    actions = List.copyOf(actions);
  }

  /**
   * Reads the content of the section, with the default ceilings.
   *
   * @throws MorphException MANIFEST_INVALID, naming every fault
   */
  public static ExtensionManifest read(byte[] json) {
    return read(json, Limits.defaults());
  }

  /**
   * Reads the content of the section.
   *
   * @param base the limits that hold where the manifest asks for none, and the ceilings
   * @throws MorphException MANIFEST_INVALID, naming every fault
   */
  public static ExtensionManifest read(byte[] json, Limits base) {
    return check(json, base).require();
  }

  /**
   * Reads a file of its own: JSON if it begins with a brace, else YAML.
   *
   * @throws MorphException MANIFEST_INVALID, naming every fault
   */
  public static ExtensionManifest readFile(String text) {
    return readFile(text, Limits.defaults());
  }

  /**
   * Reads a file of its own: JSON if it begins with a brace, else YAML.
   *
   * @param base the limits that hold where the manifest asks for none, and the ceilings
   * @throws MorphException MANIFEST_INVALID, naming every fault
   */
  public static ExtensionManifest readFile(String text, Limits base) {
    return checkFile(text, base).require();
  }

  /** Reads the content of the section and answers all that is found; never throws. */
  public static ManifestReport check(byte[] json, Limits base) {
    return report(() -> ManifestText.json(json), base);
  }

  /** The same for a file of its own: JSON if it begins with a brace, else YAML. */
  public static ManifestReport checkFile(String text, Limits base) {
    return report(() -> ManifestText.file(text), base);
  }

  private static ManifestReport report(ManifestText.Source source, Limits base) {
    JsonObject document;
    try {
      document = source.read();
    } catch (ManifestText.Unreadable e) {
      return new ManifestReport(null, List.of(Finding.error("", e.fault(), "")));
    }
    return new ManifestReader(document, base).read();
  }

  /** The rights, budgets and credentials that an approval of it binds to. */
  public Terms terms() {
    return new Terms(permissions, limits, credentials);
  }

  /**
   * The canonical form, which is put into a binary: the flat form, keys sorted, what is not said
   * left out. A document of a newer minor version keeps its form and its unknown keys. {@link
   * #read} reads it back.
   */
  public JsonObject toJson() {
    return ManifestWriter.write(this);
  }

  /** {@link #toJson} as UTF-8 without white space. */
  public byte[] toBytes() {
    return Json.writeUtf8(toJson());
  }

  /**
   * Refuses a version with which the extension does not say that it works.
   *
   * @param contract the version of the contract that is offered, as {@code "1.0.0"}
   * @throws MorphException VERSION_INCOMPATIBLE, naming both
   */
  public void requireVersion(String contract) {
    for (String key : REQUIRES) {
      String range = requires.get(key);
      if (range != null && !VersionRange.parse(range).contains(contract)) {
        throw new MorphException(
            ErrorCode.VERSION_INCOMPATIBLE,
            id
                + " "
                + version
                + " needs a version "
                + range
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
