package dev.morph.ir;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a distribution as a document tree of v4: a file for each definition, one for each module,
 * and one of the whole, which is the last. Not safe for several threads.
 *
 * <p>Its methods throw {@link IllegalArgumentException} for a model whose nodes stand deeper within
 * one another than it was told.
 */
public final class TreeWriter implements DistributionWriter {
  /** The longest path of a file, in characters, if nobody says otherwise. */
  public static final int PATH_BUDGET = TreeLayout.PATH_BUDGET;

  private final TreeSink sink;
  private final V4Form form;
  private final int maxDepth;
  private final int pathBudget;
  private final Diagnostics found = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());

  private final List<String> dependencies = new ArrayList<>();
  private final Map<Name, EntryPoint> entryPoints = new LinkedHashMap<>();
  private final List<Name> types = new ArrayList<>();
  private final List<Name> values = new ArrayList<>();
  private final Map<String, String> fileNames = new LinkedHashMap<>();
  private final Set<String> files = new HashSet<>();
  private Distribution.Kind kind = Distribution.Kind.LIBRARY;
  private String packageName = "";
  private String root = "";
  private String base = "";
  private String folder = "";
  private String file = TreeLayout.MANIFEST + TreeLayout.EXTENSION;
  private String modulePath = "";
  private @Nullable Access access;
  private @Nullable ModuleDoc leading;
  private int droppedTypes;

  /**
   * A writer of a tree.
   *
   * @param expanded with the inferred types of values
   * @param maxDepth as in {@link ReadLimits#maxDepth}
   * @param pathBudget how long the path of a file may be, in characters; 64 or more
   */
  public TreeWriter(TreeSink sink, boolean expanded, int maxDepth, int pathBudget) {
    if (pathBudget < TreeLayout.LEAST_BUDGET) {
      throw new IllegalArgumentException(
          "a path needs " + TreeLayout.LEAST_BUDGET + " characters, not " + pathBudget);
    }
    this.sink = sink;
    this.form = V4Form.of(expanded);
    this.maxDepth = maxDepth;
    this.pathBudget = pathBudget;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return found.list();
  }

  @Override
  public int errors() {
    return found.errors();
  }

  @Override
  public Map<DiagnosticCode, Integer> counts() {
    var counts = new EnumMap<DiagnosticCode, Integer>(DiagnosticCode.class);
    counts.putAll(found.counts());
    if (droppedTypes > 0) {
      counts.put(DiagnosticCode.LOST_INFERRED_TYPE, droppedTypes);
    }
    return Ordered.copyOf(counts);
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    this.kind = kind;
    packageName = name.toString();
    root = TreeLayout.packageRoot(name);
    named(name);
  }

  @Override
  public void beginDependency(Path name) {
    dependencies.add(name.toString());
    base = TreeLayout.dependencyRoot(name);
    named(name);
  }

  @Override
  public void endDependency() {}

  @Override
  public void beginPackage() {
    base = root;
  }

  /** v1 to v3 allow a path of no names, which can be no folder. */
  private void named(Path path) {
    if (path.names().isEmpty()) {
      found.add(DiagnosticCode.INVALID_NAME, "", "a path without names can be no folder");
    }
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    modulePath = path.toString();
    folder = base + "/" + path.filePath();
    this.access = access;
    leading = leadingDoc;
    types.clear();
    values.clear();
    fileNames.clear();
    file = folder + "/" + TreeLayout.MODULE + TreeLayout.EXTENSION;
    named(path);
    if (file.length() > pathBudget) {
      tooLong();
    }
  }

  private void tooLong() {
    found.add(
        DiagnosticCode.SIZE_LIMIT,
        file,
        "the path leaves no room for a name; paths may have " + pathBudget + " characters");
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> one) {
    types.add(name);
    node(name, TreeLayout.TYPE, "def", nodes -> nodes.open(one, nodes::typeDefinitionMember));
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> one) {
    values.add(name);
    node(name, TreeLayout.VALUE, "def", nodes -> nodes.open(one, nodes::valueDefinitionMember));
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> one) {
    types.add(name);
    node(
        name,
        TreeLayout.TYPE,
        "spec",
        nodes -> nodes.documented(one, nodes::typeSpecificationMember));
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> one) {
    values.add(name);
    node(
        name,
        TreeLayout.VALUE,
        "spec",
        nodes -> nodes.documented(one, nodes::valueSpecificationMembers));
  }

  private void node(Name name, String suffix, String member, Consumer<V4DefinitionWriter> writer) {
    String ending = suffix + TreeLayout.EXTENSION;
    int available = pathBudget - folder.length() - 1 - ending.length();
    String stem = name.fileStem();
    file = folder + "/" + stem + ending;
    if (stem.length() > available) {
      if (available < Name.SHORTEST_STEM) {
        tooLong();
        return;
      }
      stem = name.fileStem(available);
      fileNames.put(name.text(), stem);
      file = folder + "/" + stem + ending;
    }
    if (!files.add(file)) {
      found.add(DiagnosticCode.DUPLICATE_NAME, file, "two definitions have this file");
      return;
    }
    var out = begun();
    out.name("name").string(name.text()).name(member);
    var nodes =
        new V4DefinitionWriter(
            out, form, maxDepth, (code, message) -> found.add(code, file, message));
    writer.accept(nodes);
    droppedTypes += nodes.droppedTypes();
    end(out);
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    file = folder + "/" + TreeLayout.MODULE + TreeLayout.EXTENSION;
    var out = begun();
    out.name("path").string(modulePath);
    if (access == Access.PRIVATE) {
      out.name("access").string(V4DefinitionWriter.word(Access.PRIVATE));
    }
    ModuleDoc said = doc == null ? leading : doc;
    String text = said == null ? null : said.text();
    if (text != null) {
      out.name("doc").string(text);
    }
    names(out.name("types"), types);
    names(out.name("values"), values);
    if (!fileNames.isEmpty()) {
      out.name("fileNames").beginObject();
      fileNames.forEach((name, stem) -> out.name(name).string(stem));
      out.endObject();
    }
    end(out);
  }

  private static void names(JsonWriter out, List<Name> names) {
    out.beginArray();
    for (Name name : names) {
      out.string(name.text());
    }
    out.endArray();
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    entryPoints.put(name, entryPoint);
  }

  @Override
  public void end() {
    file = TreeLayout.MANIFEST + TreeLayout.EXTENSION;
    var out = begun();
    out.name("distribution").string(V4Writer.word(kind));
    out.name("package").string(packageName);
    out.name("pathBudget").value(JsonNumber.of(pathBudget));
    if (!dependencies.isEmpty()) {
      out.name("dependencies").beginArray();
      dependencies.forEach(out::string);
      out.endArray();
    }
    if (kind == Distribution.Kind.APPLICATION) {
      out.name("entryPoints").beginObject();
      var nodes = new V4DefinitionWriter(out, form, maxDepth, (code, message) -> {});
      entryPoints.forEach((name, entryPoint) -> {
        out.name(name.text());
        nodes.entryPoint(entryPoint);
      });
      out.endObject();
    }
    end(out);
  }

  private static JsonWriter begun() {
    var out = new JsonWriter();
    return out.beginObject().name("formatVersion").value(FormatVersion.V4.toJson());
  }

  private void end(JsonWriter out) {
    out.endObject();
    sink.file(file, out.toByteArray());
  }
}
