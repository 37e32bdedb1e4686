package dev.morph.ir.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Constructor;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueSpecification;
import dev.morph.testkit.MorphirData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of the SDK against the signatures in the shared data. */
class MorphirSdkTest {
  private static final JsonObject SIGNATURES =
      (JsonObject) MorphirData.object("sdk/morphir-sdk-signatures.json").get("modules");

  private static ModuleSpecification module(String identifier) {
    return MorphirSdk.specification().modules().get(Path.ofIdentifiers(identifier));
  }

  private static List<JsonObject> objects(JsonObject parent, String member) {
    return ((JsonArray) parent.get(member)).items().stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void hasEveryValueWithItsType() {
    assertThat(MorphirSdk.specification().modules())
        .hasSize(22)
        .hasSize(SIGNATURES.members().size());
    int values = 0;
    for (Map.Entry<String, JsonValue> one : SIGNATURES.members().entrySet()) {
      ModuleSpecification module = module(one.getKey());
      List<String> expected = new ArrayList<>();
      for (JsonObject value : objects((JsonObject) one.getValue(), "values")) {
        expected.add(expected(value));
      }
      List<String> own = new ArrayList<>();
      module.values().forEach((name, value) -> own.add(own(name, value.value())));
      assertThat(own).as(one.getKey()).isEqualTo(expected);
      values += own.size();
    }
    assertThat(values).isEqualTo(372);
  }

  private static String expected(JsonObject value) {
    var text = new StringBuilder(MorphirData.text(value, "name"));
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonValue input : ((JsonArray) value.get("inputs")).items()) {
      List<JsonValue> pair = ((JsonArray) input).items();
      String name = ((JsonString) pair.get(0)).value();
      // Result.map3 to map5 there name all parameters result2; names of parameters are distinct.
      String distinct = names.add(name) ? name : name.substring(0, name.length() - 1) + index;
      text.append(' ')
          .append(distinct)
          .append(" : ")
          .append(((JsonString) pair.get(1)).value())
          .append(',');
      index++;
    }
    return text.append(" = ").append(MorphirData.text(value, "output")).toString();
  }

  private static String own(Name name, ValueSpecification value) {
    var text = new StringBuilder(name.camelCase());
    for (Parameter input : value.inputs()) {
      text.append(' ')
          .append(input.name().camelCase())
          .append(" : ")
          .append(ElmText.of(input.type()))
          .append(',');
    }
    return text.append(" = ").append(ElmText.of(value.output())).toString();
  }

  @Test
  void hasEveryType() {
    for (Map.Entry<String, JsonValue> one : SIGNATURES.members().entrySet()) {
      List<String> expected = new ArrayList<>();
      for (JsonObject type : objects((JsonObject) one.getValue(), "types")) {
        expected.add(MorphirData.text(type, "name") + " " + MorphirData.text(type, "kind"));
      }
      switch (one.getKey()) {
        // The data has no type of Dict's, which its values use.
        case "Dict" -> expected.add("Dict OpaqueTypeSpecification");
        // The data names a type Decimal there; the values use the two others.
        case "Number" -> {
          expected.clear();
          expected.add("Number OpaqueTypeSpecification");
          expected.add("DivisionByZero CustomTypeSpecification");
        }
        default -> {}
      }
      List<String> own = new ArrayList<>();
      module(one.getKey()).types().forEach((name, type) -> own.add(kind(name, type)));
      assertThat(own).as(one.getKey()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String kind(Name name, Documented<TypeSpecification> type) {
    String text = name.pascalCase();
    return switch (type.value()) {
      case TypeSpecification.Alias _ -> text + " TypeAliasSpecification";
      case TypeSpecification.Opaque _ -> text + " OpaqueTypeSpecification";
      case TypeSpecification.Custom _ -> text + " CustomTypeSpecification";
      case TypeSpecification.Derived _ -> text + " DerivedTypeSpecification";
    };
  }

  @Test
  void refersOnlyToWhatExistsWithAsManyArguments() {
    var environment = TypeEnvironment.ofSdk();
    for (ModuleSpecification module : MorphirSdk.specification().modules().values()) {
      for (Documented<ValueSpecification> value : module.values().values()) {
        value.value().inputs().forEach(one -> refers(environment, one.type()));
        refers(environment, value.value().output());
      }
      for (Documented<TypeSpecification> type : module.types().values()) {
        switch (type.value()) {
          case TypeSpecification.Alias it -> refers(environment, it.type());
          case TypeSpecification.Custom it ->
              it.constructors().stream()
                  .map(Constructor::parameters)
                  .forEach(all -> all.forEach(one -> refers(environment, one.type())));
          case TypeSpecification.Derived it -> {
            refers(environment, it.baseType());
            assertThat(environment.value(it.fromBaseType())).isNotNull();
            assertThat(environment.value(it.toBaseType())).isNotNull();
          }
          case TypeSpecification.Opaque _ -> {}
        }
      }
    }
  }

  private static void refers(TypeEnvironment environment, Type type) {
    switch (type) {
      case Type.Reference it -> {
        TypeDeclaration found = environment.type(it.name());
        assertThat(found).as(it.name().toString()).isNotNull();
        assertThat(it.arguments()).as(it.name().toString()).hasSameSizeAs(found.parameters());
        it.arguments().forEach(one -> refers(environment, one));
      }
      case Type.Function it -> {
        refers(environment, it.parameter());
        refers(environment, it.result());
      }
      case Type.Tuple it -> it.elements().forEach(one -> refers(environment, one));
      case Type.Record it -> it.fields().forEach(one -> refers(environment, one.type()));
      default -> assertThat(type).isInstanceOf(Type.Variable.class);
    }
  }

  @Test
  void knowsConstructorsAndAliases() {
    var environment = TypeEnvironment.ofSdk();
    assertThat(
            ElmText.of(
                environment.constructor(FQName.parse("morphir/SDK:maybe#just")).asFunction()))
        .isEqualTo("a -> Maybe a");
    assertThat(
            ElmText.of(
                environment.constructor(FQName.parse("morphir/SDK:regex#options")).asFunction()))
        .isEqualTo("Bool -> Bool -> Options");
    assertThat(environment.constructor(FQName.parse("morphir/SDK:basics#EQ")).type().local())
        .isEqualTo(new Name("order"));
    assertThat(ElmText.of(environment.value(FQName.parse("morphir/SDK:local-date#from-ISO"))))
        .isEqualTo("String -> Maybe LocalDate");
    Type rule =
        ((Type.Function) environment.value(FQName.parse("morphir/SDK:rule#chain"))).result();
    assertThat(ElmText.of(rule)).isEqualTo("Rule a b");
    assertThat(ElmText.of(environment.expand(rule))).isEqualTo("a -> Maybe b");
  }
}
