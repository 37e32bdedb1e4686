package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListFunctionsTest {
  private static final List<Long> ABC = List.of(1L, 2L, 3L);
  private static final Function2<Long, Long, Long> MINUS = (a, b) -> a - b;

  private static boolean odd(long n) {
    return n % 2 != 0;
  }

  @Test
  void makesLists() {
    assertThat(ListFunctions.singleton(1)).containsExactly(1);
    assertThat(ListFunctions.repeat(3, "a")).containsExactly("a", "a", "a");
    assertThat(ListFunctions.repeat(-1, "a")).isEmpty();
    assertThat(ListFunctions.range(-1, 2)).containsExactly(-1L, 0L, 1L, 2L);
    assertThat(ListFunctions.range(2, 1)).isEmpty();
    assertThat(ListFunctions.range(Long.MIN_VALUE, Long.MIN_VALUE)).containsExactly(Long.MIN_VALUE);
    assertThat(ListFunctions.cons(0L, ABC)).containsExactly(0L, 1L, 2L, 3L);
    assertThatThrownBy(() -> ListFunctions.repeat(Long.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> ListFunctions.range(Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void transforms() {
    assertThat(ListFunctions.map(n -> "n" + n, ABC)).containsExactly("n1", "n2", "n3");
    assertThat(ListFunctions.indexedMap((Function2<Long, Long, Long>) (i, n) -> i * n, ABC))
        .containsExactly(0L, 2L, 6L);
    assertThat(ListFunctions.foldl(MINUS, 0L, ABC)).isEqualTo(2);
    assertThat(ListFunctions.foldr(MINUS, 0L, ABC)).isEqualTo(2);
    assertThat(ListFunctions.foldl((Function2<Long, String, String>) (n, s) -> s + n, "", ABC))
        .isEqualTo("123");
    assertThat(ListFunctions.foldr((Function2<Long, String, String>) (n, s) -> s + n, "", ABC))
        .isEqualTo("321");
    assertThat(ListFunctions.filter(ListFunctionsTest::odd, ABC)).containsExactly(1L, 3L);
    assertThat(ListFunctions.filterMap(n -> n > 1 ? Maybe.just(-n) : Maybe.nothing(), ABC))
        .containsExactly(-2L, -3L);
    assertThat(ListFunctions.reverse(ABC)).containsExactly(3L, 2L, 1L);
    assertThat(ListFunctions.concat(List.of(ABC, List.of(), ABC))).hasSize(6);
    assertThat(ListFunctions.concatMap(n -> ListFunctions.repeat(n, n), ABC))
        .containsExactly(1L, 2L, 2L, 3L, 3L, 3L);
    assertThat(ListFunctions.intersperse(0L, ABC)).containsExactly(1L, 0L, 2L, 0L, 3L);
    assertThat(ListFunctions.intersperse(0L, List.of())).isEmpty();
    assertThat(ListFunctions.append(ABC, List.of(4L))).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void asks() {
    assertThat(ListFunctions.length(ABC)).isEqualTo(3);
    assertThat(ListFunctions.member(2L, ABC)).isTrue();
    assertThat(ListFunctions.member(4L, ABC)).isFalse();
    assertThat(ListFunctions.all(ListFunctionsTest::odd, ABC)).isFalse();
    assertThat(ListFunctions.all(ListFunctionsTest::odd, List.of())).isTrue();
    assertThat(ListFunctions.any(ListFunctionsTest::odd, ABC)).isTrue();
    assertThat(ListFunctions.any(ListFunctionsTest::odd, List.of())).isFalse();
    assertThat(ListFunctions.maximum(ABC)).isEqualTo(Maybe.just(3L));
    assertThat(ListFunctions.minimum(ABC)).isEqualTo(Maybe.just(1L));
    assertThat(ListFunctions.maximum(List.of())).isEqualTo(Maybe.nothing());
    assertThat(ListFunctions.minimum(List.of())).isEqualTo(Maybe.nothing());
    assertThat(ListFunctions.isEmpty(List.of())).isTrue();
    assertThat(ListFunctions.head(ABC)).isEqualTo(Maybe.just(1L));
    assertThat(ListFunctions.head(List.of())).isEqualTo(Maybe.nothing());
    assertThat(ListFunctions.tail(ABC)).isEqualTo(Maybe.just(List.of(2L, 3L)));
    assertThat(ListFunctions.tail(List.of())).isEqualTo(Maybe.nothing());
  }

  @Test
  void addsAndMultiplies() {
    assertThat(ListFunctions.<Object>sum(List.of())).isEqualTo(0L);
    assertThat(ListFunctions.<Object>product(List.of())).isEqualTo(1L);
    assertThat(ListFunctions.sum(ABC)).isEqualTo(6L);
    assertThat(ListFunctions.product(List.of(1.5, 2.0))).isEqualTo(3.0);
    assertThat(ListFunctions.sumInt(ABC)).isEqualTo(6);
    assertThat(ListFunctions.sumFloat(List.of())).isZero();
    assertThat(ListFunctions.productInt(List.of())).isEqualTo(1);
    assertThat(ListFunctions.productFloat(List.of(0.5, 4.0))).isEqualTo(2);
    assertThatThrownBy(() -> ListFunctions.sum(List.of(Long.MAX_VALUE, 1L)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> ListFunctions.sumInt(List.of(Long.MAX_VALUE, 1L)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void mapsSeveralUntilOneEnds() {
    Function2<Long, Long, Long> add = Long::sum;
    assertThat(ListFunctions.map2(add, ABC, List.of(1L, 1L))).containsExactly(2L, 3L);
    assertThat(
            ListFunctions.map3(
                (Function3<Long, Long, Long, Long>) (a, b, c) -> a + b + c, ABC, ABC, ABC))
        .containsExactly(3L, 6L, 9L);
    assertThat(
            ListFunctions.<Long, Long, Long, Long, Long>map4(
                a -> b -> c -> d -> a + b + c + d, ABC, ABC, ABC, List.of(1L)))
        .containsExactly(4L);
    assertThat(
            ListFunctions.<Long, Long, Long, Long, Long, Long>map5(
                a -> b -> c -> d -> e -> a + b + c + d - e, ABC, ABC, ABC, ABC, ABC))
        .containsExactly(3L, 6L, 9L);
  }

  @Test
  void cutsAndParts() {
    assertThat(ListFunctions.take(2, ABC)).containsExactly(1L, 2L);
    assertThat(ListFunctions.take(9, ABC)).isEqualTo(ABC);
    assertThat(ListFunctions.take(-1, ABC)).isEmpty();
    assertThat(ListFunctions.drop(2, ABC)).containsExactly(3L);
    assertThat(ListFunctions.drop(9, ABC)).isEmpty();
    assertThat(ListFunctions.drop(Long.MIN_VALUE, ABC)).isEqualTo(ABC);
    assertThat(ListFunctions.partition(ListFunctionsTest::odd, ABC))
        .isEqualTo(new Tuple2<>(List.of(1L, 3L), List.of(2L)));
    assertThat(ListFunctions.unzip(List.of(new Tuple2<>(1, "a"), new Tuple2<>(2, "b"))))
        .isEqualTo(new Tuple2<>(List.of(1, 2), List.of("a", "b")));
  }

  @Test
  void joins() {
    Function2<Long, Long, Boolean> same = Long::equals;
    assertThat(ListFunctions.innerJoin(List.of(2L, 3L, 3L), same, ABC))
        .containsExactly(new Tuple2<>(2L, 2L), new Tuple2<>(3L, 3L), new Tuple2<>(3L, 3L));
    assertThat(ListFunctions.leftJoin(List.of(2L), same, List.of(1L, 2L)))
        .containsExactly(new Tuple2<>(1L, Maybe.nothing()), new Tuple2<>(2L, Maybe.just(2L)));
  }

  @Test
  void sortsAsTheJdkDoes() {
    var random = new Random(3);
    for (int size = 0; size < 200; size++) {
      List<Long> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add((long) random.nextInt(50));
      }
      List<Long> expected = new ArrayList<>(list);
      Collections.sort(expected);
      assertThat(ListFunctions.sort(list)).isEqualTo(expected);
      List<Long> byTens = new ArrayList<>(list);
      byTens.sort((a, b) -> Long.compare(a / 10, b / 10));
      assertThat(ListFunctions.sortBy(n -> n / 10, list)).isEqualTo(byTens);
      Function2<Long, Long, Order> down = (a, b) -> BasicsFunctions.compare(b / 10, a / 10);
      List<Long> downByTens = new ArrayList<>(list);
      downByTens.sort((a, b) -> Long.compare(b / 10, a / 10));
      assertThat(ListFunctions.sortWith(down, list)).isEqualTo(downByTens);
    }
  }

  @Test
  void bearsComparatorsThatContradictThemselves() {
    var random = new Random(4);
    Function2<Long, Long, Order> any = (a, b) -> Order.of(random.nextInt(3) - 1);
    List<Long> list = ListFunctions.range(1, 1_000);
    assertThat(ListFunctions.sortWith(any, list)).containsExactlyInAnyOrderElementsOf(list);
  }

  @Test
  void lawsHold() {
    var random = new Random(5);
    for (int i = 0; i < 500; i++) {
      List<Integer> a =
          Arrays.asList(random.ints(random.nextInt(9), 0, 9).boxed().toArray(Integer[]::new));
      List<Integer> b =
          Arrays.asList(random.ints(random.nextInt(9), 0, 9).boxed().toArray(Integer[]::new));
      assertThat(ListFunctions.reverse(ListFunctions.reverse(a))).isEqualTo(a);
      assertThat(ListFunctions.reverse(ListFunctions.append(a, b)))
          .isEqualTo(ListFunctions.append(ListFunctions.reverse(b), ListFunctions.reverse(a)));
      int n = random.nextInt(12) - 1;
      assertThat(ListFunctions.append(ListFunctions.take(n, a), ListFunctions.drop(n, a)))
          .isEqualTo(a)
          .hasSameHashCodeAs(a);
    }
  }

  @Test
  void listsShareTheirTailAndCannotBeChanged() {
    List<Long> list = ListFunctions.range(1, 1_000_000);
    assertThat(ListFunctions.cons(0L, list)).hasSize(1_000_001);
    assertThat(((Maybe.Just<List<Long>>) ListFunctions.tail(ListFunctions.cons(0L, list))).value())
        .isSameAs(list);
    assertThat(list.hashCode()).isEqualTo(new ArrayList<>(list).hashCode());
    assertThat(list.get(999_999)).isEqualTo(1_000_000L);
    assertThat(list.subList(2, 4)).containsExactly(3L, 4L);
    var places = ListFunctions.reverse(ABC).listIterator(3);
    assertThat(places.previous()).isEqualTo(1L);
    assertThat(places.nextIndex()).isEqualTo(2);
    for (Runnable change :
        List.<Runnable>of(
            () -> list.add(1L), () -> list.remove(0), () -> list.set(0, 1L), list::clear)) {
      assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
