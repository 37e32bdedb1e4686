package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeDefinition;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as JSON, by their types. */
class DataCodecTest {
  private static final Type INT = sdk("basics", "int");
  private static final Type TEXT = sdk("string", "string");

  private final DataCodec codec =
      DataCodec.of(
          new Ir()
              .custom("colour", Map.of("red", 0, "RGB", 1))
              .type(
                  "pair",
                  new TypeDefinition.Alias(
                      List.of(), record("first-name", TEXT, "value-in-USD", maybe(INT))))
              .type("self", new TypeDefinition.Alias(List.of(), own("self")))
              .evaluator()
              .types());

  private static Type sdk(String module, String name, Type... arguments) {
    return new Type.Reference(TypeAttributes.NONE, Ir.sdkName(module, name), List.of(arguments));
  }

  private static Type own(String name, Type... arguments) {
    return new Type.Reference(TypeAttributes.NONE, Ir.own(name), List.of(arguments));
  }

  private static Type maybe(Type inner) {
    return sdk("maybe", "maybe", inner);
  }

  private static Type list(Type item) {
    return sdk("list", "list", item);
  }

  private static Type record(Object... namesAndTypes) {
    List<Type.Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(new Type.Field(new Name((String) namesAndTypes[i]), (Type) namesAndTypes[i + 1]));
    }
    return new Type.Record(TypeAttributes.NONE, fields);
  }

  private void comesBack(Type type, String json) {
    JsonValue value = Json.parse(json);
    assertThat(DataCodec.encode(codec.decode(type, value))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "basics|int|-5",
        "basics|int|123456789012345678901234567890",
        "basics|float|1.5",
        "basics|float|650",
        "basics|float|\"Infinity\"",
        "basics|float|\"NaN\"",
        "basics|bool|true",
        "basics|order|[\"lT\"]",
        "char|char|\"\uD83D\uDE00\"",
        "string|string|\"\"",
        "decimal|decimal|\"12.50\"",
        "local-date|local-date|\"2024-02-29\"",
        "local-date|month|[\"january\"]",
        "local-time|local-time|\"10:43:26.500\"",
        "UUID|UUID|\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"",
        "int|int-8|-128",
        "int|int-64|9223372036854775807",
      })
  void valuesOfTheSdkComeBack(String module, String name, String json) {
    comesBack(sdk(module, name), json);
  }

  @Test
  void compositesComeBack() {
    comesBack(list(list(INT)), "[[1,2],[]]");
    comesBack(sdk("set", "set", INT), "[1,2]");
    comesBack(sdk("dict", "dict", TEXT, INT), "[[\"a\",1],[\"b\",2]]");
    comesBack(maybe(INT), "null");
    comesBack(sdk("result", "result", TEXT, INT), "[\"ok\",1]");
    comesBack(sdk("result", "result", TEXT, INT), "[\"err\",\"no\"]");
    comesBack(new Type.Tuple(TypeAttributes.NONE, List.of(INT, TEXT)), "[1,\"a\"]");
    comesBack(new Type.Unit(TypeAttributes.NONE), "null");
    comesBack(own("pair"), "{\"firstName\":\"x\",\"valueInUSD\":5}");
    comesBack(own("colour", TEXT), "[\"rGB\",\"x\"]");
    comesBack(own("colour", TEXT), "[\"red\"]");
  }

  @Test
  void valuesAreOfTheClassesOfTheSdk() {
    assertThat(codec.decode(sdk("dict", "dict", TEXT, INT), Json.parse("[[\"a\",1]]")))
        .isEqualTo(Dict.copyOf(Map.of("a", 1L)));
    assertThat(codec.decode(sdk("set", "set", INT), Json.parse("[2,1,2]")))
        .isEqualTo(MorphirSet.copyOf(List.of(1L, 2L)));
    assertThat(codec.decode(sdk("decimal", "decimal"), Json.parse("1.50")))
        .isEqualTo(new BigDecimal("1.50"));
    assertThat(codec.decode(sdk("basics", "float"), Json.parse("1"))).isEqualTo(1.0);
  }

  @Test
  void otherSpellingsOfNamesAreRead() {
    Object made = codec.decode(own("colour", TEXT), Json.parse("[\"RGB\",\"x\"]"));
    assertThat(made).isEqualTo(new ConstructorValue(Ir.own("RGB"), List.of("x")));
    assertThat(codec.decode(own("colour", TEXT), Json.parse("\"Red\"")))
        .isEqualTo(new ConstructorValue(Ir.own("red"), List.of()));
    var pair = (RecordValue) codec.decode(own("pair"), Json.parse("{\"firstName\":\"x\"}"));
    assertThat(pair.get(new Name("value-in-USD"))).isEqualTo(Maybe.nothing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,\"x\"]|at /1: wanted is a whole number, not \"x\"",
        "[1.5]|at /0: not a whole number: 1.5",
        "[1e999999999]|at /0: too large an exponent: 1e999999999",
        "{}|wanted is an array, not {}",
        "null|wanted is an array, not null",
      })
  void whatIsNoListOfWholeNumbersIsTold(String json, String message) {
    assertThatThrownBy(() -> codec.decode(list(INT), Json.parse(json)))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  @Test
  void faultsOfRecordsAndConstructorsAreTold() {
    refused(own("pair"), "{}", "the field firstName is missing");
    refused(own("pair"), "{\"firstName\":1}", "at /firstName: wanted is a text, not 1");
    refused(own("pair"), "{\"firstName\":\"\",\"x\":1}", "the record has no field x");
    refused(own("colour", INT), "[\"green\"]", "has no constructor green; it has");
    refused(own("colour", INT), "[\"red\",1]", "red takes 0 arguments, not 1");
    refused(own("colour", INT), "[]", "wanted is an array of a constructor's name");
    refused(own("colour", INT), "[1]", "at /0: wanted is the name of a constructor, not 1");
    refused(own("nothing"), "1", "there is no type test:m#nothing");
    refused(own("self"), "1", "have no form in JSON");
    refused(sdk("regex", "regex"), "\"a\"", "have no form in JSON");
    refused(new Type.Function(TypeAttributes.NONE, INT, INT), "1", "a function has no form");
    refused(sdk("char", "char"), "\"ab\"", "a character is one code point");
    refused(sdk("int", "int-8"), "128", "from -128 to 127");
    refused(sdk("local-date", "local-date"), "\"2023-02-29\"", "wanted is a date");
    refused(sdk("decimal", "decimal"), "\"1e999999999\"", "too large an exponent");
    refused(sdk("instant", "instant"), "\"noon\"", "wanted is a point in time");
    refused(new Type.Tuple(TypeAttributes.NONE, List.of(INT, INT)), "[1]", "an array of 2");
    refused(sdk("dict", "dict", INT, INT), "[[1]]", "at /0: wanted is a pair of key and value");
  }

  private void refused(Type type, String json, String message) {
    assertThatThrownBy(() -> codec.decode(type, Json.parse(json)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void argumentsAreReadByTheDeclaredTypes() {
    DataCodec lcr =
        DataCodec.of(Evaluator.of(Distributions.file("v3/lcr-morphir-ir.json")).types());
    FQName name =
        Objects.requireNonNull(FQName.parse("regulation:US/LCR/amount-calculations#apply-note-4"));
    List<JsonValue> three = List.of(Json.parse("\"a\""), Json.parse("1"), Json.parse("2"));
    assertThat(lcr.decodeArguments(name, three)).isEqualTo(List.of("a", 1.0, 2.0));
    List<JsonValue> wrong = List.of(Json.parse("1"));
    assertThatThrownBy(() -> lcr.decodeArguments(name, wrong))
        .hasMessage("at /0: wanted is a text, not 1");
    List<JsonValue> four = new ArrayList<>(three);
    four.add(Json.parse("3"));
    assertThatThrownBy(() -> lcr.decodeArguments(name, four))
        .hasMessageStartingWith("at /3: ")
        .hasMessageEndingWith("takes no such argument");
  }

  @Test
  void functionsHaveNoForm() {
    Function<Object, Object> identity = it -> it;
    assertThatThrownBy(() -> DataCodec.encode(List.of(1L, identity)))
        .isInstanceOf(DataException.class)
        .hasMessage("at /1: it has no form in JSON: <function>");
  }
}
