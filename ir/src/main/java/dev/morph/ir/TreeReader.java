package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads document trees of v4, the older layout too. Never throws for what the files hold: all that
 * is wrong is in the report, at {@code file#pointer}. Holds one file at a time, and the names of
 * all.
 *
 * <p>Modules come in the order of the words of their names, since a tree has no order of them.
 */
public final class TreeReader {
  private final Diagnostics found;
  private final V4Definitions nodes;
  private final boolean forOlder;
  private final DistributionHandler out;
  private final TreeFiles files;
  private @Nullable FormatVersion version;

  private TreeReader(
      DocumentTree tree, ReadLimits limits, DistributionHandler out, boolean forOlder) {
    this.out = out;
    this.forOlder = forOlder;
    this.found = new Diagnostics(limits.maxDiagnostics());
    this.nodes = new V4Definitions(found, limits, forOlder);
    this.files = new TreeFiles(tree, limits, found, nodes);
  }

  /**
   * Reads a tree.
   *
   * @param out gets what has no fault; its exceptions and the tree's go to the caller
   */
  public static ReadReport read(DocumentTree tree, ReadLimits limits, DistributionHandler out) {
    return read(tree, limits, out, false);
  }

  /**
   * Reads a tree that shall be written as v1 to v3, as {@link IrReader#readForOlder} does.
   *
   * @param out gets what has no other fault
   */
  public static ReadReport readForOlder(
      DocumentTree tree, ReadLimits limits, DistributionHandler out) {
    return read(tree, limits, out, true);
  }

  private static ReadReport read(
      DocumentTree tree, ReadLimits limits, DistributionHandler out, boolean forOlder) {
    var reader = new TreeReader(tree, limits, out, forOlder);
    reader.distribution();
    Diagnostics found = reader.found;
    return new ReadReport(
        Optional.ofNullable(reader.version), found.list(), found.errors(), found.counts());
  }

  private void distribution() {
    String name = files.has(TreeLayout.MANIFEST) ? TreeLayout.MANIFEST : "format";
    if (!files.has(name)) {
      found.add(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "",
          "there is no manifest.json, which a document tree begins with");
      return;
    }
    JsonObject manifest = files.object(name);
    if (manifest == null) {
      return;
    }
    version = files.version(manifest);
    Path packageName = nodes.member(manifest, "package", nodes::path);
    Distribution.Kind kind = nodes.member(manifest, "distribution", this::kind);
    if (version == null || packageName == null || kind == null) {
      return;
    }
    if (forOlder && kind != Distribution.Kind.LIBRARY) {
      nodes.unsupported("a distribution that is no library");
    }
    Map<Name, EntryPoint> entryPoints = entryPoints(manifest);
    List<Path> dependencies = dependencies(manifest);
    out.begin(kind, packageName);
    for (Path dependency : dependencies) {
      out.beginDependency(dependency);
      modules(dependencyFolder(dependency), kind == Distribution.Kind.APPLICATION);
      out.endDependency();
    }
    out.beginPackage();
    modules(TreeLayout.packageRoot(packageName), kind != Distribution.Kind.SPECS);
    entryPoints.forEach(out::entryPoint);
    out.end();
  }

  private Distribution.@Nullable Kind kind(JsonValue json) {
    Distribution.Kind kind = json instanceof JsonString word ? V4Reader.kindOf(word.value()) : null;
    return kind != null
        ? kind
        : nodes.fault(
            DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
            NodeDecoder.expected("\"Library\", \"Specs\" or \"Application\"", json));
  }

  private Map<Name, EntryPoint> entryPoints(JsonObject manifest) {
    JsonValue json = manifest.get("entryPoints");
    if (json == null) {
      return Map.of();
    }
    nodes.at.enter("entryPoints");
    Map<Name, EntryPoint> all = new LinkedHashMap<>();
    var read = nodes.named(json, "the entry points", nodes::entryPoint, Map::entry);
    if (read != null) {
      read.forEach(one -> all.put(one.getKey(), one.getValue()));
    }
    nodes.at.leave();
    return all;
  }

  /** As the manifest lists them; older manifests do not, then as the folders are called. */
  private List<Path> dependencies(JsonObject manifest) {
    JsonValue json = manifest.get("dependencies");
    if (json instanceof JsonObject object) {
      List<JsonValue> names = new ArrayList<>();
      object.members().keySet().forEach(one -> names.add(new JsonString(one)));
      json = new JsonArray(names);
    }
    if (json != null) {
      nodes.at.enter("dependencies");
      List<Path> listed = nodes.list(json, "an array of packages", nodes::path);
      nodes.at.leave();
      return listed == null ? List.of() : listed;
    }
    Set<String> folders = new TreeSet<>();
    for (String path : files.paths()) {
      int at = path.indexOf("/@");
      if (path.startsWith("deps/") && at > 0) {
        folders.add(path.substring("deps/".length(), at));
      }
    }
    List<Path> discovered = new ArrayList<>();
    for (String folder : folders) {
      Path path = TreeLayout.pathOfFolders(folder);
      if (path != null) {
        discovered.add(path);
      }
    }
    discovered.sort(TreeLayout::compare);
    return discovered;
  }

  /** The folder of a dependency, whose last part may name a version. */
  private String dependencyFolder(Path dependency) {
    String folder = TreeLayout.dependencyRoot(dependency);
    if (files.has(folder)) {
      return folder;
    }
    String found = folder;
    for (String path : files.paths()) {
      if (path.startsWith(folder)) {
        int end = path.indexOf('/', folder.length());
        String versioned = end < 0 ? folder : path.substring(0, end);
        found = versioned.compareTo(found) > 0 ? versioned : found;
      }
    }
    return found;
  }

  private void modules(String root, boolean definitions) {
    List<Path> paths = new ArrayList<>();
    Map<Path, String> folders = new HashMap<>();
    String ending = "/" + TreeLayout.MODULE;
    for (String file : files.paths()) {
      if (file.startsWith(root + "/") && file.endsWith(ending)) {
        String folder = file.substring(0, file.length() - ending.length());
        Path path =
            folder.length() <= root.length()
                ? null
                : TreeLayout.pathOfFolders(folder.substring(root.length() + 1));
        if (path == null) {
          found.add(DiagnosticCode.INVALID_NAME, file, "its folder is that of no module");
        } else {
          paths.add(path);
          folders.put(path, folder);
        }
      }
    }
    paths.sort(TreeLayout::compare);
    for (Path path : paths) {
      new TreeModule(files, nodes, out, folders.getOrDefault(path, root), definitions).read(path);
    }
  }
}
