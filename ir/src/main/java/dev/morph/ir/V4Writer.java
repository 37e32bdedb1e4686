package dev.morph.ir;

import dev.morph.base.json.JsonWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a distribution as v4, in the canonical spelling of the compatibility kit. Not safe for
 * several threads.
 *
 * <p>The compact form leaves out the inferred types of values and patterns. The expanded form has
 * them, and with them all that a document of v3 says: where the documentation of a module stood, as
 * {@code $meta}, and the second type of a parameter, among the extensions of its type.
 *
 * <p>Its methods throw {@link IllegalArgumentException} for a model whose nodes stand deeper within
 * one another than it was told.
 */
public final class V4Writer implements DistributionWriter {
  private final JsonWriter out;
  private final boolean expanded;
  private final V4DefinitionWriter nodes;
  private final Diagnostics found = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());

  private String packageName = "";
  private String module = "";
  private String definition = "";
  private Distribution.Kind kind = Distribution.Kind.LIBRARY;
  private boolean definitions;
  private boolean inValues;
  private boolean inEntryPoints;
  private @Nullable ModuleDoc leading;

  /**
   * A writer of a document.
   *
   * @param out empty; has the whole document after {@link #end}, which flushes it
   * @param expanded with the inferred types of values
   */
  public V4Writer(JsonWriter out, boolean expanded) {
    this(out, expanded, ReadLimits.USUAL_DEPTH);
  }

  /**
   * A writer of a document of another depth.
   *
   * @param out empty; has the whole document after {@link #end}, which flushes it
   * @param expanded with the inferred types of values
   * @param maxDepth as in {@link ReadLimits#maxDepth}
   */
  public V4Writer(JsonWriter out, boolean expanded, int maxDepth) {
    this(out, V4Form.of(expanded), maxDepth);
  }

  V4Writer(JsonWriter out, V4Form form, int maxDepth) {
    this.out = out;
    this.expanded = form == V4Form.EXPANDED;
    this.nodes =
        new V4DefinitionWriter(
            out, form, maxDepth, (code, message) -> found.add(code, place(), message));
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return found.list();
  }

  @Override
  public int errors() {
    return found.errors();
  }

  /** The inferred types that the compact form leaves out are counted and not listed. */
  @Override
  public Map<DiagnosticCode, Integer> counts() {
    int dropped = nodes.droppedTypes();
    if (dropped == 0) {
      return found.counts();
    }
    var counts = new EnumMap<DiagnosticCode, Integer>(DiagnosticCode.class);
    counts.putAll(found.counts());
    counts.put(DiagnosticCode.LOST_INFERRED_TYPE, dropped);
    return Ordered.copyOf(counts);
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    this.kind = kind;
    packageName = nodes.path(name);
    out.beginObject().name("formatVersion").value(FormatVersion.V4.toJson());
    out.name("distribution").beginObject();
    out.name(word(kind)).beginObject();
    out.name("packageName").string(packageName).name("dependencies").beginObject();
  }

  /** The tag of a distribution. */
  static String word(Distribution.Kind kind) {
    return switch (kind) {
      case LIBRARY -> "Library";
      case SPECS -> "Specs";
      case APPLICATION -> "Application";
    };
  }

  @Override
  public void beginDependency(Path name) {
    out.name(nodes.path(name)).beginObject().name("modules").beginObject();
  }

  @Override
  public void endDependency() {
    out.endObject().endObject();
  }

  @Override
  public void beginPackage() {
    out.endObject().name(kind == Distribution.Kind.SPECS ? "spec" : "def");
    out.beginObject().name("modules").beginObject();
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    module = nodes.path(path);
    definition = "";
    definitions = access != null;
    inValues = false;
    leading = leadingDoc;
    out.name(module).beginObject();
    if (access != null) {
      out.name(V4DefinitionWriter.word(access)).beginObject();
    }
    if (leadingDoc != null && expanded) {
      out.name(ModuleMeta.MEMBER).value(ModuleMeta.FIRST);
      writeDoc(leadingDoc);
    }
    out.name("types").beginObject();
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    definition = "";
    values();
    out.endObject();
    ModuleDoc first = leading;
    if (doc != null) {
      writeDoc(doc);
    } else if (first != null && !expanded) {
      writeDoc(first);
    } else if (first == null && expanded) {
      out.name(ModuleMeta.MEMBER).value(ModuleMeta.ABSENT);
    }
    out.endObject();
    if (definitions) {
      out.endObject();
    }
  }

  private void writeDoc(ModuleDoc doc) {
    String text = doc.text();
    if (text != null) {
      out.name("doc").string(text);
    }
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> one) {
    start(name);
    nodes.open(one, nodes::typeDefinitionMember);
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> one) {
    values();
    start(name);
    nodes.open(one, nodes::valueDefinitionMember);
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> one) {
    start(name);
    nodes.documented(one, nodes::typeSpecificationMember);
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> one) {
    values();
    start(name);
    nodes.documented(one, nodes::valueSpecificationMembers);
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    if (!inEntryPoints) {
      inEntryPoints = true;
      out.endObject().endObject().name("entryPoints").beginObject();
    }
    out.name(name.text());
    nodes.entryPoint(entryPoint);
  }

  @Override
  public void end() {
    if (!inEntryPoints) {
      out.endObject().endObject();
      if (kind == Distribution.Kind.APPLICATION) {
        out.name("entryPoints").beginObject().endObject();
      }
    } else {
      out.endObject();
    }
    out.endObject().endObject().endObject();
    out.flush();
  }

  private void start(Name name) {
    definition = name.toString();
    out.name(definition);
  }

  /** Ends the types if the values were not begun. */
  private void values() {
    if (!inValues) {
      inValues = true;
      out.endObject().name("values").beginObject();
    }
  }

  /** The name of what is being written. */
  private String place() {
    String name = module.isEmpty() ? packageName : packageName + ":" + module;
    return definition.isEmpty() ? name : name + "#" + definition;
  }
}
