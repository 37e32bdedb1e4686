package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads permissions as they stand on the command line, and the entries of every scope. */
final class PermissionText {
  private static final int LONGEST_NAME = 1024;
  private static final List<String> KINDS = List.of("tasks", "conversations", "memory");

  private PermissionText() {}

  static Permission parse(String text) {
    int equals = text.indexOf('=');
    PermissionName name = name(equals < 0 ? text : text.substring(0, equals));
    if (equals < 0) {
      return Permission.of(name);
    }
    if (name.scopeKeys().isEmpty()) {
      throw new Refused(name.word() + " has no scope; write " + name.word() + " alone");
    }
    return scoped(name, split(text.substring(equals + 1)));
  }

  static PermissionName name(String word) {
    return PermissionName.of(word)
        .orElseThrow(() ->
            new Refused(
                "there is no permission "
                    + Shown.text(word)
                    + Nearest.hint(word, PermissionName.words())
                    + "; there are: "
                    + String.join(", ", PermissionName.words())));
  }

  private static Permission scoped(PermissionName name, List<String> entries) {
    if (name.web()) {
      List<HostRule> rules = new ArrayList<>();
      for (String entry : entries) {
        rules.add(HostRule.parse(entry));
      }
      return new Permission(name, new Scope.Web(rules));
    }
    List<Glob> names = new ArrayList<>();
    for (String entry : entries) {
      names.add(entry(name, entry));
    }
    return new Permission(name, new Scope.Names(names));
  }

  /** Splits at commas that no backslash stands before; an empty text has no entries. */
  private static List<String> split(String text) {
    List<String> entries = new ArrayList<>();
    if (text.isEmpty()) {
      return entries;
    }
    StringBuilder entry = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        entries.add(entry.toString());
        entry.setLength(0);
      } else if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        entry.append(next == ',' ? "," : "\\" + next);
      } else {
        entry.append(c);
      }
    }
    entries.add(entry.toString());
    return entries;
  }

  /** One key, topic, kind, path, action or session. */
  static Glob entry(PermissionName name, String raw) {
    if (raw.isEmpty() || raw.length() > LONGEST_NAME) {
      throw new Refused("an entry of " + name.word() + " has no or more than 1024 characters");
    }
    for (int i = 0; i < raw.length(); i++) {
      // What cannot be shown cannot be approved.
      int point = raw.codePointAt(i);
      if (Shown.hidden(point)) {
        throw new Refused(
            "an entry of "
                + name.word()
                + " holds a character that cannot be shown (U+"
                + Integer.toHexString(point).toUpperCase(Locale.ROOT)
                + ")");
      }
      i += point > 0xffff ? 1 : 0;
    }
    Glob glob = Glob.parse(raw);
    if (glob.equals(Glob.ANY)) {
      throw new Refused("'*' alone is not accepted; write " + name.word() + " without a scope");
    }
    if (name.data() && !(glob.plain() && KINDS.contains(glob.pieces().get(0)))) {
      throw new Refused(
          "there is no kind "
              + Shown.text(raw)
              + Nearest.hint(raw, KINDS)
              + "; there are: "
              + String.join(", ", KINDS));
    }
    if (name.files() && !FilePath.normal(String.join("*", glob.pieces()))) {
      throw new Refused(
          "the path "
              + Shown.text(raw)
              + " is not relative and plain; write it from the workspace's root, as notes/* or"
              + " notes/a.md");
    }
    return glob;
  }
}
