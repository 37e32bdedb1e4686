package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one module of a document tree. Not safe for several threads. */
final class TreeModule {
  static final String[] MEMBERS = {
    "formatVersion", "path", "module", "access", "doc", "types", "values", "fileNames"
  };

  /** Makes and hands on what one entry holds. */
  private interface Reader {
    void read(Name name, JsonValue json, @Nullable String doc);
  }

  /**
   * A definition that a module has.
   *
   * @param inline the definition, if it stands in the module's own file
   */
  private record Entry(Name name, @Nullable JsonValue inline) {}

  private final TreeFiles files;
  private final V4Definitions nodes;
  private final DistributionHandler out;
  private final String folder;
  private final boolean definitions;
  private final Map<Name, String> stems = new HashMap<>();

  TreeModule(
      TreeFiles files,
      V4Definitions nodes,
      DistributionHandler out,
      String folder,
      boolean definitions) {
    this.files = files;
    this.nodes = nodes;
    this.out = out;
    this.folder = folder;
    this.definitions = definitions;
  }

  /**
   * @param path the module that the folder is called after
   */
  void read(Path path) {
    String file = folder + "/" + TreeLayout.MODULE;
    JsonObject module = files.object(file);
    if (module == null || files.version(module) == null) {
      return;
    }
    nodes.onlyMembersBesideMeta(module, MEMBERS);
    Path said = nodes.member(module, module.has("path") ? "path" : "module", nodes::path);
    boolean accessed = module.has("access");
    Access access = accessed ? nodes.member(module, "access", nodes::access) : Access.PUBLIC;
    String doc = doc(module);
    if (said == null || access == null || (doc == null && module.has("doc"))) {
      return;
    }
    if (!said.equals(path)) {
      nodes.fault(
          DiagnosticCode.INVALID_NAME, "the module " + said + " stands in the folder of " + path);
      return;
    }
    fileNames(module);
    // Both lists are read before their files, since a decoder stands in one file at a time.
    List<Entry> types = entries(module, "types", TreeLayout.TYPE);
    List<Entry> values = entries(module, "values", TreeLayout.VALUE);
    out.beginModule(path, definitions ? access : null, null);
    hand(types, "types", TreeLayout.TYPE, this::type);
    hand(values, "values", TreeLayout.VALUE, this::value);
    out.endModule(doc == null ? ModuleDoc.NONE : new ModuleDoc(doc));
  }

  /** Older files have documentation as an array of lines. */
  private @Nullable String doc(JsonObject object) {
    return object.has("doc") ? nodes.member(object, "doc", nodes::lines) : null;
  }

  private void fileNames(JsonObject module) {
    if (!module.has("fileNames")) {
      return;
    }
    var read =
        nodes.member(
            module,
            "fileNames",
            json -> nodes.named(json, "the stems of files", this::stem, Map::entry));
    if (read != null) {
      for (Map.Entry<Name, String> one : read) {
        stems.put(one.getKey(), one.getValue());
      }
    }
  }

  private @Nullable String stem(JsonValue json) {
    return json instanceof JsonString text && TreeLayout.isStem(text.value())
        ? text.value()
        : nodes.fault(
            DiagnosticCode.INVALID_NAME,
            NodeDecoder.expected("the stem of a file, of a-z, 0-9, - and _", json));
  }

  private List<Entry> entries(JsonObject module, String member, String suffix) {
    JsonValue json = module.get(member);
    List<Entry> entries = new ArrayList<>();
    if (json == null) {
      found(suffix, entries);
    } else if (json instanceof JsonArray) {
      List<Name> names =
          nodes.member(module, member, one -> nodes.list(one, "an array of names", nodes::name));
      if (names != null) {
        names.forEach(name -> entries.add(new Entry(name, null)));
      }
    } else {
      List<Entry> inline =
          nodes.member(
              module, member, one -> nodes.named(one, "definitions", value -> value, Entry::new));
      if (inline != null) {
        entries.addAll(inline);
      }
    }
    Set<Name> seen = new HashSet<>();
    entries.removeIf(entry -> {
      boolean again = !seen.add(entry.name());
      if (again) {
        nodes.fault(
            DiagnosticCode.DUPLICATE_NAME, member + " has " + entry.name() + " a second time");
      }
      return again;
    });
    return entries;
  }

