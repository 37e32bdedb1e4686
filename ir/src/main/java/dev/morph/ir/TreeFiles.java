package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of a document tree by their paths without endings. Not safe for several threads. */
final class TreeFiles {
  private final DocumentTree tree;
  private final ReadLimits limits;
  private final Diagnostics found;
  private final V4Definitions nodes;
  private final Map<String, String> paths = new HashMap<>();

  /**
   * @param nodes whose trail begins in the file that was read last
   */
  TreeFiles(DocumentTree tree, ReadLimits limits, Diagnostics found, V4Definitions nodes) {
    this.tree = tree;
    this.limits = limits;
    this.found = found;
    this.nodes = nodes;
    for (String path : tree.paths()) {
      paths.put(TreeLayout.logical(path), path);
    }
  }

  boolean has(String path) {
    return paths.containsKey(path);
  }

  Set<String> paths() {
    return paths.keySet();
  }

  /** What diagnostics call a file. */
  String shown(String path) {
    return Objects.requireNonNullElse(paths.get(path), path + TreeLayout.EXTENSION);
  }

  /** The object of a file that is there; null after a diagnostic. */
  @Nullable JsonObject object(String path) {
    String file = Objects.requireNonNull(paths.get(path));
    nodes.at.startAt(file + "#");
    byte[] utf8 = tree.read(file);
    if (utf8.length > limits.maxBytes()) {
      return nodes.fault(
          DiagnosticCode.SIZE_LIMIT,
          "the file has " + utf8.length + " bytes; the limit is " + limits.maxBytes());
    }
    try {
      JsonValue json = Json.parse(utf8, limits.jsonDepth());
      return nodes.object(json, "a file of a document tree");
    } catch (JsonException e) {
      found.add(IrReader.codeOf(e), file, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The version that a file says; null after a diagnostic if it is not read here. */
  @Nullable FormatVersion version(JsonObject file) {
    FormatVersion said = nodes.member(file, "formatVersion", nodes::formatVersion);
    if (said != null && (said.major() != 4 || said.minor() != 0)) {
      return nodes.fault(
          said.major() == 4
              ? DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MINOR
              : DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MAJOR,
          "formatVersion is " + said + "; document trees are read of version 4");
    }
    return said;
  }
}
