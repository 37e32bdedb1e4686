package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that list what a document tree has, and writes them in the canonical spelling.
 */
final class TreeFileCodec {
  private TreeFileCodec() {}

  static NodeCodec.@Nullable Decoded manifest(JsonValue json, Diagnostics found) {
    var nodes = new V4Definitions(found, ReadLimits.DEFAULT, false);
    JsonObject file = nodes.object(json, "a manifest");
    if (file == null) {
      return null;
    }
    nodes.onlyMembersBesideMeta(
        file,
        "formatVersion",
        "distribution",
        "package",
        "pathBudget",
        "dependencies",
        "entryPoints");
    FormatVersion version = nodes.member(file, "formatVersion", nodes::formatVersion);
    Distribution.Kind kind =
        nodes.member(
            file,
            "distribution",
            one -> {
              Distribution.Kind read =
                  one instanceof JsonString word ? V4Reader.kindOf(word.value()) : null;
              return read != null
                  ? read
                  : nodes.fault(
                      DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
                      NodeDecoder.expected("a kind of distribution", one));
            });
    Path name = nodes.member(file, "package", nodes::path);
    JsonNumber budget =
        nodes.member(
            file,
            "pathBudget",
            one ->
                one instanceof JsonNumber number && NodeDecoder.isWhole(number)
                    ? number
                    : nodes.fault(
                        DiagnosticCode.INVALID_SHAPE,
                        NodeDecoder.expected("a whole number of characters", one)));
    if (version == null || kind == null || name == null || budget == null) {
      return null;
    }
    var canonical =
        JsonObject.builder()
            .put("formatVersion", version.toJson())
            .put("distribution", V4Writer.word(kind))
            .put("package", name.toString())
            .put("pathBudget", budget);
    for (String member : List.of("dependencies", "entryPoints")) {
      JsonValue listed = file.get(member);
      if (listed != null) {
        canonical.put(member, listed);
      }
    }
    return new NodeCodec.Decoded("DistributionManifestFile", canonical.build(), List.of());
  }

  static NodeCodec.@Nullable Decoded module(JsonValue json, Diagnostics found) {
    var nodes = new V4Definitions(found, ReadLimits.DEFAULT, false);
    JsonObject file = nodes.object(json, "the file of a module");
    if (file == null) {
      return null;
    }
    nodes.onlyMembersBesideMeta(file, TreeModule.MEMBERS);
    FormatVersion version = nodes.member(file, "formatVersion", nodes::formatVersion);
    Path path = nodes.member(file, file.has("path") ? "path" : "module", nodes::path);
    boolean accessed = file.has("access");
    Access access = accessed ? nodes.member(file, "access", nodes::access) : Access.PUBLIC;
    boolean documented = file.has("doc");
    String doc = documented ? nodes.member(file, "doc", nodes::lines) : "";
    JsonValue types = nodes.member(file, "types", one -> names(nodes, one));
    JsonValue values = nodes.member(file, "values", one -> names(nodes, one));
    if (version == null
        || path == null
        || access == null
        || doc == null
        || types == null
        || values == null) {
      return null;
    }
    var canonical =
        JsonObject.builder().put("formatVersion", version.toJson()).put("path", path.toString());
    if (access == Access.PRIVATE) {
      canonical.put("access", V4DefinitionWriter.word(access));
    }
    if (documented) {
      canonical.put("doc", doc);
    }
    canonical.put("types", types).put("values", values);
    JsonValue fileNames = file.get("fileNames");
    if (fileNames != null) {
      canonical.put("fileNames", fileNames);
    }
    return new NodeCodec.Decoded("ModuleManifestFile", canonical.build(), List.of());
  }

  private static @Nullable JsonValue names(V4Definitions nodes, JsonValue json) {
    List<Name> names = nodes.list(json, "an array of names", nodes::name);
    if (names == null) {
      return null;
    }
    List<JsonValue> texts = new ArrayList<>(names.size());
    names.forEach(name -> texts.add(new JsonString(name.text())));
    return new JsonArray(texts);
  }
}
