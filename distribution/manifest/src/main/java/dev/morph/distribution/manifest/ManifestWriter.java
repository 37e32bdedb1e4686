package dev.morph.distribution.manifest;

import dev.morph.base.Digest;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the canonical form of a manifest. */
final class ManifestWriter {
  private final Map<String, JsonValue> members = new TreeMap<>();

  private ManifestWriter() {}

  static JsonObject write(ExtensionManifest manifest) {
    if (manifest.newer()) {
      // What its keys mean is not known here, so none is left out and none is written otherwise.
      return (JsonObject) sorted(manifest.document());
    }
    ManifestWriter writer = new ManifestWriter();
    writer.all(manifest);
    return (JsonObject) sorted(new JsonObject(writer.members));
  }

  private void all(ExtensionManifest manifest) {
    About about = manifest.about();
    text("name", manifest.id().toString());
    text("version", manifest.version());
    text("display_name", about.displayName());
    text("description", about.description());
    text("author", about.author());
    text("homepage", about.homepage());
    text("license", about.license());
    text("repository", about.repository());
    texts("categories", about.categories());
    texts("highlights", about.highlights());
    texts("contract", manifest.contracts());
    if (!manifest.permissions().permissions().isEmpty()) {
      members.put("permissions", manifest.permissions().toJson());
    }
    limits(manifest.limitsAsked());
    list("credentials", manifest.credentials().stream().map(ManifestWriter::credential).toList());
    manifest.requires().forEach(this::text);
    JsonObject oauth = manifest.oauth();
    if (oauth != null) {
      members.put("oauth", oauth);
    }
    texts("listens", manifest.listens());
    texts("opens", manifest.opens());
    list("actions", manifest.actions().stream().map(ManifestWriter::action).toList());
    if (manifest.lifecycle() == ExtensionManifest.Lifecycle.REUSE) {
      text("lifecycle", "reuse");
    }
    if (manifest.unusedImports()) {
      members.put("unused_imports", new JsonBoolean(true));
    }
    String instead = manifest.deprecated();
    if (instead != null) {
      members.put(
          "deprecated", instead.isEmpty() ? new JsonBoolean(true) : new JsonString(instead));
    }
    text("signature", manifest.signature());
    Digest digest = manifest.digest();
    text("digest", digest == null ? null : digest.toString());
  }

  /** Each limit under its first key whose unit shows it exactly. */
  private void limits(Map<Limit, Long> asked) {
    JsonObject.Builder out = JsonObject.builder();
    asked.forEach((limit, value) -> {
      for (Limit.Key key : limit.manifestKeys()) {
        if (value % key.factor() == 0) {
          out.put(key.word(), value / key.factor());
          return;
        }
      }
    });
    JsonObject limits = out.build();
    if (!limits.members().isEmpty()) {
      members.put("resource_limits", limits);
    }
  }

  private static JsonValue credential(Credential credential) {
    JsonObject.Builder out =
        JsonObject.builder()
            .put("secret", credential.secret())
            .put("host", credential.host().text())
            .put("header", credential.header());
    return credential.scheme().isEmpty()
        ? out.build()
        : out.put("scheme", credential.scheme()).build();
  }

  private static JsonValue action(ManifestAction action) {
    ManifestWriter out = new ManifestWriter();
    out.text("name", action.name());
    out.text("description", action.description());
    out.object("parameters", action.parameters());
    out.object("returns", action.returns());
    out.text("ai_access", action.aiAccess());
    out.text("side_effect", action.sideEffect());
    return new JsonObject(out.members);
  }

  private void text(String key, @Nullable String value) {
    if (value != null) {
      members.put(key, new JsonString(value));
    }
  }

  private void object(String key, @Nullable JsonObject value) {
    if (value != null) {
      members.put(key, value);
    }
  }

  private void texts(String key, List<String> values) {
    list(key, values.stream().<JsonValue>map(JsonString::new).toList());
  }

  private void list(String key, List<JsonValue> values) {
    if (!values.isEmpty()) {
      members.put(key, new JsonArray(values));
    }
  }

  /** Members of all objects sorted by UTF-16 units, as RFC 8785 sorts; depth is bounded by ours. */
  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new TreeMap<>();
        object.members().forEach((name, member) -> members.put(name, sorted(member)));
        yield new JsonObject(members);
      }
      case JsonArray array -> {
        List<JsonValue> items = new ArrayList<>();
        array.items().forEach(item -> items.add(sorted(item)));
        yield new JsonArray(items);
      }
      case JsonString text -> text;
      case JsonNumber number -> number;
      case JsonBoolean bool -> bool;
      case JsonNull nothing -> nothing;
    };
  }
}
