package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes definitions and specifications of v1 to v3. Not safe for several threads. */
final class ClassicDefinitions extends ClassicNodes {
  ClassicDefinitions(int version, Diagnostics found, ReadLimits limits) {
    super(version, found, limits);
  }

  /** A name and what it stands for. */
  record Entry<T>(Name name, T value) {}

  @Nullable Entry<AccessControlled<Documented<TypeDefinition>>> typeDefinitionEntry(
      JsonValue json) {
    return pair(
        json,
        this::name,
        body -> accessControlled(body, one -> documentedType(one, this::typeDefinition)),
        Entry::new);
  }

  @Nullable Entry<AccessControlled<Documented<ValueDefinition>>> valueDefinitionEntry(
      JsonValue json) {
    return pair(
        json,
        this::name,
        body -> accessControlled(body, one -> documentedValue(one, this::valueDefinition)),
        Entry::new);
  }

  @Nullable Entry<Documented<TypeSpecification>> typeSpecificationEntry(JsonValue json) {
    return pair(
        json, this::name, body -> documentedType(body, this::typeSpecification), Entry::new);
  }

  @Nullable Entry<Documented<ValueSpecification>> valueSpecificationEntry(JsonValue json) {
    return pair(
        json, this::name, body -> documentedValue(body, this::valueSpecification), Entry::new);
  }

