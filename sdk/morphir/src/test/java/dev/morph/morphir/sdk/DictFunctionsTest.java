package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DictFunctionsTest {
  private static Dict<String, Long> dict(Map<String, Long> map) {
    return Dict.copyOf(map);
  }

  @Test
  void behavesAsATreeMap() {
    var random = new Random(6);
    for (int round = 0; round < 40; round++) {
      Dict<Long, Long> dict = DictFunctions.empty();
      Map<Long, Long> expected = new TreeMap<>();
      for (int i = 0; i < 400; i++) {
        long key = round == 0 ? i : round == 1 ? -i : random.nextInt(100);
        if (random.nextInt(3) == 0) {
          dict = DictFunctions.remove(key, dict);
          expected.remove(key);
        } else {
          dict = DictFunctions.insert(key, (long) i, dict);
          expected.put(key, (long) i);
        }
        assertThat(DictFunctions.size(dict)).isEqualTo(expected.size());
      }
      assertThat(DictFunctions.keys(dict)).isEqualTo(List.copyOf(expected.keySet()));
      assertThat(DictFunctions.values(dict)).isEqualTo(new ArrayList<>(expected.values()));
      for (long key = -5; key < 105; key++) {
        Long value = expected.get(key);
        assertThat(DictFunctions.get(key, dict))
            .isEqualTo(value == null ? Maybe.nothing() : Maybe.just(value));
        assertThat(DictFunctions.member(key, dict)).isEqualTo(value != null);
      }
      assertThat(dict).isEqualTo(Dict.copyOf(expected)).hasSameHashCodeAs(Dict.copyOf(expected));
    }
  }

  @Test
  void combinesAsTreeMapsDo() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      Map<Long, Long> left = map(random);
      Map<Long, Long> right = map(random);
      Dict<Long, Long> dictLeft = Dict.copyOf(left);
      Dict<Long, Long> dictRight = Dict.copyOf(right);
      Map<Long, Long> union = new TreeMap<>(right);
      union.putAll(left);
      assertThat(DictFunctions.union(dictLeft, dictRight)).isEqualTo(Dict.copyOf(union));
      Map<Long, Long> both = new TreeMap<>(left);
      both.keySet().retainAll(right.keySet());
      assertThat(DictFunctions.intersect(dictLeft, dictRight)).isEqualTo(Dict.copyOf(both));
      Map<Long, Long> difference = new TreeMap<>(left);
      difference.keySet().removeAll(right.keySet());
      assertThat(DictFunctions.diff(dictLeft, dictRight)).isEqualTo(Dict.copyOf(difference));
      assertThat(
              DictFunctions.<Long, Long, Long, Dict<Long, Long>>merge(
                  k -> v -> r -> r.insert(k, v),
                  k -> v -> w -> r -> r.insert(k, v),
                  k -> w -> r -> r.insert(k, w),
                  dictLeft,
                  dictRight,
                  Dict.empty()))
          .isEqualTo(Dict.copyOf(union));
    }
  }

  private static Map<Long, Long> map(Random random) {
    Map<Long, Long> map = new TreeMap<>();
    for (int n = random.nextInt(30); n > 0; n--) {
      map.put((long) random.nextInt(40), random.nextLong());
    }
    return map;
  }

  @Test
  void mergesInOrder() {
    assertThat(
            DictFunctions.<String, Long, Long, String>merge(
                k -> v -> r -> r + k + "<",
                k -> v -> w -> r -> r + k + "=",
                k -> w -> r -> r + k + ">",
                dict(Map.of("a", 1L, "b", 2L)),
                dict(Map.of("b", 1L, "c", 2L)),
                ""))
        .isEqualTo("a<b=c>");
  }

  @Test
  void transforms() {
    Dict<String, Long> dict =
        DictFunctions.fromList(
            List.of(new Tuple2<>("b", 2L), new Tuple2<>("a", 1L), new Tuple2<>("b", 3L)));
    assertThat(DictFunctions.toList(dict))
        .containsExactly(new Tuple2<>("a", 1L), new Tuple2<>("b", 3L));
    assertThat(DictFunctions.singleton("a", 1L)).hasToString("{a=1}");
    assertThat(dict)
        .hasToString("{a=1, b=3}")
        .containsExactlyElementsOf(DictFunctions.toList(dict));
    assertThat(DictFunctions.isEmpty(dict)).isFalse();
    Function2<String, Long, String> shown = (k, v) -> k + v;
    assertThat(DictFunctions.values(DictFunctions.map(shown, dict))).containsExactly("a1", "b3");
    Function3<String, Long, String, String> joined = (k, v, s) -> s + k + v;
    assertThat(DictFunctions.foldl(joined, "", dict)).isEqualTo("a1b3");
    assertThat(DictFunctions.foldr(joined, "", dict)).isEqualTo("b3a1");
    Function2<String, Long, Boolean> large = (k, v) -> v > 1;
    assertThat(DictFunctions.keys(DictFunctions.filter(large, dict))).containsExactly("b");
    assertThat(DictFunctions.partition(large, dict))
        .isEqualTo(new Tuple2<>(dict(Map.of("b", 3L)), dict(Map.of("a", 1L))));
    assertThat(DictFunctions.update("a", v -> Maybe.nothing(), dict)).isEqualTo(dict.remove("a"));
    assertThat(DictFunctions.update("c", v -> Maybe.just(9L), dict).get("c"))
        .isEqualTo(Maybe.just(9L));
    assertThat(DictFunctions.update("a", v -> MaybeFunctions.map(n -> n + 1, v), dict).get("a"))
        .isEqualTo(Maybe.just(2L));
  }

  @Test
  void keysMayBeWhateverHasAnOrder() {
    Dict<Object, Integer> dict = DictFunctions.empty();
    for (Object key : List.of(List.of(2L, 1L), List.of(2L), List.of(1L, 9L))) {
      dict = dict.insert(key, 0);
    }
    assertThat(DictFunctions.keys(dict))
        .containsExactly(List.of(1L, 9L), List.of(2L), List.of(2L, 1L));
    Dict<Double, Integer> floats =
        Dict.<Double, Integer>empty().insert(Double.NaN, 1).insert(0.0, 2).insert(-0.0, 3);
    assertThat(floats.get(Double.NaN)).isEqualTo(Maybe.just(1));
    assertThat(floats.get(0.0)).isEqualTo(Maybe.just(3));
    Dict<Object, Integer> mixed = Dict.<Object, Integer>empty().insert("a", 1);
    assertThatThrownBy(() -> mixed.insert(1L, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void staysBalanced() {
    Dict<Long, Long> dict = Dict.empty();
    for (long i = 0; i < 200_000; i++) {
      dict = dict.insert(i, i);
    }
    for (long i = 0; i < 199_000; i++) {
      dict = dict.remove(i);
    }
    assertThat(DictFunctions.keys(dict)).isEqualTo(ListFunctions.range(199_000, 199_999));
  }

  @Test
  void setsBehaveAsTreeSets() {
    var random = new Random(8);
    for (int round = 0; round < 200; round++) {
      var left = new TreeSet<Long>();
      var right = new TreeSet<Long>();
      random.longs(random.nextInt(30), 0, 40).forEach(left::add);
      random.longs(random.nextInt(30), 0, 40).forEach(right::add);
      MorphirSet<Long> a = SetFunctions.fromList(List.copyOf(left));
      MorphirSet<Long> b = MorphirSet.copyOf(right);
      var union = new TreeSet<>(left);
      union.addAll(right);
      assertThat(SetFunctions.union(a, b)).containsExactlyElementsOf(union);
      var both = new TreeSet<>(left);
      both.retainAll(right);
      assertThat(SetFunctions.toList(SetFunctions.intersect(a, b))).isEqualTo(List.copyOf(both));
      var difference = new TreeSet<>(left);
      difference.removeAll(right);
      assertThat(SetFunctions.diff(a, b)).isEqualTo(MorphirSet.copyOf(difference));
      assertThat(SetFunctions.size(a)).isEqualTo(left.size());
      assertThat(SetFunctions.isEmpty(a)).isEqualTo(left.isEmpty());
    }
  }

  @Test
  void setsTransform() {
    MorphirSet<Long> set = SetFunctions.insert(3L, SetFunctions.fromList(List.of(2L, 1L, 2L)));
    assertThat(set).containsExactly(1L, 2L, 3L).hasToString("[1, 2, 3]");
    assertThat(SetFunctions.<Long>empty()).isEmpty();
    assertThat(SetFunctions.singleton(1L)).containsExactly(1L);
    assertThat(SetFunctions.remove(2L, set)).containsExactly(1L, 3L);
    assertThat(SetFunctions.remove(9L, set)).isSameAs(set);
    assertThat(SetFunctions.member(2L, set)).isTrue();
    assertThat(SetFunctions.map(n -> n / 2, set)).containsExactly(0L, 1L);
    Function2<Long, String, String> joined = (n, s) -> s + n;
    assertThat(SetFunctions.foldl(joined, "", set)).isEqualTo("123");
    assertThat(SetFunctions.foldr(joined, "", set)).isEqualTo("321");
    assertThat(SetFunctions.filter(n -> n > 1, set)).containsExactly(2L, 3L);
    assertThat(SetFunctions.partition(n -> n > 1, set).second()).containsExactly(1L);
  }
}
