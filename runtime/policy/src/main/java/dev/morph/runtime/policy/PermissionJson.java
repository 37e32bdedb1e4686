package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads permissions as they stand in manifests. */
final class PermissionJson {
  private PermissionJson() {}

  static Permission read(JsonValue value, String at) {
    return switch (value) {
      case JsonString text -> Permission.of(name(text.value(), at));
      case JsonObject object -> object(object, at);
      default -> throw invalid(at, "a permission is a name or an object with \"name\"");
    };
  }

  private static PermissionName name(String word, String at) {
    if (word.indexOf('=') >= 0) {
      throw invalid(
          at,
          Shown.text(word)
              + " is the form of the command line; write an object, as {\"name\": \"http:read\","
              + " \"hosts\": [\"api.example.com\"]}");
    }
    try {
      return PermissionText.name(word);
    } catch (Refused e) {
      throw invalid(at, e.text());
    }
  }

  private static Permission object(JsonObject object, String at) {
    if (!(object.get("name") instanceof JsonString word)) {
      throw invalid(at, "the permission has no \"name\"");
    }
    PermissionName name = name(word.value(), child(at, "name"));
    List<String> known = new ArrayList<>(name.scopeKeys());
    known.add("name");
    for (String key : object.members().keySet()) {
      if (!known.contains(key)) {
        throw invalid(
            child(at, Shown.text(key)),
            name.word()
                + " has no such key"
                + Nearest.hint(key, known)
                + "; it has: "
                + String.join(", ", known));
      }
    }
    if (object.members().size() == 1) {
      return Permission.of(name);
    }
    return name.web() ? web(name, object, at) : names(name, object, at);
  }

  private static Permission names(PermissionName name, JsonObject object, String at) {
    String key = name.scopeKeys().get(0);
    List<String> texts = texts(object.get(key), child(at, key));
    List<Glob> globs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String entry = texts.get(i);
      globs.add(guarded(child(at, key) + "/" + i, () -> PermissionText.entry(name, entry)));
    }
    return guarded(at, () -> new Permission(name, new Scope.Names(globs)));
  }

  private static Permission web(PermissionName name, JsonObject object, String at) {
    List<HostRule> rules = new ArrayList<>();
    if (object.has("hosts")) {
      List<String> hosts = texts(object.get("hosts"), child(at, "hosts"));
      for (int i = 0; i < hosts.size(); i++) {
        String host = hosts.get(i);
        rules.add(guarded(child(at, "hosts") + "/" + i, () -> HostRule.parse(host)));
      }
    } else {
      rules.add(HostRule.ANY);
    }
    if (object.has("paths")) {
      rules = withPaths(rules, texts(object.get("paths"), child(at, "paths")), child(at, "paths"));
    }
    if (object.has("methods")) {
      rules =
          withMethods(
              rules, texts(object.get("methods"), child(at, "methods")), child(at, "methods"));
    }
    List<HostRule> all = rules;
    return guarded(at, () -> new Permission(name, new Scope.Web(all)));
  }

  private static List<HostRule> withPaths(List<HostRule> rules, List<String> paths, String at) {
    List<HostRule> out = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String text = paths.get(i);
      Glob path = guarded(at + "/" + i, () -> HostRule.path(text));
      for (HostRule rule : rules) {
        if (!rule.path().equals(Glob.ANY)) {
          throw invalid(at, "a host has a path already; say the paths in one place");
        }
        add(out, rule.withPath(path), at);
      }
    }
    return out;
  }

  private static List<HostRule> withMethods(List<HostRule> rules, List<String> methods, String at) {
    List<HostRule> out = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      String text = methods.get(i);
      String method = guarded(at + "/" + i, () -> HostRule.method(text));
      for (HostRule rule : rules) {
        if (!rule.method().isEmpty()) {
          throw invalid(at, "a host has a method already; say the methods in one place");
        }
        add(out, rule.withMethod(method), at);
      }
    }
    return out;
  }

  private static void add(List<HostRule> rules, HostRule rule, String at) {
    if (rules.size() == Scope.Web.MOST) {
      throw invalid(at, "hosts, methods and paths together make more than 1000 entries");
    }
    rules.add(rule);
  }

  private static List<String> texts(@Nullable JsonValue value, String at) {
    if (!(value instanceof JsonArray array)) {
      throw invalid(at, "a list of strings is expected, as [\"a\", \"b\"]");
    }
    if (array.items().size() > Scope.Web.MOST) {
      throw invalid(at, "the list has more than 1000 entries");
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonString text)) {
        throw invalid(at + "/" + texts.size(), "a string is expected");
      }
      texts.add(text.value());
    }
    return texts;
  }

  private static <T> T guarded(String at, Reading<T> reading) {
    try {
      return reading.read();
    } catch (Refused e) {
      throw invalid(at, e.text());
    }
  }

  /** The JSON pointer (RFC 6901) of a member. */
  static String child(String at, String key) {
    return at + "/" + key.replace("~", "~0").replace("/", "~1");
  }

  static MorphException invalid(String at, String fault) {
    return new MorphException(
        ErrorCode.MANIFEST_INVALID,
        at + ": " + fault,
        JsonObject.builder().put("path", at).put("fault", fault).build());
  }

  private interface Reading<T> {
    T read();
  }
}
