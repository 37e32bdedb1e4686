package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes definitions and specifications of v4. Not safe for several threads. */
final class V4Definitions extends V4Nodes {
  V4Definitions(Diagnostics found, ReadLimits limits, boolean forOlder) {
    super(found, limits, forOlder);
  }

  @Nullable AccessControlled<Documented<TypeDefinition>> openTypeDefinition(JsonValue json) {
    return accessControlled(json, one -> documented(one, this::typeDefinition));
  }

  @Nullable AccessControlled<Documented<ValueDefinition>> openValueDefinition(JsonValue json) {
    return accessControlled(json, one -> documented(one, this::valueDefinition));
  }

  @Nullable Documented<TypeSpecification> documentedTypeSpecification(JsonValue json) {
    return documented(json, this::typeSpecification);
  }

  @Nullable Documented<ValueSpecification> documentedValueSpecification(JsonValue json) {
    return documented(json, this::valueSpecification);
  }

  /** The access that a tag says; null if it is none. */
  static @Nullable Access accessOf(String word) {
    return switch (word) {
      case "Public", "public", "pub" -> Access.PUBLIC;
      case "Private", "private", "priv" -> Access.PRIVATE;
      default -> null;
    };
  }

  @Nullable Access access(JsonValue json) {
    Access access = json instanceof JsonString word ? accessOf(word.value()) : null;
    return access != null
        ? access
        : fault(DiagnosticCode.INVALID_SHAPE, expected("\"Public\" or \"Private\"", json));
  }

  /** {@code {"Public": x}}, {@code {"access", "value"}}, or the access beside the members of x. */
  private <T> @Nullable AccessControlled<T> accessControlled(JsonValue json, Decoder<T> decoder) {
    JsonObject object = object(json, "a definition with its access");
    if (object == null) {
      return null;
    }
    if (!object.has("access")) {
      String tag = tag(object, "a definition with its access");
      Access access = tag == null ? null : accessOf(tag);
      if (tag == null || access == null) {
        return tag == null ? null : unknown("access; there are Public and Private", tag);
      }
      T value = member(object, tag, decoder);
      return value == null ? null : new AccessControlled<>(access, value);
    }
    Access access = member(object, "access", this::access);
    T value;
    if (object.has("value")) {
      onlyMembers(object, "access", "value");
      value = member(object, "value", decoder);
    } else {
      value = decoder.decode(without(object, "access"));
    }
    return access == null || value == null ? null : new AccessControlled<>(access, value);
  }

  /** {@code doc} stands beside the members of what it documents. */
  private <T> @Nullable Documented<T> documented(JsonValue json, Decoder<T> decoder) {
    if (!(json instanceof JsonObject object) || !(object.has("doc") || object.has("value"))) {
      T bare = decoder.decode(json);
      return bare == null ? null : new Documented<>(null, bare);
    }
    String doc = object.has("doc") ? member(object, "doc", this::text) : "";
    T value;
    if (object.has("value")) {
      legacy("documentation has what it documents in \"value\"");
      onlyMembers(object, "doc", "value");
      value = member(object, "value", decoder);
    } else {
      value = decoder.decode(without(object, "doc"));
    }
    return doc == null || value == null ? null : new Documented<>(doc, value);
  }

  @Nullable TypeDefinition typeDefinition(JsonValue json) {
    JsonObject object = object(json, "a definition of a type");
    String tag = object == null ? null : tag(object, "a definition of a type");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject parts = object(payload(object, tag), "the parts of a definition");
    TypeDefinition definition = parts == null ? null : typeDefinitionOf(tag, parts);
    at.leave();
    return definition;
  }

  private @Nullable TypeDefinition typeDefinitionOf(String tag, JsonObject parts) {
    List<Name> parameters = typeParameters(parts);
    return switch (tag) {
      case "TypeAliasDefinition" -> {
        onlyMembers(parts, "typeParams", "typeExp");
        Type type = member(parts, "typeExp", this::type);
        yield parameters == null || type == null
            ? null
            : new TypeDefinition.Alias(parameters, type);
      }
      case "CustomTypeDefinition" -> {
        onlyMembers(parts, "typeParams", "access", "constructors");
        Access access = member(parts, "access", this::access);
        List<Constructor> constructors = member(parts, "constructors", this::constructors);
        yield parameters == null || access == null || constructors == null
            ? null
            : new TypeDefinition.Custom(parameters, new AccessControlled<>(access, constructors));
      }
      case "IncompleteTypeDefinition" -> {
        unsupported("a type definition that is incomplete");
        onlyMembers(parts, "typeParams", "incompleteness", "partialTypeExp");
        Incompleteness incompleteness = member(parts, "incompleteness", this::incompleteness);
        boolean begun = parts.has("partialTypeExp");
        Type partial = begun ? member(parts, "partialTypeExp", this::type) : null;
        yield parameters == null || incompleteness == null || (begun && partial == null)
            ? null
            : new TypeDefinition.Incomplete(parameters, incompleteness, partial);
      }
      default -> unknown("a definition of a type", tag);
    };
  }

