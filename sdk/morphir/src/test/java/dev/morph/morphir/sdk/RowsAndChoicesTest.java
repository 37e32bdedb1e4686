package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RowsAndChoicesTest {
  private record Row(String key1, String key2, double value) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("k1_1", "k2_1", 1),
          new Row("k1_1", "k2_1", 2),
          new Row("k1_1", "k2_2", 3),
          new Row("k1_1", "k2_2", 4),
          new Row("k1_2", "k2_1", 5),
          new Row("k1_2", "k2_1", 6),
          new Row("k1_2", "k2_2", 7),
          new Row("k1_2", "k2_2", 8));

  private static <K> List<Double> numbers(Aggregation<Row, K> aggregation) {
    return AggregateFunctions.aggregateMap(
        aggregation, (Function2<Double, Row, Double>) (number, row) -> number, ROWS);
  }

  @Test
  void aggregatesPerKey() {
    Aggregation<Row, Long> sum = AggregateFunctions.sumOf(Row::value);
    assertThat(numbers(sum)).containsOnly(36.0).hasSize(8);
    assertThat(numbers(AggregateFunctions.byKey(Row::key1, sum)))
        .containsExactly(10.0, 10.0, 10.0, 10.0, 26.0, 26.0, 26.0, 26.0);
    assertThat(numbers(AggregateFunctions.byKey(Row::key2, AggregateFunctions.count())))
        .containsOnly(4.0);
    assertThat(numbers(AggregateFunctions.averageOf(Row::value))).containsOnly(4.5);
    assertThat(numbers(AggregateFunctions.minimumOf(Row::value))).containsOnly(1.0);
    assertThat(numbers(AggregateFunctions.maximumOf(Row::value))).containsOnly(8.0);
    assertThat(
            numbers(
                AggregateFunctions.weightedAverageOf(
                    row -> row.value() < 2 ? 3.0 : 0.0, Row::value)))
        .containsOnly(1.0);
  }

  @Test
  void keepsRowsWhoseNumberIsFilteredOut() {
    assertThat(
            numbers(
                AggregateFunctions.withFilter(
                    row -> row.value() > 4,
                    AggregateFunctions.byKey(Row::key1, AggregateFunctions.sumOf(Row::value)))))
        .containsExactly(0.0, 0.0, 0.0, 0.0, 26.0, 26.0, 26.0, 26.0);
  }

  @Test
  void aggregatesSeveralAtOnce() {
    Aggregation<Row, String> total =
        AggregateFunctions.byKey(Row::key1, AggregateFunctions.sumOf(Row::value));
    Aggregation<Row, String> most =
        AggregateFunctions.byKey(Row::key2, AggregateFunctions.maximumOf(Row::value));
    Aggregation<Row, Tuple2<String, String>> least =
        AggregateFunctions.byKey(
            row -> KeyFunctions.key2(Row::key1, Row::key2, row),
            AggregateFunctions.minimumOf(Row::value));
    Aggregation<Row, Tuple2<String, String>> mean =
        AggregateFunctions.byKey(
            row -> KeyFunctions.key2(Row::key1, Row::key2, row),
            AggregateFunctions.averageOf(Row::value));
    assertThat(
            AggregateFunctions.<Row, String, String, Double>aggregateMap2(
                total, most, t -> m -> row -> t * m / row.value(), ROWS))
        .startsWith(60.0, 30.0);
    assertThat(
            AggregateFunctions.<Row, String, String, Tuple2<String, String>, Double>aggregateMap3(
                total, most, least, t -> m -> l -> row -> t * m / row.value() + l, ROWS))
        .startsWith(61.0, 31.0);
    assertThat(
            AggregateFunctions
                .<Row, String, String, Tuple2<String, String>, Tuple2<String, String>, Double>
                    aggregateMap4(
                        total,
                        most,
                        least,
                        mean,
                        t -> m -> l -> a -> row -> t * m / row.value() + l + a,
                        ROWS))
        .startsWith(62.5, 32.5);
  }

  @Test
  void groupsRowsInReverse() {
    Dict<String, List<Row>> groups = AggregateFunctions.groupBy(Row::key1, ROWS);
    assertThat(DictFunctions.keys(groups)).containsExactly("k1_1", "k1_2");
    assertThat(groups.get("k1_1"))
        .isEqualTo(Maybe.just(ListFunctions.reverse(ListFunctions.take(4, ROWS))));
    assertThat(
            AggregateFunctions.<Row, String, String>aggregate(
                key ->
                    rows ->
                        key
                            + rows.apply(AggregateFunctions.sumOf(Row::value))
                            + rows.apply(
                                AggregateFunctions.withFilter(
                                    row -> false, AggregateFunctions.count())),
                groups))
        .containsExactly("k1_110.00.0", "k1_226.00.0");
  }

  @Test
  void keysHoldTheirParts() {
    Function<Integer, Integer> part = n -> n;
    assertThat(KeyFunctions.noKey("x")).isZero();
    assertThat(KeyFunctions.key0("x")).isZero();
    assertThat(KeyFunctions.key3(part, part, part, 1)).isEqualTo(new Tuple3<>(1, 1, 1));
    List<TupleN> keys =
        List.of(
            KeyFunctions.key4(part, part, part, part, 1),
            KeyFunctions.key5(part, part, part, part, part, 1),
            KeyFunctions.key6(part, part, part, part, part, part, 1),
            KeyFunctions.key7(part, part, part, part, part, part, part, 1),
            KeyFunctions.key8(part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key9(part, part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key10(part, part, part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key11(part, part, part, part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key12(
                part, part, part, part, part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key13(
                part, part, part, part, part, part, part, part, part, part, part, part, part, 1),
            KeyFunctions.key14(
                part, part, part, part, part, part, part, part, part, part, part, part, part, part,
                1),
            KeyFunctions.key15(
                part, part, part, part, part, part, part, part, part, part, part, part, part, part,
                part, 1),
            KeyFunctions.key16(
                part, part, part, part, part, part, part, part, part, part, part, part, part, part,
                part, part, 1));
    for (int i = 0; i < keys.size(); i++) {
      assertThat(keys.get(i).values()).isEqualTo(Collections.nCopies(i + 4, 1));
    }
  }

  @Test
  void maybes() {
    Maybe<Integer> one = Maybe.just(1);
    Maybe<Integer> none = Maybe.nothing();
    assertThat(MaybeFunctions.andThen(n -> Maybe.just(n + 1), one)).isEqualTo(Maybe.just(2));
    assertThat(MaybeFunctions.andThen(n -> Maybe.just(n + 1), none)).isEqualTo(none);
    assertThat(MaybeFunctions.map(n -> n + 1, one)).isEqualTo(Maybe.just(2));
    assertThat(MaybeFunctions.map2((Function2<Integer, Integer, Integer>) Integer::sum, one, one))
        .isEqualTo(Maybe.just(2));
    assertThat(MaybeFunctions.map2((Function2<Integer, Integer, Integer>) Integer::sum, one, none))
        .isEqualTo(none);
    assertThat(
            MaybeFunctions.<Integer, Integer, Integer, Integer>map3(
                a -> b -> c -> a + b + c, one, one, one))
        .isEqualTo(Maybe.just(3));
    assertThat(
            MaybeFunctions.<Integer, Integer, Integer, Integer, Integer>map4(
                a -> b -> c -> d -> a + b + c + d, one, one, one, one))
        .isEqualTo(Maybe.just(4));
    assertThat(
            MaybeFunctions.<Integer, Integer, Integer, Integer, Integer, Integer>map5(
                a -> b -> c -> d -> e -> a + b + c + d + e, one, one, one, one, one))
        .isEqualTo(Maybe.just(5));
    assertThat(
            MaybeFunctions.<Integer, Integer, Integer, Integer, Integer, Integer>map5(
                a -> b -> c -> d -> e -> 0, one, one, one, one, none))
        .isEqualTo(none);
    assertThat(MaybeFunctions.withDefault(7, none)).isEqualTo(7);
    assertThat(MaybeFunctions.hasValue(one)).isTrue();
    assertThat(MaybeFunctions.hasValue(none)).isFalse();
  }

  @Test
  void results() {
    Result<String, Integer> one = Result.ok(1);
    Result<String, Integer> first = Result.err("first");
    Result<String, Integer> second = Result.err("second");
    assertThat(ResultFunctions.andThen(n -> first, one)).isEqualTo(first);
    assertThat(ResultFunctions.map(n -> n + 1, one)).isEqualTo(Result.ok(2));
    assertThat(
            ResultFunctions.map2(
                (Function2<Integer, Integer, Integer>) Integer::sum, first, second))
        .isEqualTo(first);
    assertThat(
            ResultFunctions.<String, Integer, Integer, Integer, Integer>map3(
                a -> b -> c -> a + b + c, one, second, first))
        .isEqualTo(second);
    assertThat(
            ResultFunctions.<String, Integer, Integer, Integer, Integer, Integer>map4(
                a -> b -> c -> d -> a + b + c + d, one, one, one, one))
        .isEqualTo(Result.ok(4));
    assertThat(
            ResultFunctions.<String, Integer, Integer, Integer, Integer, Integer, Integer>map5(
                a -> b -> c -> d -> e -> a + b + c + d + e, one, one, one, one, one))
        .isEqualTo(Result.ok(5));
    assertThat(ResultFunctions.withDefault(7, first)).isEqualTo(7);
    assertThat(ResultFunctions.toMaybe(one)).isEqualTo(Maybe.just(1));
    assertThat(ResultFunctions.toMaybe(first)).isEqualTo(Maybe.nothing());
    assertThat(ResultFunctions.fromMaybe("none", Maybe.nothing())).isEqualTo(Result.err("none"));
    assertThat(ResultFunctions.fromMaybe("none", Maybe.just(1))).isEqualTo(one);
    assertThat(ResultFunctions.mapError(String::length, first)).isEqualTo(Result.err(5));
  }

  @Test
  void listsOfResults() {
    List<Result<String, Integer>> list = List.of(Result.ok(1), Result.err("a"), Result.ok(2));
    assertThat(ResultListFunctions.fromList(List.of(1))).isEqualTo(List.of(Result.ok(1)));
    assertThat(ResultListFunctions.filter(n -> n > 1, list))
        .containsExactly(Result.err("a"), Result.ok(2));
    assertThat(
            ResultListFunctions.filterOrFail(n -> n > 1 ? Result.err("b") : Result.ok(true), list))
        .containsExactly(Result.ok(1), Result.err("a"), Result.err("b"));
    assertThat(ResultListFunctions.map(n -> -n, list))
        .containsExactly(Result.ok(-1), Result.err("a"), Result.ok(-2));
    assertThat(ResultListFunctions.mapOrFail(n -> Result.<String, Integer>err("c"), list))
        .hasSize(3)
        .contains(Result.err("c"));
    assertThat(ResultListFunctions.errors(list)).containsExactly("a");
    assertThat(ResultListFunctions.successes(list)).containsExactly(1, 2);
    assertThat(ResultListFunctions.partition(list))
        .isEqualTo(new Tuple2<>(List.of("a"), List.of(1, 2)));
    assertThat(ResultListFunctions.keepAllErrors(list)).isEqualTo(Result.err(List.of("a")));
    assertThat(ResultListFunctions.keepFirstError(list)).isEqualTo(Result.err("a"));
    assertThat(ResultListFunctions.keepFirstError(ListFunctions.take(1, list)))
        .isEqualTo(Result.ok(List.of(1)));
  }

  @Test
  void rulesAndTuples() {
    Function<Integer, Maybe<String>> even = n -> n % 2 == 0 ? Maybe.just("even") : Maybe.nothing();
    Function<Integer, Maybe<String>> small = n -> n < 9 ? Maybe.just("small") : Maybe.nothing();
    assertThat(RuleFunctions.chain(List.of(even, small), 4)).isEqualTo(Maybe.just("even"));
    assertThat(RuleFunctions.chain(List.of(even, small)).apply(3)).isEqualTo(Maybe.just("small"));
    assertThat(RuleFunctions.chain(List.of(even, small), 11)).isEqualTo(Maybe.nothing());
    assertThat(RuleFunctions.any(1)).isTrue();
    assertThat(RuleFunctions.is(1, 1)).isTrue();
    assertThat(RuleFunctions.anyOf(List.of(1, 2), 2)).isTrue();
    assertThat(RuleFunctions.noneOf(List.of(1, 2), 2)).isFalse();
    Tuple2<Integer, String> pair = TupleFunctions.pair(1, "a");
    assertThat(TupleFunctions.first(pair)).isEqualTo(1);
    assertThat(TupleFunctions.second(pair)).isEqualTo("a");
    assertThat(TupleFunctions.mapFirst(n -> n + 1, pair)).isEqualTo(new Tuple2<>(2, "a"));
    assertThat(TupleFunctions.mapSecond(s -> s + "b", pair)).isEqualTo(new Tuple2<>(1, "ab"));
    assertThat(TupleFunctions.mapBoth(n -> -n, String::length, pair))
        .isEqualTo(new Tuple2<>(-1, 1));
    assertThat(Tuple.of(List.of(1, 2, 3))).isEqualTo(new Tuple3<>(1, 2, 3));
    assertThat(Tuple.of(List.of(1, 2, 3, 4))).isInstanceOf(TupleN.class);
    assertThatThrownBy(() -> Tuple.of(List.of(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalityIsOfStructure() {
    assertThat(Equality.equal(List.of(Double.NaN), List.of(Double.NaN))).isFalse();
    assertThat(Equality.equal(new Tuple2<>(0.0, 1L), new Tuple2<>(-0.0, 1L))).isTrue();
    assertThat(Equality.equal(Maybe.just(new BigDecimal("1.0")), Maybe.just(BigDecimal.ONE)))
        .isTrue();
    assertThat(Equality.equal(Maybe.just("a"), Maybe.nothing())).isFalse();
    assertThat(Equality.equal(Result.ok(1L), Result.err(1L))).isFalse();
    assertThat(Equality.equal(Dict.copyOf(Map.of("a", 0.0)), Dict.copyOf(Map.of("a", -0.0))))
        .isTrue();
    assertThat(Equality.equal(List.of(1L), List.of(1L, 2L))).isFalse();
    assertThat(Equality.equal(List.of(), "a")).isFalse();
    assertThat(Equality.equal("a", List.of())).isFalse();
    assertThat(Equality.equal(Unit.UNIT, Unit.UNIT)).isTrue();
    Function<Object, Object> f = a -> a;
    Function<Object, Object> g = a -> a;
    assertThat(Equality.equal(f, f)).isTrue();
    assertThatThrownBy(() -> Equality.equal(f, g))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("functions");
  }

  @Test
  void orderIsElms() {
    List<Object> ordered =
        List.of(List.of(), List.of(1L), List.of(1L, 0L), List.of(1L, 1L), List.of(2L));
    for (int a = 0; a < ordered.size(); a++) {
      for (int b = 0; b < ordered.size(); b++) {
        assertThat(Integer.signum(Comparison.compare(ordered.get(a), ordered.get(b))))
            .isEqualTo(Integer.compare(a, b));
      }
    }
    assertThat(Comparison.compare(new Tuple2<>("a", 2L), new Tuple2<>("b", 1L))).isNegative();
    assertThat(Comparison.compare(new Char(0x1F600), new Char(0xFFFD))).isNegative();
    assertThat(Comparison.compare(Order.LT, Order.GT)).isNegative();
    assertThat(Comparison.compare(false, true)).isNegative();
    assertThat(Comparison.compare(Maybe.just(1L), Maybe.just(2L))).isNegative();
    assertThat(Comparison.compare(1L, 1.5)).isNegative();
    assertThatThrownBy(() -> Comparison.compare("a", 1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no order");
    assertThatThrownBy(() -> Comparison.compare(List.of(), 1L))
        .isInstanceOf(IllegalArgumentException.class);
    Function<Object, Object> f = a -> a;
    assertThatThrownBy(() -> Comparison.compare(f, f)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepValuesNeedNoStack() {
    assertThat(Equality.equal(deep(200_000), deep(200_000))).isTrue();
    assertThat(Equality.equal(deep(200_000), deep(200_001))).isFalse();
    assertThat(Comparison.compare(deep(200_000), deep(200_000))).isZero();
    assertThatThrownBy(() -> Comparison.compare(deep(200_000), deep(200_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Long and Just");
    List<Object> shallow = new ArrayList<>(Collections.nCopies(100_000, List.of(1L)));
    assertThat(Equality.equal(shallow, ListFunctions.map(a -> a, shallow))).isTrue();
  }

  private static Object deep(int depth) {
    Object value = 1L;
    for (int i = 0; i < depth; i++) {
      value = Maybe.just(value);
    }
    return value;
  }
}
