package dev.morph.ir;

import dev.morph.base.json.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a distribution as v1, v2 or v3. What these versions cannot say is left out and told as an
 * error {@code unsupported_v4_downgrade}; what they say less of, as a warning. Not safe for several
 * threads.
 *
 * <p>Its methods throw {@link IllegalArgumentException} for a model whose nodes stand deeper within
 * one another than it was told.
 */
public final class ClassicWriter implements DistributionWriter {
  private final int version;
  private final int maxDepth;
  private final JsonWriter out;
  private final ClassicNodeWriter nodes;
  private final Diagnostics found = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());

  private String packageName = "";
  private String module = "";
  private String definition = "";
  private boolean definitions;
  private boolean inValues;

  /**
   * A writer of a document.
   *
   * @param version 1, 2 or 3
   * @param out empty; has the whole document after {@link #end}, which flushes it
   */
  public ClassicWriter(int version, JsonWriter out) {
    this(version, out, ReadLimits.USUAL_DEPTH);
  }

  /**
   * A writer of a document of another depth.
   *
   * @param version 1, 2 or 3
   * @param out empty; has the whole document after {@link #end}, which flushes it
   * @param maxDepth as in {@link ReadLimits#maxDepth}
   */
  public ClassicWriter(int version, JsonWriter out, int maxDepth) {
    this(version, out, maxDepth, false);
  }

  /**
   * A writer of what was read as v4: attributes of types are left out, and a node of no known type
   * gets the type variable {@code a}, since tools of v1 to v3 need a type there.
   *
   * @param version 1, 2 or 3
   * @param out empty; has the whole document after {@link #end}, which flushes it
   * @param maxDepth as in {@link ReadLimits#maxDepth}
   */
  public static ClassicWriter ofLater(int version, JsonWriter out, int maxDepth) {
    return new ClassicWriter(version, out, maxDepth, true);
  }

  private ClassicWriter(int version, JsonWriter out, int maxDepth, boolean fromLater) {
    if (version < 1 || version > 3) {
      throw new IllegalArgumentException("a classic version is 1, 2 or 3, not " + version);
    }
    this.version = version;
    this.out = out;
    this.maxDepth = maxDepth;
    this.nodes =
        new ClassicNodeWriter(
            version,
            out,
            maxDepth,
            fromLater,
            (code, message) -> found.add(code, place(), message));
  }

  @Override
  public Map<DiagnosticCode, Integer> counts() {
    return found.counts();
  }

  @Override
  public int errors() {
    return found.errors();
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return found.list();
  }

  /** True if nothing was left out. */
  public boolean ok() {
    return found.errors() == 0;
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    packageName = name.toString();
    if (kind != Distribution.Kind.LIBRARY) {
      unsupported("a distribution that is no library");
    }
    out.beginObject().name("formatVersion").value(new FormatVersion(version, 0, 0).toJson());
    out.name("distribution").beginArray().string(nodes.tags.plain("Library"));
    nodes.path(name);
    out.beginArray();
  }

  @Override
  public void beginDependency(Path name) {
    out.beginArray();
    nodes.path(name);
    out.beginObject().name("modules").beginArray();
  }

  @Override
  public void endDependency() {
    out.endArray().endObject().endArray();
  }

  @Override
  public void beginPackage() {
    out.endArray().beginObject().name("modules").beginArray();
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    module = path.toString();
    definition = "";
    definitions = access != null;
    inValues = false;
    if (version == 1) {
      out.beginObject().name("name");
      nodes.path(path);
      out.name(access == null ? "spec" : "def");
    } else {
      out.beginArray();
      nodes.path(path);
    }
    if (access != null) {
      beginAccess(access);
    }
    out.beginObject();
    moduleDoc(leadingDoc);
    out.name("types").beginArray();
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    definition = "";
    values();
    out.endArray();
    moduleDoc(doc);
    out.endObject();
    if (definitions) {
      endAccess();
    }
    if (version == 1) {
      out.endObject();
    } else {
      out.endArray();
    }
  }

  private void moduleDoc(@Nullable ModuleDoc doc) {
    if (doc == null) {
      return;
    }
    String text = doc.text();
    if (version < 3) {
      lost(text, "the documentation of a module");
    } else if (text == null) {
      out.name("doc").nothing();
    } else {
      out.name("doc").string(text);
    }
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> one) {
    start(name);
    int errors = found.errors();
    TypeDefinition type = one.value().value();
    new ClassicCheck(maxDepth, this::unsupported).typeDefinition(type);
    if (found.errors() > errors) {
      return;
    }
    out.beginArray();
    nodes.name(name);
    beginAccess(one.access());
    beginTypeDoc(one.value().doc());
    switch (type) {
      case TypeDefinition.Alias alias -> {
        begin("TypeAliasDefinition", alias.parameters());
        nodes.type(alias.type());
      }
      case TypeDefinition.Custom custom -> {
        begin("CustomTypeDefinition", custom.parameters());
        beginAccess(custom.constructors().access());
        constructors(custom.constructors().value());
        endAccess();
      }
      case TypeDefinition.Incomplete incomplete ->
          throw new IllegalStateException("incomplete types are told before");
    }
    out.endArray();
    endTypeDoc();
    endAccess();
    out.endArray();
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> one) {
    start(name);
    int errors = found.errors();
    new ClassicCheck(maxDepth, this::unsupported).valueDefinition(one.value().value());
    if (found.errors() > errors) {
      return;
    }
    values();
    out.beginArray();
    nodes.name(name);
    beginAccess(one.access());
    beginValueDoc(one.value().doc());
    nodes.valueDefinition(one.value().value());
    endValueDoc(one.value().doc());
    endAccess();
    out.endArray();
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> one) {
    start(name);
    out.beginArray();
    nodes.name(name);
    beginTypeDoc(one.doc());
    switch (one.value()) {
      case TypeSpecification.Alias alias -> {
        begin("TypeAliasSpecification", alias.parameters());
        nodes.type(alias.type());
      }
      case TypeSpecification.Opaque opaque -> begin("OpaqueTypeSpecification", opaque.parameters());
      case TypeSpecification.Custom custom -> {
        begin("CustomTypeSpecification", custom.parameters());
        constructors(custom.constructors());
      }
      case TypeSpecification.Derived derived -> {
        begin("DerivedTypeSpecification", derived.parameters());
        out.beginObject().name("baseType");
        nodes.type(derived.baseType());
        out.name("fromBaseType");
        nodes.fqName(derived.fromBaseType());
        out.name("toBaseType");
        nodes.fqName(derived.toBaseType());
        out.endObject();
      }
    }
    out.endArray();
    endTypeDoc();
    out.endArray();
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> one) {
    start(name);
    values();
    out.beginArray();
    nodes.name(name);
    beginValueDoc(one.doc());
    out.beginObject().name("inputs");
    parameters(one.value().inputs());
    out.name("output");
    nodes.type(one.value().output());
    out.endObject();
    endValueDoc(one.doc());
    out.endArray();
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    module = "";
    definition = name.toString();
    unsupported("an entry point");
  }

  @Override
  public void end() {
    out.endArray().endObject().endArray().endObject();
    out.flush();
  }

  private void start(Name name) {
    definition = name.toString();
    nodes.startDefinition();
  }

  /** Ends the types if the values were not begun. */
  private void values() {
    if (!inValues) {
      inValues = true;
      out.endArray().name("values").beginArray();
    }
  }

  private void begin(String tag, List<Name> parameters) {
    out.beginArray().string(nodes.tags.plain(tag));
    nodes.names(parameters);
  }

  private void constructors(List<Constructor> constructors) {
    out.beginArray();
    for (Constructor constructor : constructors) {
      out.beginArray();
      nodes.name(constructor.name());
      parameters(constructor.parameters());
      out.endArray();
    }
    out.endArray();
  }

  private void parameters(List<Parameter> parameters) {
    out.beginArray();
    for (Parameter parameter : parameters) {
      out.beginArray();
      nodes.name(parameter.name());
      nodes.type(parameter.type());
      out.endArray();
    }
    out.endArray();
  }

  private void beginAccess(Access access) {
    String word = access == Access.PUBLIC ? "Public" : "Private";
    if (version == 1) {
      out.beginArray().string(nodes.tags.plain(word));
    } else {
      out.beginObject().name("access").string(word).name("value");
    }
  }

  private void endAccess() {
    if (version == 1) {
      out.endArray();
    } else {
      out.endObject();
    }
  }

  private void beginTypeDoc(@Nullable String doc) {
    String text = doc == null ? "" : doc;
    if (version == 1) {
      out.beginArray().string(text);
    } else {
      out.beginObject().name("doc").string(text).name("value");
    }
  }

  private void endTypeDoc() {
    if (version == 1) {
      out.endArray();
    } else {
      out.endObject();
    }
  }

  /** v1 has no documentation of values, v2 not always, v3 always. */
  private void beginValueDoc(@Nullable String doc) {
    if (version == 1) {
      lost(doc, "the documentation of a value");
    } else if (version == 3 || doc != null) {
      out.beginObject().name("doc").string(doc == null ? "" : doc).name("value");
    }
  }

  private void endValueDoc(@Nullable String doc) {
    if (version == 3 || (version == 2 && doc != null)) {
      out.endObject();
    }
  }

  private void lost(@Nullable String doc, String what) {
    if (doc != null && !doc.isEmpty()) {
      found.add(
          DiagnosticCode.LOST_DOCUMENTATION,
          place(),
          "version " + version + " has no place for " + what);
    }
  }

  private void unsupported(String what) {
    found.add(
        DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE,
        place(),
        what + " exists in version 4 alone, not in " + version);
  }

  /** The name of what is being written. */
  private String place() {
    String name = module.isEmpty() ? packageName : packageName + ":" + module;
    return definition.isEmpty() ? name : name + "#" + definition;
  }
}
