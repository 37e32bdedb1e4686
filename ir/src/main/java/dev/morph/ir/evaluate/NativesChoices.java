package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;

import dev.morph.morphir.sdk.MaybeFunctions;
import dev.morph.morphir.sdk.ResultFunctions;
import dev.morph.morphir.sdk.ResultListFunctions;
import dev.morph.morphir.sdk.RuleFunctions;

/** Maybe, Result, ResultList and Rule. */
final class NativesChoices {
  private NativesChoices() {}

  static void addTo(NativesTable table) {
    addMaybe(table.of("Maybe"));
    addResult(table.of("Result"));
    addResultList(table.of("ResultList"));
    table
        .of("Rule")
        .add("chain", rules -> RuleFunctions.chain(as(rules)))
        .add("any", value -> RuleFunctions.any(value))
        .add("is", (ref, value) -> RuleFunctions.is(ref, value))
        .add("anyOf", (ref, value) -> RuleFunctions.anyOf(as(ref), value))
        .add("noneOf", (ref, value) -> RuleFunctions.noneOf(as(ref), value));
  }

  private static void addMaybe(NativesTable table) {
    table
        .add("andThen", (f, maybe) -> MaybeFunctions.andThen(as(f), as(maybe)))
        .add("map", (f, maybe) -> MaybeFunctions.map(as(f), as(maybe)))
        .add("map2", (f, a, b) -> MaybeFunctions.map2(as(f), as(a), as(b)))
        .add("map3", 4, a -> MaybeFunctions.map3(as(a[0]), as(a[1]), as(a[2]), as(a[3])))
        .add("map4", 5, a -> MaybeFunctions.map4(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4])))
        .add(
            "map5",
            6,
            a -> MaybeFunctions.map5(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4]), as(a[5])))
        .add("withDefault", (value, maybe) -> MaybeFunctions.withDefault(value, as(maybe)))
        .add("hasValue", maybe -> MaybeFunctions.hasValue(as(maybe)));
  }

  private static void addResult(NativesTable table) {
    table
        .add("andThen", (f, result) -> ResultFunctions.andThen(as(f), as(result)))
        .add("map", (f, result) -> ResultFunctions.map(as(f), as(result)))
        .add("map2", (f, a, b) -> ResultFunctions.map2(as(f), as(a), as(b)))
        .add("map3", 4, a -> ResultFunctions.map3(as(a[0]), as(a[1]), as(a[2]), as(a[3])))
        .add("map4", 5, a -> ResultFunctions.map4(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4])))
        .add(
            "map5",
            6,
            a -> ResultFunctions.map5(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4]), as(a[5])))
        .add("withDefault", (value, result) -> ResultFunctions.withDefault(value, as(result)))
        .add("toMaybe", result -> ResultFunctions.toMaybe(as(result)))
        .add("fromMaybe", (error, maybe) -> ResultFunctions.fromMaybe(error, as(maybe)))
        .add("mapError", (f, result) -> ResultFunctions.mapError(as(f), as(result)));
  }

  private static void addResultList(NativesTable table) {
    table
        .add("fromList", list -> ResultListFunctions.fromList(as(list)))
        .add("filter", (f, list) -> ResultListFunctions.filter(as(f), as(list)))
        .add("filterOrFail", (f, list) -> ResultListFunctions.filterOrFail(as(f), as(list)))
        .add("map", (f, list) -> ResultListFunctions.map(as(f), as(list)))
        .add("mapOrFail", (f, list) -> ResultListFunctions.mapOrFail(as(f), as(list)))
        .add("errors", list -> ResultListFunctions.errors(as(list)))
        .add("successes", list -> ResultListFunctions.successes(as(list)))
        .add("partition", list -> ResultListFunctions.partition(as(list)))
        .add("keepAllErrors", list -> ResultListFunctions.keepAllErrors(as(list)))
        .add("keepFirstError", list -> ResultListFunctions.keepFirstError(as(list)));
  }
}
