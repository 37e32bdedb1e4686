package dev.morph.morphir.sdk;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The functions of Morphir.SDK.Aggregate. The key of an aggregation without one is 0. */
public final class AggregateFunctions {
  private AggregateFunctions() {}

  /** Counts rows. */
  public static <A> Aggregation<A, Long> count() {
    return of(new Aggregation.Operator.Count<>());
  }

  /** Adds a value of the rows. */
  public static <A> Aggregation<A, Long> sumOf(Function<A, Double> getValue) {
    return of(new Aggregation.Operator.Sum<>(getValue));
  }

  /** Takes the mean of a value of the rows. */
  public static <A> Aggregation<A, Long> averageOf(Function<A, Double> getValue) {
    return of(new Aggregation.Operator.Average<>(getValue));
  }

  /** Takes the least value of the rows. */
  public static <A> Aggregation<A, Long> minimumOf(Function<A, Double> getValue) {
    return of(new Aggregation.Operator.Minimum<>(getValue));
  }

  /** Takes the greatest value of the rows. */
  public static <A> Aggregation<A, Long> maximumOf(Function<A, Double> getValue) {
    return of(new Aggregation.Operator.Maximum<>(getValue));
  }

  /** Takes the mean of a value of the rows, each by its weight. */
  public static <A> Aggregation<A, Long> weightedAverageOf(
      Function<A, Double> getWeight, Function<A, Double> getValue) {
    return of(new Aggregation.Operator.WeightedAverage<>(getWeight, getValue));
  }

  private static <A> Aggregation<A, Long> of(Aggregation.Operator<A> operator) {
    return new Aggregation<>(KeyFunctions::key0, row -> true, operator);
  }

  /** The aggregation per key. */
  public static <A, K> Aggregation<A, K> byKey(Function<A, K> key, Aggregation<A, Long> agg) {
    return new Aggregation<>(key, agg.filter(), agg.operator());
  }

  /** The aggregation of those rows for which a filter holds, in place of any it had. */
  public static <A, K> Aggregation<A, K> withFilter(
      Function<A, Boolean> filter, Aggregation<A, K> agg) {
    return new Aggregation<>(agg.key(), filter, agg.operator());
  }

  /** What f makes of each row and the number of its key; 0 if the key has none. */
  public static <A, K, B> List<B> aggregateMap(
      Aggregation<A, K> agg1, Function<Double, Function<A, B>> f, List<A> list) {
    Function<A, Double> first = lookup(agg1, list);
    return ListFunctions.map(row -> Functions.call(f, first.apply(row), row), list);
  }

  /** The same with two aggregations. */
  public static <A, K1, K2, B> List<B> aggregateMap2(
      Aggregation<A, K1> agg1,
      Aggregation<A, K2> agg2,
      Function<Double, Function<Double, Function<A, B>>> f,
      List<A> list) {
    Function<A, Double> first = lookup(agg1, list);
    Function<A, Double> second = lookup(agg2, list);
    return ListFunctions.map(
        row -> Functions.call(f, first.apply(row), second.apply(row), row), list);
  }

  /** The same with three aggregations. */
  public static <A, K1, K2, K3, B> List<B> aggregateMap3(
      Aggregation<A, K1> agg1,
      Aggregation<A, K2> agg2,
      Aggregation<A, K3> agg3,
      Function<Double, Function<Double, Function<Double, Function<A, B>>>> f,
      List<A> list) {
    Function<A, Double> first = lookup(agg1, list);
    Function<A, Double> second = lookup(agg2, list);
    Function<A, Double> third = lookup(agg3, list);
    return ListFunctions.map(
        row -> Functions.call(f, first.apply(row), second.apply(row), third.apply(row), row), list);
  }