  private <T> @Nullable AccessControlled<T> accessControlled(JsonValue json, Decoder<T> decoder) {
    if (json instanceof JsonArray) {
      return pair(json, this::access, decoder, AccessControlled::new);
    }
    JsonObject object = object(json, "{\"access\", \"value\"}");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "access", "value");
    Access access = member(object, "access", this::access);
    T value = member(object, "value", decoder);
    return access == null || value == null ? null : new AccessControlled<>(access, value);
  }

  @Nullable Access access(JsonValue json) {
    String word = json instanceof JsonString string ? string.value() : "";
    Access access =
        switch (word) {
          case "Public", "public" -> Access.PUBLIC;
          case "Private", "private" -> Access.PRIVATE;
          default -> null;
        };
    if (access == null) {
      return fault(DiagnosticCode.INVALID_SHAPE, expected("\"Public\" or \"Private\"", json));
    }
    if (version == 3 && word.charAt(0) == 'p') {
      legacy("the access \"" + word + "\" has the spelling of another version");
    }
    return access;
  }

  /**
   * A type's documentation is {@code [doc, x]} in v1, later an object; some tools leave it away.
   */
  private <T> @Nullable Documented<T> documentedType(JsonValue json, Decoder<T> decoder) {
    return version == 1 && json instanceof JsonArray array && array.items().size() == 2
        ? pair(json, this::doc, decoder, Documented::new)
        : documented(json, decoder);
  }

  private <T> @Nullable Documented<T> documentedValue(JsonValue json, Decoder<T> decoder) {
    return json instanceof JsonArray
        ? pair(json, this::doc, decoder, Documented::new)
        : documented(json, decoder);
  }

  private <T> @Nullable Documented<T> documented(JsonValue json, Decoder<T> decoder) {
    if (!(json instanceof JsonObject object) || !object.has("value")) {
      T bare = decoder.decode(json);
      return bare == null ? null : new Documented<>(null, bare);
    }
    onlyMembers(object, "doc", "value");
    String doc = object.has("doc") ? member(object, "doc", this::doc) : "";
    T value = member(object, "value", decoder);
    return doc == null || value == null ? null : new Documented<>(doc, value);
  }

  private @Nullable String doc(JsonValue json) {
    return json instanceof JsonString text
        ? text.value()
        : fault(DiagnosticCode.INVALID_SHAPE, expected("documentation, which is a string", json));
  }

  @Nullable ModuleDoc moduleDoc(JsonValue json) {
    if (json instanceof JsonNull) {
      return ModuleDoc.NONE;
    }
    String doc = doc(json);
    return doc == null ? null : new ModuleDoc(doc);
  }

  private @Nullable TypeDefinition typeDefinition(JsonValue json) {
    List<JsonValue> node = node(json, "a definition of a type");
    if (node == null) {
      return null;
    }
    String tag = tag(node);
    return switch (tag) {
      case "TypeAliasDefinition", "type_alias_definition" -> {
        if (!sized(node, 3, tag)) {
          yield null;
        }
        List<Name> parameters = typeParameters(node);
        Type type = child(node, 2, this::type);
        yield parameters == null || type == null
            ? null
            : new TypeDefinition.Alias(parameters, type);
      }
      case "CustomTypeDefinition", "custom_type_definition" -> {
        if (!sized(node, 3, tag)) {
          yield null;
        }
        List<Name> parameters = typeParameters(node);
        AccessControlled<List<Constructor>> constructors =
            child(node, 2, one -> accessControlled(one, this::constructors));
        yield parameters == null || constructors == null
            ? null
            : new TypeDefinition.Custom(parameters, constructors);
      }
      default -> unknown("a definition of a type", tag);
    };
  }

  private @Nullable TypeSpecification typeSpecification(JsonValue json) {
    List<JsonValue> node = node(json, "a specification of a type");
    if (node == null) {
      return null;
    }
    String tag = tag(node);
    return switch (tag) {
      case "TypeAliasSpecification", "type_alias_specification" -> {
        if (!sized(node, 3, tag)) {
          yield null;
        }
        List<Name> parameters = typeParameters(node);
        Type type = child(node, 2, this::type);
        yield parameters == null || type == null
            ? null
            : new TypeSpecification.Alias(parameters, type);
      }
      case "OpaqueTypeSpecification", "opaque_type_specification" -> {
        if (!sized(node, 2, tag)) {
          yield null;
        }
        List<Name> parameters = typeParameters(node);
        yield parameters == null ? null : new TypeSpecification.Opaque(parameters);
      }
      case "CustomTypeSpecification", "custom_type_specification" -> {
        if (!sized(node, 3, tag)) {
          yield null;
        }
        List<Name> parameters = typeParameters(node);
        List<Constructor> constructors = child(node, 2, this::constructors);
        yield parameters == null || constructors == null
            ? null
            : new TypeSpecification.Custom(parameters, constructors);
      }
      case "DerivedTypeSpecification", "derived_type_specification" -> derived(node, tag);
      default -> unknown("a specification of a type", tag);
    };
  }

  private @Nullable TypeSpecification derived(List<JsonValue> node, String tag) {
    if (!sized(node, 3, tag)) {
      return null;
    }
    List<Name> parameters = typeParameters(node);
    at.enter(2);
    Type base = null;
    FQName from = null;
    FQName to = null;
    JsonObject object = object(node.get(2), "what the type is derived from");
    if (object != null) {
      onlyMembers(object, "baseType", "fromBaseType", "toBaseType");
      base = member(object, "baseType", this::type);
      from = member(object, "fromBaseType", this::fqName);
      to = member(object, "toBaseType", this::fqName);
    }
    at.leave();
    return parameters == null || base == null || from == null || to == null
        ? null
        : new TypeSpecification.Derived(parameters, base, from, to);
  }

  private @Nullable List<Name> typeParameters(List<JsonValue> node) {
    return children(node, 1, "an array of names", this::name);
  }

  private @Nullable List<Constructor> constructors(JsonValue json) {
    return list(
        json,
        "an array of [name, parameters]",
        one -> pair(one, this::name, this::parameters, Constructor::new));
  }

  private @Nullable List<Parameter> parameters(JsonValue json) {
    return list(
        json, "an array of [name, type]", one -> pair(one, this::name, this::type, Parameter::new));
  }

  private @Nullable ValueSpecification valueSpecification(JsonValue json) {
    JsonObject object = object(json, "a specification of a value");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "inputs", "output");
    List<Parameter> inputs = member(object, "inputs", this::parameters);
    Type output = member(object, "output", this::type);
    return inputs == null || output == null ? null : new ValueSpecification(inputs, output);
  }
}
