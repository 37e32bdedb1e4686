package dev.morph.ir.types;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Access;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.QName;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.V4Json;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers the questions of {@code ir_helpers} about a distribution, as {@code
 * docs/reference/ir-helpers.md} says. Not safe for several threads.
 */
public final class IrHelpers {
  private static final FQName ASKED =
      new FQName(
          new Path(List.of(new Name("request"))),
          new Path(List.of(new Name("value"))),
          new Name("value"));

  private final Distribution distribution;
  private final Definitions definitions;
  private final TypeEnvironment environment;

  /** For questions about this distribution. */
  public IrHelpers(Distribution distribution) {
    this.distribution = distribution;
    this.definitions = new Definitions(distribution);
    this.environment = TypeEnvironment.of(distribution);
  }

  /**
   * Answers a request.
   *
   * @param request {@code op}, and what the operation asks for
   * @throws MorphException {@code request-invalid} if the request has not the shape of its
   *     operation, {@code not-found} if there is nothing of the name
   */
  public JsonObject answer(JsonObject request) {
    try {
      return switch (text(request, "op")) {
        case "resolve" -> resolve(name(request));
        case "lookup-type" -> lookupType(name(request));
        case "lookup-value" -> lookupValue(name(request));
        case "expand-alias" -> expandAlias(type(part(request, "type"), "type"));
        case "infer-type" -> inferType(request);
        case "dependencies" -> request.has("name") ? references(name(request)) : packages();
        case String other ->
            throw invalid(
                "there is no operation \""
                    + other
                    + "\"; there are resolve, lookup-type, lookup-value, expand-alias, infer-type"
                    + " and dependencies");
      };
    } catch (IllegalArgumentException e) {
      throw invalid("the answer cannot be written: " + e.getMessage());
    }
  }

  private JsonObject resolve(FQName name) {
    List<JsonValue> kinds = new ArrayList<>();
    if (environment.type(name) != null) {
      kinds.add(new JsonString("type"));
    }
    if (environment.constructor(name) != null) {
      kinds.add(new JsonString("constructor"));
    }
    if (environment.value(name) != null) {
      kinds.add(new JsonString("value"));
    }
    return JsonObject.builder()
        .put("name", name.toString())
        .put("kinds", new JsonArray(kinds))
        .build();
  }

  private JsonObject lookupType(FQName name) {
    Definitions.Found<TypeSpecification, TypeDefinition> found = definitions.type(name);
    if (found == null) {
      throw missing("type", name);
    }
    return head(name, found).put("specification", V4Json.of(found.specification().value())).build();
  }

  private JsonObject lookupValue(FQName name) {
    Definitions.Found<ValueSpecification, ValueDefinition> found = definitions.value(name);
    Type type = environment.value(name);
    if (found == null || type == null) {
      throw missing("value", name);
    }
    return head(name, found)
        .put("specification", V4Json.of(found.specification().value()))
        .put("type", V4Json.of(type))
        .build();
  }

  private static JsonObject.Builder head(FQName name, Definitions.Found<?, ?> found) {
    JsonObject.Builder head = JsonObject.builder().put("name", name.toString());
    Access access = found.access();
    if (access != null) {
      head.put("access", access == Access.PUBLIC ? "Public" : "Private");
    }
    String doc = found.specification().doc();
    if (doc != null && !doc.isEmpty()) {
      head.put("doc", doc);
    }
    return head;
  }

  private JsonObject expandAlias(Type type) {
    return JsonObject.builder().put("type", V4Json.of(environment.expand(type))).build();
  }

