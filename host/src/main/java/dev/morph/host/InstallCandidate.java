package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.distribution.manifest.Finding;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.runtime.policy.ImportAudit;
import dev.morph.runtime.policy.PermissionDiff;
import dev.morph.runtime.policy.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was examined and may be installed: all that a person is shown before saying yes.
 * Nothing of it is kept yet. Immutable.
 *
 * @param id under which it would be installed
 * @param digest of the file
 * @param size of the file, in bytes
 * @param terms what it asks for, whatever limits the operator has set for those that ask for none;
 *     an approval binds to its digest
 * @param description what it says of itself; null if it has no actions
 * @param contracts words of the contracts that it implements
 * @param imports what it imports, held against what it asks for
 * @param warnings what is odd in its manifest
 * @param before the version that is active now; null if there is none
 * @param change from what is approved for that version to what this one asks for; null if nothing
 *     is approved
 * @param signed whether its signature was checked and its publisher is known
 */
public record InstallCandidate(
    ExtensionId id,
    Digest digest,
    long size,
    ExtensionManifest manifest,
    Terms terms,
    @Nullable IntegrationDescription description,
    List<String> contracts,
    ImportAudit imports,
    List<Finding> warnings,
    @Nullable String before,
    @Nullable PermissionDiff change,
    boolean signed,
    ExtensionBytes bytes) {
  public InstallCandidate {
    contracts = List.copyOf(contracts);
    warnings = List.copyOf(warnings);
  }

  /** The bytes of the file, for the manager that examined it. Not compared. */
  public static final class ExtensionBytes {
    private final byte[] content;

    ExtensionBytes(byte[] content) {
      this.content = content;
    }

    byte[] content() {
      return content;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ExtensionBytes;
    }

    @Override
    public int hashCode() {
      return 0;
    }

    @Override
    public String toString() {
      return content.length + " bytes";
    }
  }
}
