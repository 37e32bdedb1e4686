package dev.morph.ir;

import dev.morph.base.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes definitions and specifications as v4 does. Not safe for several threads. */
final class V4DefinitionWriter extends V4NodeWriter {
  V4DefinitionWriter(JsonWriter out, V4Form form, int maxDepth, Losses losses) {
    super(out, form, maxDepth, losses);
  }

  /** The tag of an access. */
  static String word(Access access) {
    return access == Access.PUBLIC ? "Public" : "Private";
  }

  /** Writes something with its access. */
  <T> void open(AccessControlled<Documented<T>> one, Consumer<T> members) {
    out.beginObject().name(word(one.access()));
    documented(one.value(), members);
    out.endObject();
  }

  /** Writes an object of {@code doc}, if there is any, and the members of what it documents. */
  <T> void documented(Documented<T> one, Consumer<T> members) {
    startDefinition();
    out.beginObject();
    String doc = one.doc();
    if (doc != null && !doc.isEmpty()) {
      out.name("doc").string(doc);
    }
    members.accept(one.value());
    out.endObject();
  }

  void typeDefinitionMember(TypeDefinition definition) {
    switch (definition) {
      case TypeDefinition.Alias one -> {
        begin("TypeAliasDefinition", one.parameters());
        out.name("typeExp");
        type(one.type());
      }
      case TypeDefinition.Custom one -> {
        begin("CustomTypeDefinition", one.parameters());
        out.name("access").string(word(one.constructors().access()));
        constructors(one.constructors().value());
      }
      case TypeDefinition.Incomplete one -> {
        begin("IncompleteTypeDefinition", one.parameters());
        out.name("incompleteness");
        incompleteness(one.incompleteness());
        Type partial = one.partial();
        if (partial != null) {
          out.name("partialTypeExp");
          type(partial);
        }
      }
    }
    out.endObject();
  }

  void typeSpecificationMember(TypeSpecification specification) {
    switch (specification) {
      case TypeSpecification.Alias one -> {
        begin("TypeAliasSpecification", one.parameters());
        out.name("typeExp");
        type(one.type());
      }
      case TypeSpecification.Opaque one -> {
        if (one.parameters().isEmpty()) {
          out.name("OpaqueTypeSpecification").beginObject();
        } else {
          begin("OpaqueTypeSpecification", one.parameters());
        }
      }
      case TypeSpecification.Custom one -> {
        begin("CustomTypeSpecification", one.parameters());
        constructors(one.constructors());
      }
      case TypeSpecification.Derived one -> {
        begin("DerivedTypeSpecification", one.parameters());
        out.name("baseType");
        type(one.baseType());
        out.name("fromBaseType");
        fqName(one.fromBaseType());
        out.name("toBaseType");
        fqName(one.toBaseType());
      }
    }
    out.endObject();
  }

  void valueSpecificationMembers(ValueSpecification specification) {
    out.name("inputs");
    named(specification.inputs(), Parameter::name, parameter -> type(parameter.type()));
    out.name("output");
    type(specification.output());
  }

  void entryPoint(EntryPoint entryPoint) {
    out.beginObject().name("target");
    fqName(entryPoint.target());
    out.name("kind").string(entryPoint.kind().name().toLowerCase(Locale.ROOT));
    String doc = entryPoint.doc();
    if (doc != null) {
      out.name("doc").string(doc);
    }
    out.endObject();
  }

  private void begin(String tag, List<Name> parameters) {
    out.name(tag).beginObject().name("typeParams");
    names(parameters);
  }

  private void constructors(List<Constructor> constructors) {
    out.name("constructors");
    named(
        constructors,
        Constructor::name,
        one -> {
          out.beginArray();
          for (Parameter parameter : one.parameters()) {
            out.beginArray();
            name(parameter.name());
            type(parameter.type());
            out.endArray();
          }
          out.endArray();
        });
  }
}
