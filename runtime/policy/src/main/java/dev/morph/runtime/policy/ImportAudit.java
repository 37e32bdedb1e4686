package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a binary imports, held against what its manifest asks for. Immutable.
 *
 * @param undeclared imports of which no permission is asked for: each call of them is denied
 * @param unneeded permissions that are asked for and that no import needs, in the order of the
 *     table; those that no import ever needs ({@code event:listen}, {@code extension:call}, {@code
 *     session:send}) never stand here
 */
public record ImportAudit(List<Import> undeclared, List<PermissionName> unneeded) {
  public ImportAudit {
    undeclared = List.copyOf(undeclared);
    unneeded = List.copyOf(unneeded);
  }

  /**
   * A function that a binary imports.
   *
   * @param module as {@code "morph"}, {@code "morphee:extensions/http@1.0.0"}
   * @param name as {@code "vault_get_secret"}, {@code "get-secret"}
   */
  public record Import(String module, String name) {
    /** The permissions of which one would be enough. */
    public List<PermissionName> permissions() {
      return ImportPermissions.of(module, name);
    }

    /** For people, as {@code "vault_get_secret of morph (vault:read)"}. */
    public String words() {
      List<String> words = permissions().stream().map(PermissionName::word).toList();
      String behind = words.isEmpty() ? "" : " (" + String.join(" or ", words) + ")";
      return Shown.text(name) + " of " + Shown.text(module) + behind;
    }
  }

  /**
   * Holds one against the other.
   *
   * @param imports all that the binary imports; those that need no permission are passed over
   * @param declared what the manifest asks for
   * @param program true if the binary is a program: its commands reach capabilities without an
   *     import, so nothing that it asks for counts as not needed
   */
  public static ImportAudit of(
      Collection<Import> imports, PermissionSet declared, boolean program) {
    Rights rights = new Rights(declared);
    List<Import> undeclared = new ArrayList<>();
    Set<PermissionName> needed =
        EnumSet.of(
            PermissionName.EVENT_LISTEN,
            PermissionName.EXTENSION_CALL,
            PermissionName.SESSION_SEND);
    for (Import one : imports) {
      ImportPermissions.Need need = ImportPermissions.need(one.module(), one.name());
      needed.addAll(need.permissions());
      if (!need.coveredBy(rights, declared)) {
        undeclared.add(one);
      }
    }
    List<PermissionName> unneeded = new ArrayList<>();
    for (PermissionName name : PermissionName.values()) {
      if (!program && declared.has(name) && !needed.contains(name)) {
        unneeded.add(name);
      }
    }
    return new ImportAudit(undeclared, unneeded);
  }

  /** True if there is nothing to show. */
  public boolean clean() {
    return undeclared.isEmpty() && unneeded.isEmpty();
  }

  /** One line for people for each finding. */
  public List<String> words() {
    List<String> lines = new ArrayList<>();
    undeclared.forEach(one -> lines.add("imports, but does not ask for: " + one.words()));
    unneeded.forEach(name -> lines.add("asks for, but does not need: " + name.word()));
    return lines;
  }
}
