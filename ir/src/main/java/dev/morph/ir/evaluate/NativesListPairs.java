package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;

import dev.morph.morphir.sdk.ListFunctions;
import dev.morph.morphir.sdk.TupleFunctions;

/** What List has for several lists, and Tuple. */
final class NativesListPairs {
  private NativesListPairs() {}

  static void addTo(NativesTable table) {
    table
        .of("List")
        .add("append", (l1, l2) -> ListFunctions.append(as(l1), as(l2)))
        .add("concat", lists -> ListFunctions.concat(as(lists)))
        .add("map2", (f, l1, l2) -> ListFunctions.map2(as(f), as(l1), as(l2)))
        .add("map3", 4, a -> ListFunctions.map3(as(a[0]), as(a[1]), as(a[2]), as(a[3])))
        .add("map4", 5, a -> ListFunctions.map4(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4])))
        .add(
            "map5",
            6,
            a -> ListFunctions.map5(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4]), as(a[5])))
        .add("unzip", list -> ListFunctions.unzip(as(list)))
        .add("innerJoin", (b, f, a) -> ListFunctions.innerJoin(as(b), as(f), as(a)))
        .add("leftJoin", (b, f, a) -> ListFunctions.leftJoin(as(b), as(f), as(a)));
    table
        .of("Tuple")
        .add("pair", (a, b) -> TupleFunctions.pair(a, b))
        .add("first", tuple -> TupleFunctions.first(as(tuple)))
        .add("second", tuple -> TupleFunctions.second(as(tuple)))
        .add("mapFirst", (f, tuple) -> TupleFunctions.mapFirst(as(f), as(tuple)))
        .add("mapSecond", (f, tuple) -> TupleFunctions.mapSecond(as(f), as(tuple)))
        .add("mapBoth", (f, g, tuple) -> TupleFunctions.mapBoth(as(f), as(g), as(tuple)));
  }
}
