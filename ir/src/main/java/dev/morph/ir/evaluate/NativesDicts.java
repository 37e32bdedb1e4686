package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;

import dev.morph.morphir.sdk.DictFunctions;
import dev.morph.morphir.sdk.SetFunctions;

/** Dict and Set. */
final class NativesDicts {
  private NativesDicts() {}

  static void addTo(NativesTable table) {
    addDict(table.of("Dict"));
    addSet(table.of("Set"));
  }

  private static void addDict(NativesTable table) {
    table
        .add("empty", DictFunctions::empty)
        .add("singleton", (key, value) -> DictFunctions.singleton(key, value))
        .add("insert", (key, value, dict) -> DictFunctions.insert(key, value, as(dict)))
        .add("update", (key, f, dict) -> DictFunctions.update(key, as(f), as(dict)))
        .add("remove", (key, dict) -> DictFunctions.remove(key, as(dict)))
        .add("isEmpty", dict -> DictFunctions.isEmpty(as(dict)))
        .add("member", (key, dict) -> DictFunctions.member(key, as(dict)))
        .add("get", (key, dict) -> DictFunctions.get(key, as(dict)))
        .add("size", dict -> DictFunctions.size(as(dict)))
        .add("keys", dict -> DictFunctions.keys(as(dict)))
        .add("values", dict -> DictFunctions.values(as(dict)))
        .add("toList", dict -> DictFunctions.toList(as(dict)))
        .add("fromList", list -> DictFunctions.fromList(as(list)))
        .add("map", (f, dict) -> DictFunctions.map(as(f), as(dict)))
        .add("foldl", (f, z, dict) -> DictFunctions.foldl(as(f), z, as(dict)))
        .add("foldr", (f, z, dict) -> DictFunctions.foldr(as(f), z, as(dict)))
        .add("filter", (f, dict) -> DictFunctions.filter(as(f), as(dict)))
        .add("partition", (f, dict) -> DictFunctions.partition(as(f), as(dict)))
        .add("union", (a, b) -> DictFunctions.union(as(a), as(b)))
        .add("intersect", (a, b) -> DictFunctions.intersect(as(a), as(b)))
        .add("diff", (a, b) -> DictFunctions.diff(as(a), as(b)))
        .add(
            "merge",
            6,
            a -> DictFunctions.merge(as(a[0]), as(a[1]), as(a[2]), as(a[3]), as(a[4]), a[5]));
  }

  private static void addSet(NativesTable table) {
    table
        .add("empty", SetFunctions::empty)
        .add("singleton", a -> SetFunctions.singleton(a))
        .add("insert", (a, set) -> SetFunctions.insert(a, as(set)))
        .add("remove", (a, set) -> SetFunctions.remove(a, as(set)))
        .add("isEmpty", set -> SetFunctions.isEmpty(as(set)))
        .add("member", (a, set) -> SetFunctions.member(a, as(set)))
        .add("size", set -> SetFunctions.size(as(set)))
        .add("toList", set -> SetFunctions.toList(as(set)))
        .add("fromList", list -> SetFunctions.fromList(as(list)))
        .add("map", (f, set) -> SetFunctions.map(as(f), as(set)))
        .add("foldl", (f, z, set) -> SetFunctions.foldl(as(f), z, as(set)))
        .add("foldr", (f, z, set) -> SetFunctions.foldr(as(f), z, as(set)))
        .add("filter", (f, set) -> SetFunctions.filter(as(f), as(set)))
        .add("partition", (f, set) -> SetFunctions.partition(as(f), as(set)))
        .add("union", (a, b) -> SetFunctions.union(as(a), as(b)))
        .add("intersect", (a, b) -> SetFunctions.intersect(as(a), as(b)))
        .add("diff", (a, b) -> SetFunctions.diff(as(a), as(b)));
  }
}
