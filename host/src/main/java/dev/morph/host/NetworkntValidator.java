package dev.morph.host;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.SchemaValidator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema 2020-12 by the networknt library, held to bounds since guests write the schemas:
 * depth and nodes are counted before the library sees a schema, references stay inside it, patterns
 * run in linear time, and the library counts its steps.
 */
final class NetworkntValidator implements SchemaValidator {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NODES = 10_000;
  private static final long MAX_STEPS = 1_000_000;
  private static final int MAX_EVALUATION_DEPTH = 200;
  private static final int MAX_FAULTS = 50;

  /** Stands for every number beyond a double: larger than any bound that a schema can mean. */
  private static final BigDecimal LARGEST = new BigDecimal("1e400");

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** The library is large: it is loaded with the first schema. */
  private static final class Library {
    static final SchemaRegistry REGISTRY =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry ->
                registry
                    .schemaCacheEnabled(false)
                    .schemaLoader(
                        loader -> loader.block(iri -> !iri.toString().startsWith(DIALECT_BASE)))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .locale(Locale.ROOT)
                            .pathType(PathType.JSON_POINTER)
                            .regularExpressionFactory(LinearPattern::of)
                            .build()));
    static final ExecutionConfig EXECUTION =
        ExecutionConfig.builder()
            .maxEvaluationSteps(MAX_STEPS)
            .maxEvaluationDepth(MAX_EVALUATION_DEPTH)
            .build();
  }

  private static final String DIALECT_BASE = "https://json-schema.org/draft/2020-12/";

  @Override
  public Schema compile(JsonValue schema) {
    check(schema, "", 0, new int[1]);
    if (isPlain(schema)) {
      return new PlainSchema((JsonObject) schema);
    }
    com.networknt.schema.Schema compiled;
    try {
      compiled = Library.REGISTRY.getSchema(node(schema));
      compiled.initializeValidators();
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException(reason(e), e);
    }
    return (value, nanosLeft) -> faults(compiled, value);
  }

  /** True for the schema {@code {"type": "object"}} alone, which needs no library. */
  private static boolean isPlain(JsonValue schema) {
    return schema instanceof JsonObject object && PlainSchema.covers(object);
  }

  private static List<String> faults(com.networknt.schema.Schema schema, JsonValue value) {
    List<Error> errors;
    try {
      errors =
          schema.validate(
              node(value),
              context -> {
                context.setExecutionConfig(Library.EXECUTION);
              });
    } catch (ValidationLimitExceededException e) {
      throw new IllegalArgumentException(
          "it takes more than " + e.getLimit() + " steps or levels for these parameters", e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException(reason(e), e);
    }
    List<String> faults = new ArrayList<>();
    for (Error error : errors) {
      if (faults.size() == MAX_FAULTS) {
        faults.add("and " + (errors.size() - MAX_FAULTS) + " more");
        break;
      }
      String where = error.getInstanceLocation().toString();
      faults.add((where.isEmpty() ? "the parameters" : where) + ": " + error.getMessage());
    }
    return faults;
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return e instanceof StackOverflowError
        ? "its references go in a circle"
        : message == null ? "the library refused it" : message;
  }

  /** Counts and looks at a schema before the library does. */
  private static void check(JsonValue value, String path, int depth, int[] nodes) {
    if (++nodes[0] > MAX_NODES) {
      throw new IllegalArgumentException("it has more than " + MAX_NODES + " values");
    }
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("it is nested more than " + MAX_DEPTH + " deep");
    }
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.items().size(); i++) {
        check(array.items().get(i), path + "/" + i, depth + 1, nodes);
      }
    } else if (value instanceof JsonObject object) {
      keyword(object, path);
      object
          .members()
          .forEach((name, member) -> check(member, path + "/" + name, depth + 1, nodes));
    }
  }

  private static void keyword(JsonObject object, String path) {
    for (String name : List.of("$ref", "$dynamicRef")) {
      if (object.get(name) instanceof JsonString(String target) && !target.startsWith("#")) {
        throw new IllegalArgumentException(
            path
                + "/"
                + name
                + " is \""
                + target
                + "\"; only references inside the schema (#...)"
                + " are followed");
      }
    }
    if (object.get("$schema") instanceof JsonString(String dialect)
        && !dialect.equals(DIALECT)
        && !dialect.equals(DIALECT + "#")) {
      throw new IllegalArgumentException(
          path + "/$schema is \"" + dialect + "\"; it is " + DIALECT + " or left out");
    }
    if (object.get("pattern") instanceof JsonString(String pattern)) {
      LinearPattern.of(pattern);
    }
    if (object.get("patternProperties") instanceof JsonObject patterns) {
      patterns.members().keySet().forEach(LinearPattern::of);
    }
  }

  private static JsonNode node(@Nullable JsonValue value) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    return switch (value) {
      case null -> factory.nullNode();
      case JsonNull none -> factory.nullNode();
      case JsonBoolean bool -> factory.booleanNode(bool.value());
      case JsonString string -> factory.stringNode(string.value());
      case JsonNumber number -> number(number, factory);
      case JsonArray array -> {
        ArrayNode node = factory.arrayNode(array.items().size());
        array.items().forEach(item -> node.add(node(item)));
        yield node;
      }
      case JsonObject object -> {
        ObjectNode node = factory.objectNode();
        object.members().forEach((name, member) -> node.set(name, node(member)));
        yield node;
      }
    };
  }

  private static JsonNode number(JsonNumber number, JsonNodeFactory factory) {
    try {
      return factory.numberNode(number.longValueExact());
    } catch (ArithmeticException e) {
      // not whole or beyond 64 bits; a hostile exponent must not become a million digits
      double nearest = number.doubleValue();
      if (Double.isInfinite(nearest)) {
        return factory.numberNode(nearest > 0 ? LARGEST : LARGEST.negate());
      }
      return number.text().length() > 64 || Math.abs(nearest) > 1e60 || Math.abs(nearest) < 1e-60
          ? factory.numberNode(nearest)
          : factory.numberNode(number.decimal());
    }
  }
}
