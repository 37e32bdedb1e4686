package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the Morphir Compatibility Kit, and documents of v4. */
class V4CasesTest {
  /** What a case decodes to, and with which codes. */
  private record Decoded(Object model, List<String> codes) {}

  private static Decoded decode(String node, JsonValue json) {
    var found = new Diagnostics(100);
    var nodes = new V4Definitions(found, ReadLimits.DEFAULT, false);
    Object model =
        switch (node) {
          case "Name" -> nodes.name(json);
          case "Path" -> nodes.path(json);
          case "Type" -> nodes.type(json);
          case "Value" -> nodes.value(json);
          case "Pattern" -> nodes.pattern(json);
          case "Literal" -> nodes.literal(json);
          case "AccessControlledTypeDefinition" -> nodes.openTypeDefinition(json);
          case "TypeDefinition" -> nodes.typeDefinition(json);
          case "ValueDefinition" -> nodes.valueDefinition(json);
          case "ValueSpecification" -> nodes.valueSpecification(json);
          case "ModuleSpecification" -> {
            JsonObject types = (JsonObject) ((JsonObject) json).get("types");
            JsonObject values = (JsonObject) ((JsonObject) json).get("values");
            List<Object> all = new ArrayList<>();
            types
                .members()
                .values()
                .forEach(one -> all.add(nodes.documentedTypeSpecification(one)));
            values
                .members()
                .values()
                .forEach(one -> all.add(nodes.documentedValueSpecification(one)));
            yield all;
          }
          case "FormatVersion" -> {
            DiagnosticCode fault = FormatVersion.fault(json);
            FormatVersion version = fault == null ? FormatVersion.of(json) : null;
            DiagnosticCode told = version == null ? fault : version.unsupported();
            if (told != null) {
              found.add(told, "", "version");
            }
            yield version;
          }
          case "Distribution" -> {
            var builder = new DistributionBuilder();
            IrReader.read(Json.writeUtf8(json), builder)
                .diagnostics()
                .forEach(one -> found.add(one.code(), one.path(), one.message()));
            yield builder.distribution().orElse(null);
          }
          default -> throw new IllegalArgumentException("no node " + node);
        };
    return new Decoded(model, found.list().stream().map(one -> one.code().word()).toList());
  }

  private static JsonValue input(JsonObject one, String member) {
    return one.has(member + "Text")
        ? Json.parse(MorphirData.text(one, member + "Text"))
        : one.get(member);
  }

  @Test
  void decodesAsTheKitSays() {
    int accepted = 0;
    int rejected = 0;
    for (JsonValue row :
        MorphirData.array(MorphirData.object("tests/mck-v4-cases.json"), "cases")) {
      JsonObject one = (JsonObject) row;
      String id = MorphirData.text(one, "id");
      String node = MorphirData.text(one, "node");
      // Files of a document tree are no nodes of a document.
      if (node.endsWith("ManifestFile")) {
        continue;
      }
      Object canonical = null;
      if (one.has("canonical")) {
        Decoded decoded = decode(node, input(one, "canonical"));
        assertThat(decoded.codes()).as(id).isEmpty();
        assertThat(decoded.model()).as(id).isNotNull();
        canonical = decoded.model();
      }
      for (JsonValue spelling : MorphirData.array(one, "accepted")) {
        Decoded decoded = decode(node, input((JsonObject) spelling, "input"));
        assertThat(decoded.model()).as("%s %s", id, spelling).isNotNull();
        if (canonical != null) {
          assertThat(decoded.model()).as("%s %s", id, spelling).isEqualTo(canonical);
        }
        assertThat(decoded.codes())
            .as("%s %s", id, spelling)
            .isEqualTo(
                ((JsonObject) spelling).has("warning")
                    ? List.of(MorphirData.text((JsonObject) spelling, "warning"))
                    : List.of());
        accepted++;
      }
      for (JsonValue bad : MorphirData.array(one, "rejected")) {
        JsonObject refusal = (JsonObject) bad;
        Decoded decoded = decode(node, input(refusal, "input"));
        if (refusal.has("diagnostic")) {
          assertThat(decoded.codes())
              .as(id)
              .containsExactly(MorphirData.text(refusal, "diagnostic"));
        } else {
          String expected = MorphirData.text(refusal, "expect").replace("List", "Items");
          assertThat(decoded.model().getClass().getSimpleName()).as(id).isEqualTo(expected);
        }
        rejected++;
      }
    }
    assertThat(accepted).isGreaterThan(50);
    assertThat(rejected).isGreaterThan(6);
  }

  private static Distribution model(JsonValue document) {
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(Json.writeUtf8(document), builder);
    assertThat(report.diagnostics()).isEmpty();
    return builder.distribution().orElseThrow();
  }

  @Test
  void theExpandedWorkedExampleIsWhatVersionThreeSays() {
    JsonObject example = MorphirData.object("tests/worked-example.json");
    String expanded =
        example.members().keySet().stream()
            .filter(name -> name.startsWith("v4") && name.contains("xpanded"))
            .findFirst()
            .orElseThrow();
    assertThat(withoutEmptyDocs(model(example.get(expanded))))
        .isEqualTo(withoutEmptyDocs(model(example.get("v3"))));
  }

