package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.real;

import dev.morph.morphir.sdk.AggregateFunctions;
import dev.morph.morphir.sdk.KeyFunctions;
import dev.morph.morphir.sdk.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Aggregate and Key. */
final class NativesRows {
  private static final int LONGEST_KEY = 16;

  private NativesRows() {}

  static void addTo(NativesTable table) {
    addAggregations(table.of("Aggregate"));
    addMaps(table);
    addKeys(table.of("Key"));
  }

  private static void addAggregations(NativesTable table) {
    table
        .add("count", AggregateFunctions::count)
        .add("sumOf", value -> AggregateFunctions.sumOf(reals(value)))
        .add("averageOf", value -> AggregateFunctions.averageOf(reals(value)))
        .add("minimumOf", value -> AggregateFunctions.minimumOf(reals(value)))
        .add("maximumOf", value -> AggregateFunctions.maximumOf(reals(value)))
        .add(
            "weightedAverageOf",
            (weight, value) -> AggregateFunctions.weightedAverageOf(reals(weight), reals(value)))
        .add("byKey", (key, agg) -> AggregateFunctions.byKey(as(key), as(agg)))
        .add("withFilter", (filter, agg) -> AggregateFunctions.withFilter(as(filter), as(agg)))
        .add("groupBy", (key, list) -> AggregateFunctions.groupBy(as(key), as(list)))
        .add("aggregate", (f, dict) -> AggregateFunctions.aggregate(as(f), as(dict)));
  }

  private static Function<Object, Double> reals(Object function) {
    Function<Object, Object> value = as(function);
    return row -> real(value.apply(row));
  }

  private static void addMaps(NativesTable table) {
    table
        .add(
            "aggregateMap",
            (agg, f, list) -> AggregateFunctions.aggregateMap(as(agg), as(f), as(list)))
        .add(
            "aggregateMap2",
            4,
            a -> AggregateFunctions.aggregateMap2(as(a[0]), as(a[1]), as(a[2]), as(a[3])))
        .add(
            "aggregateMap3",
            5,
            a -> AggregateFunctions.aggregateMap3(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4])))
        .add(
            "aggregateMap4",
            6,
            a ->
                AggregateFunctions.aggregateMap4(
                    as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4]), as(a[5])));
  }

  private static void addKeys(NativesTable table) {
    table.add("noKey", a -> KeyFunctions.noKey(a)).add("key0", a -> KeyFunctions.key0(a));
    for (int parts = 2; parts <= LONGEST_KEY; parts++) {
      int count = parts;
      table.add("key" + parts, parts + 1, arguments -> key(count, arguments));
    }
  }

  private static Tuple key(int count, Object[] arguments) {
    List<Object> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Function<Object, Object> part = as(arguments[i]);
      parts.add(part.apply(arguments[count]));
    }
    return Tuple.of(parts);
  }
}
