package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Permissions in the words of people who do not program. What a name lets an extension do stands in
 * {@link PermissionName}; here is what follows it. Nothing of a scope is left out: what was not
 * shown was not approved.
 */
final class PermissionWords {
  private PermissionWords() {}

  static String of(Permission permission) {
    PermissionName name = permission.name();
    List<String> parts =
        switch (permission.scope()) {
          case Scope.Whole whole -> List.of();
          case Scope.Web web -> websites(web.rules());
          case Scope.Names names -> names.names().stream().map(glob -> entry(name, glob)).toList();
        };
    if (permission.empty()) {
      return "Nothing (" + name.word() + " with an empty list)";
    }
    return parts.isEmpty()
        ? name.wholeWords()
        : name.narrowedWords() + " " + list(parts.stream().distinct().toList());
  }

  private static String entry(PermissionName name, Glob glob) {
    if (name.data()) {
      return glob.text().equals("memory") ? "memories" : glob.text();
    }
    List<String> pieces = glob.pieces();
    boolean below = pieces.size() == 2 && pieces.get(1).isEmpty() && pieces.get(0).endsWith("/");
    String folder = below ? pieces.get(0).substring(0, pieces.get(0).length() - 1) : "";
    if (name == PermissionName.EXTENSION_CALL) {
      int slash = glob.plain() ? pieces.get(0).indexOf('/') : -1;
      return below
          ? "every action of " + quoted(folder)
          : slash > 0
              ? quoted(pieces.get(0).substring(slash + 1))
                  + " of "
                  + quoted(pieces.get(0).substring(0, slash))
              : pattern(glob, "actions");
    }
    return name.files() && below ? "all in the folder " + quoted(folder) : pattern(glob, "all");
  }

  /** As {@code "all that begin with api_"}; a plain name as it stands. */
  private static String pattern(Glob glob, String all) {
    List<String> pieces = glob.pieces();
    if (glob.plain()) {
      return quoted(pieces.get(0));
    }
    String first = pieces.get(0);
    String last = pieces.get(pieces.size() - 1);
    List<String> parts = new ArrayList<>();
    if (!first.isEmpty()) {
      parts.add("begin with " + quoted(first));
    }
    for (String middle : pieces.subList(1, pieces.size() - 1)) {
      parts.add("contain " + quoted(middle));
    }
    if (!last.isEmpty()) {
      parts.add("end with " + quoted(last));
    }
    return all + " that " + list(parts);
  }

  /** The rules, those of one website together. */
  private static List<String> websites(List<HostRule> rules) {
    Map<HostRule, Map<Glob, List<String>>> methods = new LinkedHashMap<>();
    for (HostRule rule : rules) {
      methods
          .computeIfAbsent(rule.website(), key -> new LinkedHashMap<>())
          .computeIfAbsent(rule.path(), key -> new ArrayList<>())
          .add(rule.method());
    }
    List<String> words = new ArrayList<>();
    for (Map.Entry<HostRule, Map<Glob, List<String>>> website : methods.entrySet()) {
      Map<List<String>, List<Glob>> paths = new LinkedHashMap<>();
      website
          .getValue()
          .forEach((path, of) -> paths.computeIfAbsent(of, key -> new ArrayList<>()).add(path));
      paths.forEach((of, below) -> words.add(website(website.getKey(), of, below)));
    }
    return words;
  }

  private static String website(HostRule site, List<String> methods, List<Glob> paths) {
    List<String> notes = new ArrayList<>();
    if (site.port() != 0 && site.port() != HostName.defaultPort(site.scheme())) {
      notes.add("port " + site.port());
    }
    if (!methods.contains("")) {
      notes.add("only " + list(methods.stream().distinct().toList()) + " requests");
    }
    if (!paths.contains(Glob.ANY)) {
      notes.add("only " + list(paths.stream().map(PermissionWords::path).distinct().toList()));
    }
    if (site.scheme().equals("http")) {
      notes.add("unencrypted");
    }
    String where =
        site.host().isEmpty()
            ? "any website"
            : (site.below() ? "every website that ends in ." : "") + site.host();
    return notes.isEmpty() ? where : where + " (" + String.join("; ", notes) + ")";
  }

  private static String path(Glob path) {
    List<String> pieces = path.pieces();
    boolean below = pieces.size() == 2 && pieces.get(1).isEmpty() && pieces.get(0).endsWith("/");
    return below ? "below " + pieces.get(0) : pattern(path, "pages");
  }

  /** In quotes where it could be taken for words of ours. */
  private static String quoted(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c > 0x20 && ",;:()\"".indexOf(c) < 0;
    }
    return plain ? text : '"' + text.replace('"', '\'') + '"';
  }

  /** As {@code "a, b and c"}. */
  private static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
