package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.fitting;
import static dev.morph.ir.evaluate.NativesTable.index;

import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.ListFunctions;
import java.util.List;
import java.util.function.BinaryOperator;

/** List, but for what takes several lists. */
final class NativesLists {
  private NativesLists() {}

  static void addTo(NativesTable table) {
    table
        .of("List")
        .add("singleton", a -> ListFunctions.singleton(a))
        .add("repeat", (n, a) -> ListFunctions.repeat(index(n), a))
        .add("range", (from, to) -> ListFunctions.range(fitting(from), fitting(to)))
        .add("cons", (head, tail) -> ListFunctions.cons(head, as(tail)))
        .add("length", list -> ListFunctions.length(as(list)))
        .add("reverse", list -> ListFunctions.reverse(as(list)))
        .add("member", (ref, list) -> ListFunctions.member(ref, as(list)))
        .add("maximum", list -> ListFunctions.maximum(as(list)))
        .add("minimum", list -> ListFunctions.minimum(as(list)))
        .add("sum", list -> folded(Arithmetic::add, 0L, list))
        .add("product", list -> folded(Arithmetic::multiply, 1L, list))
        .add("intersperse", (a, list) -> ListFunctions.intersperse(a, as(list)))
        .add("sort", list -> ListFunctions.sort(as(list)))
        .add("isEmpty", list -> ListFunctions.isEmpty(as(list)))
        .add("head", list -> ListFunctions.head(as(list)))
        .add("tail", list -> ListFunctions.tail(as(list)))
        .add("take", (n, list) -> ListFunctions.take(index(n), as(list)))
        .add("drop", (n, list) -> ListFunctions.drop(index(n), as(list)));
    addCalling(table);
  }

  /** Those that call what they are given. */
  private static void addCalling(NativesTable table) {
    table
        .add("map", (f, list) -> ListFunctions.map(as(f), as(list)))
        .add("indexedMap", (f, list) -> ListFunctions.indexedMap(as(f), as(list)))
        .add("foldl", (f, z, list) -> ListFunctions.foldl(as(f), z, as(list)))
        .add("foldr", (f, z, list) -> ListFunctions.foldr(as(f), z, as(list)))
        .add("filter", (f, list) -> ListFunctions.filter(as(f), as(list)))
        .add("filterMap", (f, list) -> ListFunctions.filterMap(as(f), as(list)))
        .add("all", (f, list) -> ListFunctions.all(as(f), as(list)))
        .add("any", (f, list) -> ListFunctions.any(as(f), as(list)))
        .add("concatMap", (f, list) -> ListFunctions.concatMap(as(f), as(list)))
        .add("sortBy", (f, list) -> ListFunctions.sortBy(as(f), as(list)))
        .add("sortWith", (f, list) -> ListFunctions.sortWith(as(f), as(list)))
        .add("partition", (f, list) -> ListFunctions.partition(as(f), as(list)));
  }

  private static Object folded(BinaryOperator<Object> operation, Object start, Object list) {
    Object result = null;
    for (Object item : (List<?>) list) {
      result = operation.apply(result == null ? start : result, item);
    }
    return result == null ? start : result;
  }
}
