package dev.morph.distribution.manifest;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was found in one reading of a manifest. Immutable.
 *
 * @param manifest null exactly if one of the findings is an error
 * @param findings in the order of the document; at most 100, and one that says that there are more
 */
public record ManifestReport(@Nullable ExtensionManifest manifest, List<Finding> findings) {
  public ManifestReport {
    findings = List.copyOf(findings);
  }

  /** The findings for which the manifest is refused. */
  public List<Finding> errors() {
    return findings.stream().filter(one -> one.severity() == Finding.Severity.ERROR).toList();
  }

  /**
   * The manifest.
   *
   * @throws MorphException MANIFEST_INVALID, naming every error; {@code findings} in its details
   */
  public ExtensionManifest require() {
    if (manifest != null) {
      return manifest;
    }
    List<Finding> errors = errors();
    StringBuilder text = new StringBuilder();
    if (errors.size() == 1) {
      text.append(errors.getFirst().text());
    } else {
      text.append(errors.size()).append(" faults:");
      for (int i = 0; i < errors.size(); i++) {
        text.append(" (").append(i + 1).append(") ").append(errors.get(i).text());
      }
    }
    List<JsonValue> list = new ArrayList<>();
    errors.forEach(one -> list.add(one.toJson()));
    throw new MorphException(
        ErrorCode.MANIFEST_INVALID,
        text.toString(),
        JsonObject.builder().put("findings", new JsonArray(list)).build());
  }
}