  /** The same with four aggregations. */
  public static <A, K1, K2, K3, K4, B> List<B> aggregateMap4(
      Aggregation<A, K1> agg1,
      Aggregation<A, K2> agg2,
      Aggregation<A, K3> agg3,
      Aggregation<A, K4> agg4,
      Function<Double, Function<Double, Function<Double, Function<Double, Function<A, B>>>>> f,
      List<A> list) {
    Function<A, Double> first = lookup(agg1, list);
    Function<A, Double> second = lookup(agg2, list);
    Function<A, Double> third = lookup(agg3, list);
    Function<A, Double> fourth = lookup(agg4, list);
    return ListFunctions.map(
        row ->
            Functions.call(
                f, first.apply(row), second.apply(row), third.apply(row), fourth.apply(row), row),
        list);
  }

  /** The rows by key; the rows of a key are in reverse order, as in Elm. */
  public static <A, K> Dict<K, List<A>> groupBy(Function<A, K> getKey, List<A> list) {
    Dict<K, List<A>> groups = Dict.empty();
    for (A row : list) {
      K key = getKey.apply(row);
      List<A> group = MaybeFunctions.withDefault(Chain.empty(), groups.get(key));
      groups = groups.insert(key, Chain.cons(row, group));
    }
    return groups;
  }

  /** What f makes of each key and the function that aggregates its rows; 0 if none counts. */
  public static <A, K, B> List<B> aggregate(
      Function<K, Function<Function<Aggregation<A, Long>, Double>, B>> f, Dict<K, List<A>> dict) {
    var out = new Chain.Builder<B>();
    for (Tuple2<K, List<A>> group : dict) {
      Function<Aggregation<A, Long>, Double> aggregator =
          agg -> MaybeFunctions.withDefault(0.0, numbers(agg, group.second()).get(0L));
      out.add(Functions.call(f, group.first(), aggregator));
    }
    return out.build();
  }

  private static <A, K> Function<A, Double> lookup(Aggregation<A, K> agg, List<A> list) {
    Dict<K, Double> numbers = numbers(agg, list);
    return row -> MaybeFunctions.withDefault(0.0, numbers.get(agg.key().apply(row)));
  }

  private static <A, K> Dict<K, Double> numbers(Aggregation<A, K> agg, List<A> list) {
    List<A> rows = ListFunctions.filter(agg.filter(), list);
    Function<A, K> key = agg.key();
    return switch (agg.operator()) {
      case Aggregation.Operator.Count<A>() -> folded(key, row -> 1.0, Double::sum, rows);
      case Aggregation.Operator.Sum<A>(var value) -> folded(key, value, Double::sum, rows);
      case Aggregation.Operator.Minimum<A>(var value) ->
          folded(key, value, BasicsFunctions::min, rows);
      case Aggregation.Operator.Maximum<A>(var value) ->
          folded(key, value, BasicsFunctions::max, rows);
      case Aggregation.Operator.Average<A>(var value) ->
          quotients(
              folded(key, value, Double::sum, rows), folded(key, row -> 1.0, Double::sum, rows));
      case Aggregation.Operator.WeightedAverage<A>(var weight, var value) ->
          quotients(
              folded(key, row -> weight.apply(row) * value.apply(row), Double::sum, rows),
              folded(key, weight, Double::sum, rows));
    };
  }

  private static <A, K> Dict<K, Double> folded(
      Function<A, K> getKey,
      Function<A, Double> getValue,
      BiFunction<Double, Double, Double> operation,
      List<A> rows) {
    Dict<K, Double> numbers = Dict.empty();
    for (A row : rows) {
      K key = getKey.apply(row);
      Double value = getValue.apply(row);
      numbers =
          numbers.insert(
              key,
              numbers.get(key) instanceof Maybe.Just<Double>(Double before)
                  ? operation.apply(before, value)
                  : value);
    }
    return numbers;
  }

  private static <K> Dict<K, Double> quotients(Dict<K, Double> of, Dict<K, Double> by) {
    return DictFunctions.map(
        (Function2<K, Double, Double>)
            (key, value) -> value / MaybeFunctions.withDefault(0.0, by.get(key)),
        of);
  }
}