  /** v4 does not tell an empty documentation from an absent one. */
  private static Map<Name, ?> withoutEmptyDocs(Distribution distribution) {
    var library = (Distribution.Library) distribution;
    var values = new java.util.LinkedHashMap<Name, Object>();
    library
        .definition()
        .modules()
        .values()
        .forEach(module -> {
          values.put(new Name("access"), module.access());
          module
              .value()
              .types()
              .forEach((name, type) -> values.put(new Name("type-" + name), type));
          module.value().values().forEach((name, value) -> values.put(name, value.value().value()));
        });
    assertThat(values).hasSizeGreaterThan(2);
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4/complete-example.json", "v4/v4-library.json"})
  void readsUpstreamsSamples(String file) {
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(MorphirData.bytes(file), builder);
    assertThat(report.diagnostics()).isEmpty();
    assertThat(((Distribution.Library) builder.distribution().orElseThrow()).definition().modules())
        .isNotEmpty();
  }

  @Test
  void readsOrRefusesOldDocumentsWithoutHarm() {
    for (String file : MorphirData.files("v4")) {
      ReadReport report = IrReader.read(MorphirData.bytes(file), new DistributionBuilder());
      assertThat(report.ok() || !report.diagnostics().isEmpty()).as(file).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | invalid_distribution_shape",
        "{\"Other\":{}} | invalid_distribution_shape",
        "{\"Library\":{\"packageName\":\"a\",\"dependencies\":{}}} | missing_member",
        "{\"Library\":{\"packageName\":\"A_b\",\"dependencies\":{},\"def\":{\"modules\":{}}}} |"
            + " invalid_name",
        "{\"Library\":{\"packageName\":\"a\",\"dependencies\":{},\"def\":{\"modules\":{\"m\":{\"types\":{},\"values\":{}}}}}}"
            + " | missing_member",
        "{\"Library\":{\"packageName\":\"a\",\"dependencies\":{},\"def\":{\"modules\":{\"m\":{\"Public\":{\"types\":{\"t\":{\"Public\":{\"Bogus\":1}}},\"values\":{}}}}}}}"
            + " | invalid_shape",
        "{\"Library\":{\"packageName\":\"a\",\"dependencies\":{},\"def\":{\"modules\":{\"m-USD\":{\"Public\":{\"types\":{},\"values\":{}}},\"m--usd\":{\"Public\":{\"types\":{},\"values\":{}}}}}}}"
            + " | duplicate_name"
      })
  void refusesOtherShapes(String distribution, String code) {
    byte[] document =
        Json.writeUtf8(
            JsonObject.builder()
                .put("formatVersion", 4)
                .put("distribution", Json.parse(distribution))
                .build());
    ReadReport report = IrReader.read(document, new DistributionBuilder());
    assertThat(report.diagnostics()).extracting(one -> one.code().word()).containsExactly(code);
  }

  @Test
  void membersMayComeInAnyOrder() {
    String body =
        "{\"values\":{\"v\":{\"Public\":{\"ExpressionBody\":{\"inputTypes\":{},\"outputType\":\"a\",\"body\":1}}}},\"types\":{},\"access\":\"Private\"}";
    String usual =
        "{\"access\":\"Private\",\"types\":{},\"values\":{\"v\":{\"Public\":{\"ExpressionBody\":{\"inputTypes\":{},\"outputType\":\"a\",\"body\":1}}}}}";
    String turned =
        "{\"formatVersion\":4,\"distribution\":{\"Library\":{\"def\":{\"modules\":{\"m\":%s}},\"dependencies\":{},\"packageName\":\"p\"}}}";
    assertThat(model(Json.parse(turned.formatted(body))))
        .isEqualTo(model(Json.parse(turned.formatted(usual))));
    var builder = new DistributionBuilder();
    ReadReport report =
        IrReader.read(
            Json.writeUtf8(
                Json.parse(turned.formatted(body.replace("\"body\":1", "\"body\":null")))),
            builder);
    assertThat(report.diagnostics())
        .singleElement()
        .satisfies(one ->
            assertThat(one.path())
                .isEqualTo(
                    "/distribution/Library/def/modules/m/values/v/Public/ExpressionBody/body"));
  }

  @Test
  void deepAndWrongNodesDoNoHarm() {
    JsonValue deep = new JsonNumber("1");
    for (int i = 0; i < 2_000; i++) {
      deep = JsonArray.of(deep);
    }
    assertThat(decode("Value", deep).codes()).containsOnly("depth_limit");
    assertThat(decode("Type", deep).codes()).containsOnly("depth_limit");
    assertThat(decode("Pattern", deep).codes()).containsOnly("depth_limit");
    for (String tag :
        List.of("Literal", "Record", "Hole", "LetRecursion", "PatternMatch", "Native", "Apply")) {
      for (String payload : List.of("null", "7", "[]", "{}", "{\"x\":[]}", "\"X\"")) {
        Decoded decoded = decode("Value", Json.parse("{\"" + tag + "\":" + payload + "}"));
        assertThat(decoded.model() == null).as(tag + payload).isEqualTo(hasError(decoded));
      }
    }
  }

  private static boolean hasError(Decoded decoded) {
    return decoded.codes().stream()
        .anyMatch(code -> !code.equals("legacy_spelling") && !code.equals("unknown_member"));
  }
}
