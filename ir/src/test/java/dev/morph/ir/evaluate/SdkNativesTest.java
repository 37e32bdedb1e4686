package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.Function2;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.Order;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.TupleN;
import dev.morph.testkit.MorphirData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SdkNativesTest {
  private static final BigInteger BIG = BigInteger.TWO.pow(100);

  private static Object call(String name, Object... arguments) {
    Native function = SdkNatives.find(name("Morphir.SDK:" + name));
    assertThat(function).as(name).isNotNull();
    assertThat(function.arity()).as(name).isEqualTo(arguments.length);
    return function.call(arguments);
  }

  private static FQName name(String identifiers) {
    return Objects.requireNonNull(FQName.ofIdentifiers(identifiers));
  }

  @Test
  void hasEveryFunctionOfTheSdkWithItsParameters() {
    Map<String, Integer> expected = new TreeMap<>();
    JsonObject modules =
        (JsonObject) MorphirData.object("sdk/morphir-sdk-signatures.json").get("modules");
    for (String module : modules.members().keySet()) {
      for (JsonValue value : MorphirData.array((JsonObject) modules.get(module), "values")) {
        String local = MorphirData.text((JsonObject) value, "name");
        expected.put(
            name("Morphir.SDK:" + module + ":" + local).toString(),
            MorphirData.array((JsonObject) value, "inputs").size());
      }
    }
    Map<String, Integer> found = new TreeMap<>();
    SdkNatives.table().forEach((name, one) -> found.put(name.toString(), one.arity()));
    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected).hasSize(372);
  }

  @Test
  void knowsNothingElse() {
    assertThat(SdkNatives.find(name("Morphir.SDK:List:mop"))).isNull();
    assertThat(SdkNatives.find(name("My.SDK:List:map"))).isNull();
  }

  /** Whatever a function is given, it gives something or refuses it as it may. */
  @Test
  void noFunctionBreaksOnWrongValues() {
    List<Object> values =
        List.of(
            1L,
            BIG,
            1.5,
            Double.NaN,
            "",
            "a",
            true,
            List.of(),
            List.of(1L, "a"),
            Maybe.nothing(),
            new Tuple2<>(1L, 2L),
            BigDecimal.ONE,
            (Function<Object, Object>) a -> a);
    SdkNatives.table()
        .forEach((name, function) -> {
          for (Object value : values) {
            Object[] arguments = Collections.nCopies(function.arity(), value).toArray();
            try {
              assertThat(function.call(arguments)).as(name.toString()).isNotNull();
            } catch (ArithmeticException | IllegalArgumentException | ClassCastException allowed) {
              assertThat(allowed.getMessage()).as(name.toString()).isNotBlank();
            }
          }
        });
  }

  @Test
  void integersGrowAndShrink() {
    assertThat(call("Basics:add", Long.MAX_VALUE, 1L)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(call("Basics:subtract", call("Basics:add", Long.MAX_VALUE, 1L), 1L))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(call("Basics:multiply", Long.MIN_VALUE, -1L))
        .isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(call("Basics:negate", Long.MIN_VALUE)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(call("Basics:abs", Long.MIN_VALUE)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(call("Basics:integerDivide", Long.MIN_VALUE, -1L))
        .isEqualTo(BigInteger.ONE.shiftLeft(63));
    assertThat(call("Basics:power", 2L, 100L)).isEqualTo(BIG);
    assertThat(call("Basics:integerDivide", BIG, BIG)).isEqualTo(1L);
    assertThat(call("Basics:modBy", BIG, -1L)).isEqualTo(BIG.subtract(BigInteger.ONE));
    assertThat(call("Basics:remainderBy", BIG, -1L)).isEqualTo(-1L);
    assertThat(call("Basics:round", 1e30))
        .isEqualTo(new BigInteger("1000000000000000019884624838656"));
    assertThat(call("Basics:toFloat", BIG)).isEqualTo(0x1p100);
    assertThat(call("Basics:compare", BIG, 1L)).isEqualTo(Order.GT);
    assertThat(call("Basics:equal", BIG, BigInteger.TWO.pow(100))).isEqualTo(true);
    assertThat(call("List:sum", List.of(Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualTo(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.TWO));
    assertThat(call("List:product", List.of())).isEqualTo(1L);
    assertThat(call("List:sum", List.of(1.5, 2L))).isEqualTo(3.5);
    assertThat(call("List:product", List.of(new BigDecimal("1.0"), new BigDecimal("2.0"))))
        .isEqualTo(new BigDecimal("2"));
    assertThat(call("String:fromInt", BIG)).isEqualTo(BIG.toString());
    assertThat(call("String:toInt", BIG.toString())).isEqualTo(Maybe.just(BIG));
    assertThat(call("String:toInt", "+7")).isEqualTo(Maybe.just(7L));
    assertThat(call("Decimal:fromInt", BIG)).isEqualTo(new BigDecimal(BIG));
    assertThat(call("Decimal:tenth", BIG)).isEqualTo(new BigDecimal(BIG).movePointLeft(1));
    assertThat(call("Number:toFractionalString", call("Number:fromInt", BIG)))
        .isEqualTo(BIG + "/1");
    assertThat(call("Int:toInt64", BIG)).isEqualTo(Maybe.nothing());
    assertThat(call("Int:toInt8", 127L)).isEqualTo(Maybe.just((byte) 127));
    assertThat(call("Int:fromInt8", (byte) -1)).isEqualTo(-1L);
    assertThat(call("String:left", BIG, "abc")).isEqualTo("abc");
    assertThat(call("List:drop", BIG, List.of(1L))).isEqualTo(List.of());
    assertThat(call("List:take", BIG.negate(), List.of(1L))).isEqualTo(List.of());
  }

  @Test
  void integersHaveABound() {
    assertThatThrownBy(() -> call("Basics:power", 2L, (long) Arithmetic.MAX_BITS + 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> call("Basics:power", 3L, BIG)).isInstanceOf(ArithmeticException.class);
    BigInteger large = BigInteger.ONE.shiftLeft(Arithmetic.MAX_BITS - 1);
    assertThatThrownBy(() -> call("Basics:multiply", large, large))
        .isInstanceOf(ArithmeticException.class);
    assertThat(call("Basics:power", -1L, BIG)).isEqualTo(1L);
    assertThat(call("Basics:power", 0L, BIG)).isEqualTo(0L);
  }

  @Test
  void wholeNumbersStandForFloats() {
    assertThat(call("Basics:divide", 1L, 2L)).isEqualTo(0.5);
    assertThat(call("Basics:sqrt", 9L)).isEqualTo(3.0);
    assertThat(call("Basics:add", 1L, 0.5)).isEqualTo(1.5);
    assertThat(call("Basics:fromPolar", new Tuple2<>(2L, 0L))).isEqualTo(new Tuple2<>(2.0, 0.0));
    Object count = call("Aggregate:sumOf", (Function<Object, Object>) row -> row);
    assertThat(call("Aggregate:aggregateMap", count, curried(List::of), List.of(1L, 2L)))
        .isEqualTo(List.of(List.of(3.0, 1L), List.of(3.0, 2L)));
  }

  private static Function2<Object, Object, Object> curried(
      Function2<Object, Object, Object> function) {
    return function;
  }

  @Test
  void keysOfManyPartsAreTuples() {
    List<Object> arguments = new ArrayList<>();
    for (long i = 0; i < 16; i++) {
      Object part = i;
      arguments.add((Function<Object, Object>) row -> List.of(part, row));
    }
    arguments.add("row");
    Object key = call("Key:key16", arguments.toArray());
    assertThat(key).isInstanceOf(TupleN.class);
    assertThat(((TupleN) key).values()).hasSize(16).startsWith(List.of(0L, "row"));
    Function<Object, Object> one = row -> 1L;
    assertThat(call("Key:key2", one, one, "row")).isEqualTo(new Tuple2<>(1L, 1L));
  }

  @Test
  void matchesAndOptionsAreRecords() {
    Map<Name, Object> fields = new LinkedHashMap<>();
    fields.put(new Name("multiline"), false);
    fields.put(new Name("case-insensitive"), true);
    Object compiled = call("Regex:fromStringWith", RecordValue.of(fields), "(a)(b)?");
    Object regex = ((Maybe.Just<?>) compiled).value();
    var matches = (List<?>) call("Regex:find", regex, "xA");
    assertThat(matches).hasSize(1);
    var match = (RecordValue) matches.get(0);
    assertThat(match.names())
        .extracting(Name::camelCase)
        .containsExactly("match", "index", "number", "submatches");
    assertThat(match.fields().values())
        .containsExactly("A", 1L, 1L, List.of(Maybe.just("A"), Maybe.nothing()));
    Function<Object, Object> with = one -> "<" + ((RecordValue) one).get(new Name("match")) + ">";
    assertThat(call("Regex:replace", regex, with, "xA")).isEqualTo("x<A>");
    assertThat(call("Regex:replaceAtMost", 0L, regex, with, "xA")).isEqualTo("xA");
    assertThatThrownBy(() -> call("Regex:fromStringWith", RecordValue.of(Map.of()), "a"))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void rulesAreFunctions() {
    Function<Object, Object> no = value -> Maybe.nothing();
    Function<Object, Object> yes = Maybe::just;
    Function<Object, Object> chain = NativesTable.as(call("Rule:chain", List.of(no, yes)));
    assertThat(chain.apply(1L)).isEqualTo(Maybe.just(1L));
  }
}