  private @Nullable TypeSpecification typeSpecification(JsonValue json) {
    JsonObject object = object(json, "a specification of a type");
    String tag = object == null ? null : tag(object, "a specification of a type");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject parts = object(payload(object, tag), "the parts of a specification");
    TypeSpecification specification = parts == null ? null : typeSpecificationOf(tag, parts);
    at.leave();
    return specification;
  }

  private @Nullable TypeSpecification typeSpecificationOf(String tag, JsonObject parts) {
    List<Name> parameters =
        tag.equals("OpaqueTypeSpecification") && !parts.has("typeParams")
            ? List.of()
            : typeParameters(parts);
    return switch (tag) {
      case "TypeAliasSpecification" -> {
        onlyMembers(parts, "typeParams", "typeExp");
        Type type = member(parts, "typeExp", this::type);
        yield parameters == null || type == null
            ? null
            : new TypeSpecification.Alias(parameters, type);
      }
      case "OpaqueTypeSpecification" -> {
        onlyMembers(parts, "typeParams");
        yield parameters == null ? null : new TypeSpecification.Opaque(parameters);
      }
      case "CustomTypeSpecification" -> {
        onlyMembers(parts, "typeParams", "constructors");
        List<Constructor> constructors = member(parts, "constructors", this::constructors);
        yield parameters == null || constructors == null
            ? null
            : new TypeSpecification.Custom(parameters, constructors);
      }
      case "DerivedTypeSpecification" -> {
        onlyMembers(parts, "typeParams", "baseType", "fromBaseType", "toBaseType");
        Type base = member(parts, "baseType", this::type);
        FQName from = member(parts, "fromBaseType", this::fqName);
        FQName to = member(parts, "toBaseType", this::fqName);
        yield parameters == null || base == null || from == null || to == null
            ? null
            : new TypeSpecification.Derived(parameters, base, from, to);
      }
      default -> unknown("a specification of a type", tag);
    };
  }

  private @Nullable List<Name> typeParameters(JsonObject parts) {
    return member(parts, "typeParams", json -> list(json, "an array of names", this::name));
  }

  private @Nullable List<Constructor> constructors(JsonValue json) {
    return named(json, "constructors", this::parameters, Constructor::new);
  }

  private @Nullable List<Parameter> parameters(JsonValue json) {
    return named(json, "type", this::type, Parameter::new);
  }

  @Nullable ValueSpecification valueSpecification(JsonValue json) {
    JsonObject object = object(json, "a specification of a value");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "inputs", "output");
    List<Parameter> inputs = member(object, "inputs", this::parameters);
    Type output = member(object, "output", this::type);
    return inputs == null || output == null ? null : new ValueSpecification(inputs, output);
  }

  /** Lines of documentation: a text, or as older files of a document tree have it, an array. */
  @Nullable String lines(JsonValue json) {
    if (!(json instanceof JsonArray)) {
      return text(json);
    }
    List<String> lines = list(json, "an array of lines", this::text);
    return lines == null ? null : String.join("\n", lines);
  }

  @Nullable FormatVersion formatVersion(JsonValue json) {
    DiagnosticCode fault = FormatVersion.fault(json);
    return fault == null ? FormatVersion.of(json) : fault(fault, "formatVersion is " + shown(json));
  }

  /** As {@link #onlyMembers}, where {@code $meta} may stand too. */
  void onlyMembersBesideMeta(JsonObject object, String... known) {
    onlyMembers(object.has(ModuleMeta.MEMBER) ? without(object, ModuleMeta.MEMBER) : object, known);
  }

  @Nullable ModuleDoc moduleDoc(JsonValue json) {
    String doc = text(json);
    return doc == null ? null : new ModuleDoc(doc);
  }

  @Nullable EntryPoint entryPoint(JsonValue json) {
    JsonObject object = object(json, "an entry point");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "target", "kind", "doc");
    FQName target = member(object, "target", this::fqName);
    EntryPoint.Kind kind = member(object, "kind", this::entryPointKind);
    unsupported("an entry point");
    boolean documented = object.has("doc");
    String doc = documented ? member(object, "doc", this::text) : null;
    return target == null || kind == null || (documented && doc == null)
        ? null
        : new EntryPoint(target, kind, doc);
  }

  private EntryPoint.@Nullable Kind entryPointKind(JsonValue json) {
    String word = json instanceof JsonString text ? text.value() : "";
    return switch (word) {
      case "main" -> EntryPoint.Kind.MAIN;
      case "command" -> EntryPoint.Kind.COMMAND;
      case "handler" -> EntryPoint.Kind.HANDLER;
      case "job" -> EntryPoint.Kind.JOB;
      case "policy" -> EntryPoint.Kind.POLICY;
      default ->
          fault(
              DiagnosticCode.INVALID_SHAPE,
              expected("one of main, command, handler, job, policy", json));
    };
  }
}
