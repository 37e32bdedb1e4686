package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A named right and what narrows it. Immutable.
 *
 * @param scope {@link Scope.Web} for {@code http:*}, {@link Scope.Names} for others that have a
 *     scope, or {@link Scope.Whole}
 */
public record Permission(PermissionName name, Scope scope) {
  public Permission {
    boolean fits =
        switch (scope) {
          case Scope.Whole whole -> true;
          case Scope.Web web -> name.web();
          case Scope.Names names -> !name.web() && !name.scopeKeys().isEmpty();
        };
    if (!fits) {
      throw new Refused(name.word() + " cannot be narrowed so");
    }
    if (scope instanceof Scope.Web web) {
      boolean whole = web.rules().contains(HostRule.ANY);
      for (HostRule rule : web.rules()) {
        if (name == PermissionName.HTTP_READ && !rule.method().isEmpty() && !reads(rule.method())) {
          throw new Refused("http:read has GET and HEAD only; ask for http:write");
        }
        whole &= HostRule.ANY.contains(rule);
      }
      if (whole) {
        scope = Scope.WHOLE;
      }
    }
  }

  /** The whole permission. */
  public static Permission of(PermissionName name) {
    return new Permission(name, Scope.WHOLE);
  }

  /**
   * Reads the form of the command line, {@code NAME} or {@code NAME=ENTRY,ENTRY}.
   *
   * @throws MorphException USAGE_INVALID
   */
  public static Permission parse(String text) {
    try {
      return PermissionText.parse(text);
    } catch (Refused e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "permission " + Shown.text(text) + ": " + e.text());
    }
  }

  /**
   * Reads the form of manifests: a name, or an object with a name and lists that narrow it.
   *
   * @param at the JSON pointer that messages begin with, as {@code "/permissions/0"}; details hold
   *     it as {@code path}, and the rest of the message as {@code fault}
   * @throws MorphException MANIFEST_INVALID
   */
  public static Permission fromJson(JsonValue value, String at) {
    return PermissionJson.read(value, at);
  }

  /** The form of manifests: a string for the whole permission, else an object. */
  public JsonValue toJson() {
    List<JsonValue> items = new ArrayList<>();
    for (String entry : entries()) {
      items.add(new JsonString(entry));
    }
    if (scope instanceof Scope.Whole) {
      return new JsonString(name.word());
    }
    return JsonObject.builder()
        .put("name", name.word())
        .put(name.scopeKeys().get(0), new JsonArray(items))
        .build();
  }

  /** The form of the command line; {@link #parse} reads it back. */
  public String text() {
    if (scope instanceof Scope.Whole) {
      return name.word();
    }
    StringBuilder out = new StringBuilder(name.word()).append('=');
    String comma = "";
    for (String entry : entries()) {
      out.append(comma).append(entry.replace(",", "\\,"));
      comma = ",";
    }
    return out.toString();
  }

  /**
   * What it lets an extension do, in one line for people who do not program, as {@code "Read from
   * api.github.com"}.
   */
  public String words() {
    return PermissionWords.of(this);
  }

  /** True if it allows nothing: its scope is an empty list. */
  boolean empty() {
    return !(scope instanceof Scope.Whole) && entries().isEmpty();
  }

  /** The same right, a permission for each entry of the scope. */
  List<Permission> single() {
    return switch (scope) {
      case Scope.Whole whole -> List.of(this);
      case Scope.Web web ->
          web.rules().stream()
              .map(rule -> new Permission(name, new Scope.Web(List.of(rule))))
              .toList();
      case Scope.Names names ->
          names.names().stream()
              .map(glob -> new Permission(name, new Scope.Names(List.of(glob))))
              .toList();
    };
  }

  /** The scope, entry by entry, as the command line has them. */
  List<String> entries() {
    List<String> entries = new ArrayList<>();
    switch (scope) {
      case Scope.Whole whole -> {}
      case Scope.Web web -> {
        for (HostRule rule : web.rules()) {
          entries.add(rule.text());
        }
      }
      case Scope.Names names -> {
        for (Glob glob : names.names()) {
          entries.add(glob.text());
        }
      }
    }
    return entries;
  }

  /** The requests that it covers: each rule with all that it says. */
  List<HostRule> webRules() {
    List<HostRule> rules =
        switch (scope) {
          case Scope.Whole whole -> name.web() ? List.of(HostRule.ANY) : List.of();
          case Scope.Web web -> web.rules();
          case Scope.Names names -> List.of();
        };
    if (name != PermissionName.HTTP_READ) {
      return rules;
    }
    List<HostRule> reading = new ArrayList<>();
    for (HostRule rule : rules) {
      if (rule.method().isEmpty()) {
        reading.add(rule.withMethod("GET"));
        reading.add(rule.withMethod("HEAD"));
      } else {
        reading.add(rule);
      }
    }
    return reading;
  }

  /** The names that it covers; a folder with all in it covers the folder itself. */
  List<Glob> nameRules() {
    return switch (scope) {
      case Scope.Whole whole -> name.web() ? List.of() : List.of(Glob.ANY);
      case Scope.Web web -> List.of();
      case Scope.Names names -> name.files() ? withFolders(names.names()) : names.names();
    };
  }

  private static List<Glob> withFolders(List<Glob> paths) {
    List<Glob> all = new ArrayList<>(paths);
    for (Glob path : paths) {
      List<String> pieces = path.pieces();
      int last = pieces.size() - 1;
      if (last > 0 && pieces.get(last).isEmpty() && pieces.get(last - 1).endsWith("/")) {
        List<String> folder = new ArrayList<>(pieces.subList(0, last));
        String tail = folder.get(last - 1);
        folder.set(last - 1, tail.substring(0, tail.length() - 1));
        all.add(new Glob(folder));
      }
    }
    return all;
  }

  static boolean reads(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }
}