  private JsonObject inferType(JsonObject request) {
    Value value = node(V4Json.readValue(part(request, "value")), "value");
    Map<Name, Type> variables = new LinkedHashMap<>();
    if (request.get("variables") instanceof JsonObject declared) {
      declared
          .members()
          .forEach((name, type) -> variables.put(variable(name), type(type, "variables/" + name)));
    } else if (request.has("variables")) {
      throw invalid("\"variables\" is an object of names and types");
    }
    TypeInference.InferredValue inferred =
        new TypeInference(environment).infer(ASKED, value, variables);
    JsonObject.Builder answer = JsonObject.builder();
    Type type = inferred.value().attributes().inferredType();
    if (type != null) {
      answer.put("type", V4Json.of(type));
    }
    List<JsonValue> diagnostics = new ArrayList<>();
    for (TypeFault fault : inferred.faults()) {
      diagnostics.add(new Diagnostic(fault.code(), "/value", fault.message()).toJson());
    }
    return answer
        .put("value", V4Json.of(inferred.value(), true))
        .put("diagnostics", new JsonArray(diagnostics))
        .build();
  }

  private JsonObject packages() {
    List<JsonValue> names = new ArrayList<>();
    for (Path path : Definitions.dependencies(distribution)) {
      names.add(new JsonString(path.toString()));
    }
    return JsonObject.builder()
        .put("package", distribution.packageName().toString())
        .put("dependencies", new JsonArray(names))
        .build();
  }

  private JsonObject references(FQName name) {
    var references = new References();
    Definitions.Found<TypeSpecification, TypeDefinition> type = definitions.type(name);
    Definitions.Found<ValueSpecification, ValueDefinition> value = definitions.value(name);
    if (type == null && value == null) {
      throw missing("type or value", name);
    }
    if (type != null) {
      Optional.ofNullable(type.definition())
          .ifPresentOrElse(
              references::typeDefinition,
              () -> references.typeSpecification(type.specification().value()));
    }
    if (value != null) {
      Optional.ofNullable(value.definition())
          .ifPresentOrElse(
              references::valueDefinition,
              () -> references.valueSpecification(value.specification().value()));
    }
    return JsonObject.builder()
        .put("name", name.toString())
        .put("types", references.types())
        .put("constructors", references.constructors())
        .put("values", references.values())
        .build();
  }

  /** A full name in either style, or one of the package itself: {@code local-date#from-ISO}. */
  private FQName name(JsonObject request) {
    String text = text(request, "name");
    FQName name = FQName.parse(text);
    if (name == null) {
      name = FQName.ofIdentifiers(text);
    }
    QName own = name == null ? QName.parse(text) : null;
    if (own != null) {
      name = new FQName(distribution.packageName(), own.module(), own.local());
    }
    if (name == null) {
      throw invalid(
          "\"name\" is as morphir/SDK:list#map, Morphir.SDK:List:map or list#map, not \""
              + text
              + "\"");
    }
    return name;
  }

  private static Name variable(String text) {
    Name name = Name.parse(text);
    if (name == null) {
      throw invalid("a variable's name is as value-in-USD, not \"" + text + "\"");
    }
    return name;
  }

  private static Type type(JsonValue json, String member) {
    return node(V4Json.readType(json), member);
  }

  private static <T> T node(V4Json.Decoded<T> decoded, String member) {
    T node = decoded.node();
    if (node != null) {
      return node;
    }
    Diagnostic first = decoded.diagnostics().getFirst();
    throw new MorphException(
        ErrorCode.REQUEST_INVALID,
        "\"" + member + "\" cannot be read: " + first.message(),
        JsonObject.builder()
            .put(
                "diagnostics",
                new JsonArray(
                    decoded.diagnostics().stream().<JsonValue>map(Diagnostic::toJson).toList()))
            .build());
  }

  private static JsonValue part(JsonObject request, String member) {
    JsonValue value = request.get(member);
    if (value == null) {
      throw invalid("\"" + member + "\" is missing");
    }
    return value;
  }

  private static String text(JsonObject request, String member) {
    if (part(request, member) instanceof JsonString text) {
      return text.value();
    }
    throw invalid("\"" + member + "\" is a string");
  }

  private static MorphException missing(String what, FQName name) {
    return new MorphException(ErrorCode.NOT_FOUND, "there is no " + what + " " + name);
  }

  private static MorphException invalid(String message) {
    return new MorphException(ErrorCode.REQUEST_INVALID, message);
  }
}
