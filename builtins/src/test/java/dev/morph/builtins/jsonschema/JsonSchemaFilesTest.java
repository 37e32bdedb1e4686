package dev.morph.builtins.jsonschema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.Backend;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Models;
import dev.morph.builtins.OwnModule;
import dev.morph.builtins.Samples;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.types.TypeEnvironment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas of all of upstream's models, judged by a validator that is not ours. */
class JsonSchemaFilesTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema DIALECT =
      REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

  private static Stream<String> files() {
    return Models.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void definesEveryTypeOrTellsWhyNot(String file) {
    Distribution ir = Models.file(file);
    Backend.Generated generated = new JsonSchemaBackend().generate(ir, JsonObject.EMPTY);
    assertThat(generated.artifacts()).hasSize(1);
    JsonObject document = (JsonObject) Json.parse(generated.artifacts().getFirst().content());
    assertThat(DIALECT.validate(Json.write(document), InputFormat.JSON)).isEmpty();
    JsonObject definitions = (JsonObject) document.get("$defs");
    Set<String> references = new HashSet<>();
    collectReferences(definitions, references);
    assertThat(definitions.members().keySet()).containsAll(references);

    Set<String> told = new HashSet<>();
    for (DesignDiagnostic diagnostic : generated.diagnostics()) {
      assertThat(diagnostic.code()).isEqualTo("unmapped_type");
      told.add(diagnostic.message().substring(0, diagnostic.message().indexOf(':')));
    }
    for (String key : keys(ir).keySet()) {
      assertThat(definitions.has(key)).as(key).isNotEqualTo(told.contains(key));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void acceptsDataOfItsTypesAndNoOther(String file) {
    Distribution ir = Models.file(file);
    JsonObject document = document(ir);
    var samples = Samples.ofSchemas(TypeEnvironment.of(ir));
    keys(ir)
        .forEach((key, name) -> {
          if (((JsonObject) document.get("$defs")).has(key)) {
            Schema schema = REGISTRY.getSchema(pointed(document, key));
            List<JsonValue> values = samples.of(name);
            assertThat(values).as(key).isNotEmpty();
            for (JsonValue value : values) {
              accepts(schema, key, value);
              Samples.spoiled(value).stream()
                  .limit(20)
                  .forEach(wrong -> refuses(schema, key, wrong.value()));
            }
            refuses(schema, key, Json.parse("{\"no-such\": 1e400}"), values);
          }
        });
  }

  private static JsonObject document(Distribution ir) {
    Backend.Generated generated = new JsonSchemaBackend().generate(ir, JsonObject.EMPTY);
    return (JsonObject) Json.parse(generated.artifacts().getFirst().content());
  }

  private static String pointed(JsonObject document, String key) {
    return Json.write(
        JsonObject.builder()
            .put("$schema", document.get("$schema"))
            .put("$ref", "#/$defs/" + key)
            .put("$defs", document.get("$defs"))
            .build());
  }

  private static void accepts(Schema schema, String key, JsonValue value) {
    assertThat(schema.validate(Json.write(value), InputFormat.JSON))
        .as(key + " " + value)
        .isEmpty();
  }

  private static void refuses(Schema schema, String key, JsonValue value) {
    assertThat(schema.validate(Json.write(value), InputFormat.JSON))
        .as(key + " " + value)
        .isNotEmpty();
  }

  /** An object is refused where no object is among the type's data. */
  private static void refuses(Schema schema, String key, JsonValue value, List<JsonValue> data) {
    if (data.stream().noneMatch(one -> one instanceof JsonObject)) {
      refuses(schema, key, value);
    }
  }

  private static Map<String, FQName> keys(Distribution ir) {
    Map<String, FQName> keys = new LinkedHashMap<>();
    for (OwnModule module : OwnModule.of(ir)) {
      for (Name type : module.types().keySet()) {
        keys.put(
            module.path().pascalCase() + "." + type.pascalCase(),
            new FQName(ir.packageName(), module.path(), type));
      }
    }
    return keys;
  }

  private static void collectReferences(JsonValue value, Set<String> references) {
    switch (value) {
      case JsonObject object -> {
        if (object.get("$ref") instanceof JsonString reference) {
          references.add(reference.value().substring("#/$defs/".length()));
        }
        object.members().values().forEach(one -> collectReferences(one, references));
      }
      case JsonArray array -> array.items().forEach(one -> collectReferences(one, references));
      default -> {}
    }
  }

  @Test
  void mapsWholeModels() {
    for (String file :
        List.of("v3/lcr-morphir-ir.json", "v3/business-terms.json", "v3/greeting-example.json")) {
      assertThat(
              new JsonSchemaBackend().generate(Models.file(file), JsonObject.EMPTY).diagnostics())
          .as(file)
          .isEmpty();
    }
  }
}