  /** The definitions of a module that lists none, by the names of their files. */
  private void found(String suffix, List<Entry> entries) {
    Set<String> names = new TreeSet<>();
    for (String path : files.paths()) {
      if (path.startsWith(folder + "/")
          && path.endsWith(suffix)
          && path.indexOf('/', folder.length() + 1) < 0) {
        names.add(path.substring(folder.length() + 1, path.length() - suffix.length()));
      }
    }
    for (String stem : names) {
      Name name = TreeLayout.nameOfStem(stem);
      if (name != null) {
        entries.add(new Entry(name, null));
      }
    }
  }

  private void hand(List<Entry> entries, String member, String suffix, Reader reader) {
    for (Entry entry : entries) {
      JsonValue inline = entry.inline();
      if (inline == null) {
        file(entry.name(), member, suffix, reader);
      } else {
        nodes.at.startAt(files.shown(folder + "/" + TreeLayout.MODULE) + "#/" + member);
        nodes.at.enter(entry.name().text());
        reader.read(entry.name(), inline, null);
      }
    }
  }

  private void file(Name name, String member, String suffix, Reader reader) {
    String stem = stems.getOrDefault(name, name.fileStem());
    String path = folder + "/" + stem + suffix;
    // The older layout had a folder for each kind.
    String older = folder + "/" + member + "/" + stem;
    if (!files.has(path)) {
      path = files.has(older + suffix) ? older + suffix : older;
    }
    if (!files.has(path)) {
      nodes.at.startAt(files.shown(folder + "/" + TreeLayout.MODULE) + "#/" + member);
      nodes.fault(
          DiagnosticCode.MISSING_MEMBER, "there is no file " + stem + suffix + " of " + name);
      return;
    }
    JsonObject node = files.object(path);
    if (node == null || files.version(node) == null) {
      return;
    }
    String body = definitions ? "def" : "spec";
    nodes.onlyMembersBesideMeta(node, "formatVersion", "name", "doc", body);
    Name said = nodes.member(node, "name", nodes::name);
    String doc = doc(node);
    if (said == null || (doc == null && node.has("doc"))) {
      return;
    }
    if (!said.equals(name)) {
      nodes.fault(DiagnosticCode.INVALID_NAME, "the file of " + name + " holds " + said);
      return;
    }
    nodes.member(
        node,
        body,
        json -> {
          reader.read(name, json, doc);
          return name;
        });
  }

  private void type(Name name, JsonValue json, @Nullable String doc) {
    if (definitions) {
      var one = nodes.openTypeDefinition(json);
      if (one != null) {
        out.typeDefinition(
            name, new AccessControlled<>(one.access(), documented(one.value(), doc)));
      }
    } else {
      var one = nodes.documentedTypeSpecification(json);
      if (one != null) {
        out.typeSpecification(name, documented(one, doc));
      }
    }
  }

  private void value(Name name, JsonValue json, @Nullable String doc) {
    if (definitions) {
      var one = nodes.openValueDefinition(json);
      if (one != null) {
        out.valueDefinition(
            name, new AccessControlled<>(one.access(), documented(one.value(), doc)));
      }
    } else {
      var one = nodes.documentedValueSpecification(json);
      if (one != null) {
        out.valueSpecification(name, documented(one, doc));
      }
    }
  }

  /** Older files have the documentation beside the definition. */
  private static <T> Documented<T> documented(Documented<T> one, @Nullable String doc) {
    return one.doc() == null && doc != null ? new Documented<>(doc, one.value()) : one;
  }
}
