package dev.morph.builtins.jsonschema;

import static dev.morph.builtins.Models.alias;
import static dev.morph.builtins.Models.custom;
import static dev.morph.builtins.Models.module;
import static dev.morph.builtins.Models.modules;
import static dev.morph.builtins.Models.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Models;
import dev.morph.ir.Distribution;
import dev.morph.ir.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaBackendTest {
  private static final String INT = "\"morphir/SDK:basics#int\"";
  private static final String STRING = "\"morphir/SDK:string#string\"";

  private static Backend.Generated generate(Distribution ir, String options) {
    return new JsonSchemaBackend().generate(ir, (JsonObject) Json.parse(options));
  }

  private static JsonObject definitions(Backend.Generated generated) {
    assertThat(generated.artifacts()).hasSize(1);
    return definitions(generated.artifacts().getFirst());
  }

  private static JsonObject definitions(Backend.Artifact artifact) {
    return (JsonObject) ((JsonObject) Json.parse(artifact.content())).get("$defs");
  }

  private static List<String> messages(Backend.Generated generated) {
    return generated.diagnostics().stream().map(DesignDiagnostic::message).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"morphir/SDK:basics#int\" | {\"type\":\"integer\"}",
        "\"morphir/SDK:basics#float\" | {\"type\":\"number\"}",
        "\"morphir/SDK:basics#bool\" | {\"type\":\"boolean\"}",
        "\"morphir/SDK:string#string\" | {\"type\":\"string\"}",
        "\"morphir/SDK:char#char\" | {\"type\":\"string\"}",
        "\"morphir/SDK:decimal#decimal\" | {\"type\":\"string\"}",
        "\"morphir/SDK:local-date#local-date\" | {\"type\":\"string\",\"format\":\"date\"}",
        "\"morphir/SDK:local-time#local-time\" | {\"type\":\"string\",\"format\":\"time\"}",
        "{\"Reference\":[\"morphir/SDK:list#list\",\"morphir/SDK:basics#int\"]}"
            + " | {\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
        "{\"Reference\":[\"morphir/SDK:set#set\",\"morphir/SDK:basics#int\"]}"
            + " | {\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"uniqueItems\":true}",
        "{\"Reference\":[\"morphir/SDK:maybe#maybe\",\"morphir/SDK:basics#int\"]}"
            + " | {\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}",
        "{\"Reference\":[\"morphir/SDK:result#result\",\"morphir/SDK:string#string\","
            + "\"morphir/SDK:basics#int\"]}"
            + " | {\"oneOf\":["
            + "{\"type\":\"array\",\"items\":false,"
            + "\"prefixItems\":[{\"const\":\"Err\"},{\"type\":\"string\"}]},"
            + "{\"type\":\"array\",\"items\":false,"
            + "\"prefixItems\":[{\"const\":\"Ok\"},{\"type\":\"integer\"}]}]}",
        "{\"Reference\":[\"morphir/SDK:dict#dict\",\"morphir/SDK:string#string\","
            + "\"morphir/SDK:basics#int\"]}"
            + " | {\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":false,"
            + "\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"integer\"}]},"
            + "\"uniqueItems\":true}",
        "{\"Tuple\":[\"morphir/SDK:basics#int\",\"morphir/SDK:basics#bool\"]}"
            + " | {\"type\":\"array\",\"items\":false,"
            + "\"prefixItems\":[{\"type\":\"integer\"},{\"type\":\"boolean\"}]}",
        "{\"Record\":{\"fields\":{\"USD-rate\":\"morphir/SDK:basics#float\","
            + "\"note\":{\"Reference\":[\"morphir/SDK:maybe#maybe\","
            + "\"morphir/SDK:string#string\"]}}}}"
            + " | {\"type\":\"object\",\"properties\":{\"uSDRate\":{\"type\":\"number\"},"
            + "\"note\":{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}},"
            + "\"required\":[\"uSDRate\"]}",
        "\"acme/shop:orders#self\" | {\"$ref\":\"#/$defs/Orders.Self\"}"
      })
  void mapsTypesAsUpstreamDoes(String type, String schema) {
    Backend.Generated generated =
        generate(orders(alias("thing-USD", type), alias("self", INT)), "{}");
    assertThat(generated.diagnostics()).isEmpty();
    assertThat(Json.write(definitions(generated).get("Orders.ThingUSD"))).isEqualTo(schema);
  }

  @Test
  void mapsCustomTypesAndMonths() {
    JsonObject definitions =
        definitions(
            generate(
                orders(
                    custom("state", "{\"open\": [], \"paid-by\": [[\"arg-1\", " + INT + "]]}"),
                    alias("month", "\"morphir/SDK:local-date#month\""),
                    alias("day", "\"morphir/SDK:local-date#day-of-week\"")),
                "{}"));
    assertThat(Json.write(definitions.get("Orders.State")))
        .isEqualTo(
            "{\"oneOf\":[{\"const\":\"Open\"},{\"type\":\"array\",\"items\":false,"
                + "\"prefixItems\":[{\"const\":\"PaidBy\"},{\"type\":\"integer\"}]}]}");
    assertThat(Json.write(definitions.get("Orders.Month")))
        .startsWith("{\"oneOf\":[{\"const\":\"January\"},")
        .endsWith("{\"const\":\"December\"}]}");
    assertThat(Json.write(definitions.get("Orders.Day")))
        .isEqualTo("{\"$ref\":\"#/$defs/LocalDate.DayOfWeek\"}");
    assertThat(Json.write(definitions.get("LocalDate.DayOfWeek")))
        .startsWith("{\"oneOf\":[{\"const\":\"Monday\"},");
  }

  @Test
  void namesTheDocumentAfterThePackage() {
    Distribution ir =
        Models.read(
            new String(
                    modules(module("orders", alias("id", INT))),
                    java.nio.charset.StandardCharsets.UTF_8)
                .replace("acme/shop", "acme/value-in-USD/FR-2052-a")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Backend.Artifact artifact = generate(ir, "{}").artifacts().getFirst();
    assertThat(artifact.path()).isEqualTo("Acme.ValueInUSD.FR2052A.json");
    assertThat(artifact.content())
        .contains("\"$id\": \"https://morphir.finos.org/acme-value_in_USD-FR_2052_A.schema.json\"")
        .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"")
        .endsWith("}\n");
    assertThat(generate(ir, "{\"filename\": \"shop\"}").artifacts().getFirst().path())
        .isEqualTo("shop.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\" | Cannot map type a: ",
        "{\"Unit\":{}} | Cannot map type (): ",
        "{\"Function\":{\"parameterType\":{\"Unit\":{}},\"returnType\":\"a\"}}"
            + " | Cannot map type () -> a: ",
        "{\"ExtensibleRecord\":{\"variable\":\"r\",\"fields\":{\"x\":\"a\"}}}"
            + " | Cannot map type { r | x : a }: ",
        "\"morphir/SDK:regex#regex\" | it needs Regex.Regex: Cannot map type"
            + " morphir/SDK:regex#regex: ",
        "\"acme/other:m#gone\" | Cannot map type acme/other:m#gone: there is no such type",
        "\"morphir/SDK:list#list\" | Cannot map type morphir/SDK:list#list: it has 1 parameters,"
            + " not 0",
        "\"acme/shop:orders#thing\" | Cannot map type Orders.Thing: it stands for itself",
        "{\"Reference\":[\"morphir/SDK:maybe#maybe\",\"acme/shop:orders#thing\"]}"
            + " | Cannot map type Orders.Thing: it stands for itself"
      })
  void tellsWhatCannotBeMapped(String type, String message) {
    Backend.Generated generated =
        generate(
            orders(
                alias("thing", type),
                alias("user", "\"acme/shop:orders#thing\""),
                alias("other", INT)),
            "{}");
    assertThat(definitions(generated).members()).containsOnlyKeys("Orders.Other");
    assertThat(generated.diagnostics())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING))
        .allSatisfy(one -> assertThat(one.code()).isEqualTo("unmapped_type"));
    assertThat(messages(generated).getFirst()).startsWith("Orders.Thing: " + message);
    assertThat(messages(generated).getLast()).startsWith("Orders.User: it needs ");
  }

  @Test
  void refusesACustomTypeWithoutConstructors() {
    assertThat(messages(generate(orders(custom("never", "{}")), "{}")))
        .containsExactly(
            "Orders.Never: Cannot map type acme/shop:orders#never: it has no constructors");
  }

  @Test
  void definesEachUseOfAGenericType() {
    Backend.Generated generated =
        generate(
            orders(
                custom(
                    "tree",
                    """
                    {"leaf": [], "node": [
                      ["left", {"Reference": ["acme/shop:orders#tree", "a"]}], ["value", "a"]]}\
                    """,
                    "a"),
                alias("numbers", "{\"Reference\": [\"acme/shop:orders#tree\", " + INT + "]}"),
                alias(
                    "texts",
                    """
                    {"Reference": ["acme/shop:orders#tree",
                      {"Tuple": ["morphir/SDK:string#string", {"Record": {"fields": {}}}]}]}\
                    """)),
            "{}");
    JsonObject definitions = definitions(generated);
    assertThat(definitions.members())
        .containsOnlyKeys(
            "Orders.Numbers", "Orders.Texts", "Orders.Tree(Int)", "Orders.Tree((String,Record))");
    assertThat(Json.write(definitions.get("Orders.Tree(Int)")))
        .isEqualTo(
            "{\"oneOf\":[{\"const\":\"Leaf\"},{\"type\":\"array\",\"items\":false,"
                + "\"prefixItems\":[{\"const\":\"Node\"},{\"$ref\":\"#/$defs/Orders.Tree(Int)\"},"
                + "{\"type\":\"integer\"}]}]}");
    assertThat(messages(generated)).hasSize(1).first().asString().startsWith("Orders.Tree: ");
  }

  @Test
  void takesArgumentsThatDoNotMatterForNone() {
    JsonObject definitions =
        definitions(
            generate(
                orders(
                    custom("id", "{\"id\": [[\"arg-1\", " + INT + "]]}", "phantom"),
                    alias(
                        "order-ID", "{\"Reference\": [\"acme/shop:orders#id\", {\"Unit\": {}}]}")),
                "{}"));
    assertThat(Json.write(definitions.get("Orders.OrderID")))
        .isEqualTo("{\"$ref\":\"#/$defs/Orders.Id\"}");
    assertThat(definitions.members()).containsKey("Orders.Id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Reference\":[\"morphir/SDK:list#list\",\"a\"]}",
        "{\"Tuple\":[\"a\",\"a\"]}",
        "{\"Tuple\":[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]}"
      })
  void endsWhereAGenericTypeGrowsWithoutEnd(String argument) {
    Backend.Generated generated =
        generate(
            orders(
                custom(
                    "nest",
                    "{\"flat\": [], \"nested\": [[\"arg-1\", {\"Reference\": "
                        + "[\"acme/shop:orders#nest\", "
                        + argument
                        + "]}]]}",
                    "a"),
                alias("numbers", "{\"Reference\": [\"acme/shop:orders#nest\", " + INT + "]}")),
            "{}");
    assertThat(definitions(generated).members()).isEmpty();
    assertThat(messages(generated).getLast()).contains("its arguments grow without end");
  }

  @Test
  void allowsNullOnceWhereMaybeIsWithinMaybe() {
    String maybe = "{\"Reference\":[\"morphir/SDK:maybe#maybe\",%s]}";
    JsonObject definitions =
        definitions(
            generate(
                orders(
                    alias("maybe-int", maybe.formatted(INT)),
                    alias("twice", maybe.formatted(maybe.formatted(INT))),
                    alias("by-name", maybe.formatted("\"acme/shop:orders#maybe-int\"")),
                    alias(
                        "box",
                        "{\"Record\":{\"fields\":{\"x\":" + maybe.formatted("\"a\"") + "}}}",
                        "a"),
                    alias(
                        "boxed",
                        "{\"Reference\":[\"acme/shop:orders#box\"," + maybe.formatted(INT) + "]}")),
                "{}"));
    assertThat(definitions.get("Orders.Twice")).isEqualTo(definitions.get("Orders.MaybeInt"));
    assertThat(Json.write(definitions.get("Orders.ByName")))
        .isEqualTo("{\"$ref\":\"#/$defs/Orders.MaybeInt\"}");
    assertThat(Json.write(definitions.get("Orders.Box(Maybe(Int))")))
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"x\":"
                + "{\"oneOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}}}");
  }

  @Test
  void keepsNamesThatAreWrittenAlikeApart() {
    JsonObject definitions =
        definitions(generate(orders(alias("a1", INT), alias("a-1", STRING)), "{}"));
    assertThat(Json.write(definitions))
        .isEqualTo("{\"Orders.A1\":{\"type\":\"integer\"},\"Orders.A1_2\":{\"type\":\"string\"}}");
  }

  @Test
  void definesWhatDependenciesTell() {
    Distribution ir =
        Models.read(
            """
            {"formatVersion": 4, "distribution": {"Library": {"packageName": "acme/shop",
              "dependencies": {"acme/money": {"modules": {"orders": {"types": {
                "price": {"TypeAliasSpecification": {"typeParams": [],
                  "typeExp": "morphir/SDK:decimal#decimal"}},
                "secret": {"OpaqueTypeSpecification": {}}}, "values": {}}}}},
              "def": {"modules": {"orders": {"Public": {"types": {
                "price": {"Public": {"TypeAliasDefinition": {"typeParams": [],
                  "typeExp": "acme/money:orders#price"}}},
                "secret": {"Private": {"TypeAliasDefinition": {"typeParams": [],
                  "typeExp": "acme/money:orders#secret"}}}}, "values": {}}}}}}}}\
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Backend.Generated generated = generate(ir, "{}");
    assertThat(Json.write(definitions(generated)))
        .isEqualTo(
            "{\"Orders.Price\":{\"$ref\":\"#/$defs/Acme.Money.Orders.Price\"},"
                + "\"Acme.Money.Orders.Price\":{\"type\":\"string\"}}");
    assertThat(messages(generated)).hasSize(1).first().asString().startsWith("Orders.Secret: ");
  }

  private static Distribution twoModules() {
    return Models.read(
        modules(
            module(
                "orders",
                alias("line", "{\"Tuple\":[\"acme/shop:goods/FR-2052-a#item\"]}"),
                alias("note", STRING)),
            module("goods/FR-2052-a", alias("item", INT), alias("colour", STRING)),
            module("empty")));
  }

  @ParameterizedTest
  @CsvSource({
    "orders, 'Orders.Line Orders.Note Goods.FR2052A.Item'",
    "goods/FR-2052-a, 'Goods.FR2052A.Item Goods.FR2052A.Colour'",
    "Goods.FR2052A, 'Goods.FR2052A.Item Goods.FR2052A.Colour'"
  })
  void limitsToModulesAndWhatTheyNeed(String module, String keys) {
    JsonObject definitions =
        definitions(generate(twoModules(), "{\"limit-to-modules\": [\"" + module + "\"]}"));
    assertThat(String.join(" ", definitions.members().keySet())).isEqualTo(keys);
  }

  @ParameterizedTest
  @CsvSource({
    "Orders.Note, Orders.Note",
    "orders#line, 'Orders.Line Goods.FR2052A.Item'",
    "'Orders.Note, Goods.FR2052A', 'Orders.Note Goods.FR2052A.Item Goods.FR2052A.Colour'"
  })
  void includesTypesAndModules(String include, String keys) {
    JsonObject definitions =
        definitions(generate(twoModules(), "{\"include\": \"" + include + "\"}"));
    assertThat(String.join(" ", definitions.members().keySet())).isEqualTo(keys);
  }

  @Test
  void groupsByModuleAndType() {
    List<Backend.Artifact> modules =
        generate(twoModules(), "{\"group-schema-by\": \"module\"}").artifacts();
    assertThat(modules.stream().map(Backend.Artifact::path))
        .containsExactly("Orders.json", "Goods.FR2052A.json");
    assertThat(definitions(modules.getFirst()).members().keySet())
        .containsExactly("Orders.Line", "Orders.Note", "Goods.FR2052A.Item");
    assertThat(modules.getLast().content())
        .contains("https://morphir.finos.org/acme-shop-goods-FR_2052_A.schema.json");
    List<Backend.Artifact> types =
        generate(twoModules(), "{\"group-schema-by\": \"type\", \"include\": \"Orders\"}")
            .artifacts();
    assertThat(types.stream().map(Backend.Artifact::path))
        .containsExactly("Orders.Line.json", "Orders.Note.json");
    assertThat(definitions(types.getFirst()).members().keySet())
        .containsExactly("Orders.Line", "Goods.FR2052A.Item");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"filname\":\"x\"} | unknown_option | unknown option filname; there are filename, "
            + "limit-to-modules, group-schema-by, include",
        "{\"group-schema-by\":\"file\"} | invalid_option"
            + " | option group-schema-by is package, module, type, not \"file\"",
        "{\"filename\":7} | invalid_option | option filename is a text, not 7",
        "{\"include\":[7]} | invalid_option | option include is an array of texts, not 7",
        "{\"include\":{}} | invalid_option"
            + " | option include is an array of texts, or a text with commas, not {}",
        "{\"filename\":\"../x\"} | invalid_option"
            + " | option filename names the one file, without .json and without folders; it goes "
            + "with group-schema-by package",
        "{\"filename\":\"x\",\"group-schema-by\":\"type\"} | invalid_option"
            + " | option filename names the one file, without .json and without folders; it goes "
            + "with group-schema-by package",
        "{\"limit-to-modules\":\"Orders,Gods\"} | invalid_option"
            + " | option limit-to-modules names no module of the package: Gods; its modules are "
            + "Orders, Goods.FR2052A, Empty",
        "{\"include\":\"Orders.Lines\"} | invalid_option"
            + " | option include names no module or type of the package: Orders.Lines; its "
            + "modules are Orders, Goods.FR2052A, Empty"
      })
  void refusesWrongOptions(String options, String code, String message) {
    Backend.Generated generated = generate(twoModules(), options);
    assertThat(generated.artifacts()).isEmpty();
    assertThat(generated.diagnostics())
        .containsExactly(new DesignDiagnostic(Severity.ERROR, code, message, null));
  }

  @Test
  void takesSpecificationsAndDeepTypes() {
    Distribution specs =
        Models.read(
            """
            {"formatVersion": 4, "distribution": {"Specs": {"packageName": "acme/shop",
              "dependencies": {}, "spec": {"modules": {"orders": {"types": {
                "id": {"TypeAliasSpecification": {"typeParams": [],
                  "typeExp": "morphir/SDK:UUID#UUID"}}}, "values": {}}}}}}}\
            """
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(Json.write(definitions(generate(specs, "{}"))))
        .isEqualTo(
            "{\"Orders.Id\":{\"$ref\":\"#/$defs/UUID.UUID\"},"
                + "\"UUID.UUID\":{\"type\":\"string\",\"format\":\"uuid\"}}");
    int depth = 150;
    String deep = "{\"Tuple\":[".repeat(depth) + INT + "]}".repeat(depth);
    Backend.Generated generated = generate(orders(alias("deep", deep)), "{}");
    assertThat(generated.diagnostics()).isEmpty();
    assertThat(generated.artifacts().getFirst().content()).contains("integer");
  }
}
