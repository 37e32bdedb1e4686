package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The functions of Morphir.SDK.List. They take any list without nulls and never change one; the
 * lists they give cannot be changed and share what they can: an item in front, the first item and
 * the rest take constant time.
 */
public final class ListFunctions {
  private ListFunctions() {}

  /** The list of one item. */
  public static <A> List<A> singleton(A a) {
    return Chain.cons(a, Chain.empty());
  }

  /**
   * One item n times; none if n is negative.
   *
   * @throws ArithmeticException if there are more than a list can have
   */
  public static <A> List<A> repeat(long n, A a) {
    checkSize(n);
    Chain<A> list = Chain.empty();
    for (long i = 0; i < n; i++) {
      list = Chain.cons(a, list);
    }
    return list;
  }

  /**
   * The integers between two bounds, both of them included.
   *
   * @throws ArithmeticException if there are more than a list can have
   */
  public static List<Long> range(long from, long to) {
    Chain<Long> list = Chain.empty();
    if (from > to) {
      return list;
    }
    checkSize(to - from < 0 ? Long.MAX_VALUE : to - from);
    for (long i = to; i > from; i--) {
      list = Chain.cons(i, list);
    }
    return Chain.cons(from, list);
  }

  private static void checkSize(long size) {
    if (size >= Integer.MAX_VALUE) {
      throw new ArithmeticException(
          "a list has fewer than " + Integer.MAX_VALUE + " items, not " + size);
    }
  }

  /** The list with an item in front. */
  public static <A> List<A> cons(A head, List<A> tail) {
    return Chain.cons(head, tail);
  }

  /** The items as f makes them. */
  public static <A, B> List<B> map(Function<A, B> f, List<A> list) {
    var out = new Chain.Builder<B>();
    for (A a : list) {
      out.add(f.apply(a));
    }
    return out.build();
  }

  /** The items as f makes them, which is given the index too, from 0 on. */
  public static <A, B> List<B> indexedMap(Function<Long, Function<A, B>> f, List<A> list) {
    var out = new Chain.Builder<B>();
    long index = 0;
    for (A a : list) {
      out.add(Functions.call(f, index++, a));
    }
    return out.build();
  }

  /** What f makes of the items one after the other, from the first on, beginning with z. */
  public static <A, B> B foldl(Function<A, Function<B, B>> f, B z, List<A> list) {
    B result = z;
    for (A a : list) {
      result = Functions.call(f, a, result);
    }
    return result;
  }

  /** What f makes of the items one after the other, from the last on, beginning with z. */
  public static <A, B> B foldr(Function<A, Function<B, B>> f, B z, List<A> list) {
    return foldl(f, z, reverse(list));
  }

  /** The items for which f holds. */
  public static <A> List<A> filter(Function<A, Boolean> f, List<A> list) {
    var out = new Chain.Builder<A>();
    for (A a : list) {
      if (f.apply(a)) {
        out.add(a);
      }
    }
    return out.build();
  }

  /** What f gives for the items, where it gives something. */
  public static <A, B> List<B> filterMap(Function<A, Maybe<B>> f, List<A> list) {
    var out = new Chain.Builder<B>();
    for (A a : list) {
      if (f.apply(a) instanceof Maybe.Just<B>(B b)) {
        out.add(b);
      }
    }
    return out.build();
  }

  /** The number of items. */
  public static <A> long length(List<A> list) {
    return list.size();
  }

  /** The items from the last to the first. */
  public static <A> List<A> reverse(List<A> list) {
    Chain<A> reversed = Chain.empty();
    for (A a : list) {
      reversed = Chain.cons(a, reversed);
    }
    return reversed;
  }

  /** True if an item equals the one given. */
  public static <A> boolean member(A ref, List<A> list) {
    for (A a : list) {
      if (Equality.equal(ref, a)) {
        return true;
      }
    }
    return false;
  }

  /** True if f holds for all items. */
  public static <A> boolean all(Function<A, Boolean> f, List<A> list) {
    for (A a : list) {
      if (!f.apply(a)) {
        return false;
      }
    }
    return true;
  }

  /** True if f holds for an item. */
  public static <A> boolean any(Function<A, Boolean> f, List<A> list) {
    for (A a : list) {
      if (f.apply(a)) {
        return true;
      }
    }
    return false;
  }

  /** The greatest item. */
  public static <A> Maybe<A> maximum(List<A> list) {
    Maybe<A> greatest = Maybe.nothing();
    for (A a : list) {
      greatest =
          Maybe.just(
              greatest instanceof Maybe.Just<A>(A before) ? BasicsFunctions.max(before, a) : a);
    }
    return greatest;
  }

  /** The least item. */
  public static <A> Maybe<A> minimum(List<A> list) {
    Maybe<A> least = Maybe.nothing();
    for (A a : list) {
      least =
          Maybe.just(least instanceof Maybe.Just<A>(A before) ? BasicsFunctions.min(before, a) : a);
    }
    return least;
  }

  /** The sum of numbers of one class; the integer 0 if there are none. */
  @SuppressWarnings("unchecked") // of no numbers, which class is anyone's guess
  public static <N> N sum(List<N> list) {
    N sum = null;
    for (N n : list) {
      sum = sum == null ? n : BasicsFunctions.add(sum, n);
    }
    return sum == null ? (N) (Object) 0L : sum;
  }

  /** The sum of integers; 0 if there are none. */
  public static long sumInt(List<Long> list) {
    long sum = 0;
    for (long n : list) {
      sum = BasicsFunctions.add(sum, n);
    }
    return sum;
  }

  /** The sum of floats; 0 if there are none. */
  public static double sumFloat(List<Double> list) {
    double sum = 0;
    for (double n : list) {
      sum += n;
    }
    return sum;
  }

  /** The product of numbers of one class; the integer 1 if there are none. */
  @SuppressWarnings("unchecked") // of no numbers, which class is anyone's guess
  public static <N> N product(List<N> list) {
    N product = null;
    for (N n : list) {
      product = product == null ? n : BasicsFunctions.multiply(product, n);
    }
    return product == null ? (N) (Object) 1L : product;
  }

  /** The product of integers; 1 if there are none. */
  public static long productInt(List<Long> list) {
    long product = 1;
    for (long n : list) {
      product = BasicsFunctions.multiply(product, n);
    }
    return product;
  }

  /** The product of floats; 1 if there are none. */
  public static double productFloat(List<Double> list) {
    double product = 1;
    for (double n : list) {
      product *= n;
    }
    return product;
  }

  /** One list after the other. */
  public static <A> List<A> append(List<A> l1, List<A> l2) {
    return new Chain.Builder<A>().addAll(l1).build(Chain.of(l2));
  }

  /** All lists, one after the other. */
  public static <A> List<A> concat(List<List<A>> lists) {
    var out = new Chain.Builder<A>();
    for (List<A> list : lists) {
      out.addAll(list);
    }
    return out.build();
  }

  /** The lists that f gives for the items, one after the other. */
  public static <A, B> List<B> concatMap(Function<A, List<B>> f, List<A> list) {
    var out = new Chain.Builder<B>();
    for (A a : list) {
      out.addAll(f.apply(a));
    }
    return out.build();
  }

  /** The list with an item between any two. */
  public static <A> List<A> intersperse(A a, List<A> list) {
    var out = new Chain.Builder<A>();
    boolean first = true;
    for (A item : list) {
      if (!first) {
        out.add(a);
      }
      out.add(item);
      first = false;
    }
    return out.build();
  }

  /** What f makes of the items of two lists, until one ends. */
  public static <A, B, R> List<R> map2(
      Function<A, Function<B, R>> f, List<A> list1, List<B> list2) {
    var out = new Chain.Builder<R>();
    var a = list1.iterator();
    var b = list2.iterator();
    while (a.hasNext() && b.hasNext()) {
      out.add(Functions.call(f, a.next(), b.next()));
    }
    return out.build();
  }

  /** What f makes of the items of three lists, until one ends. */
  public static <A, B, C, R> List<R> map3(
      Function<A, Function<B, Function<C, R>>> f, List<A> list1, List<B> list2, List<C> list3) {
    var out = new Chain.Builder<R>();
    var a = list1.iterator();
    var b = list2.iterator();
    var c = list3.iterator();
    while (a.hasNext() && b.hasNext() && c.hasNext()) {
      out.add(Functions.call(f, a.next(), b.next(), c.next()));
    }
    return out.build();
  }

  /** What f makes of the items of four lists, until one ends. */
  public static <A, B, C, D, R> List<R> map4(
      Function<A, Function<B, Function<C, Function<D, R>>>> f,
      List<A> list1,
      List<B> list2,
      List<C> list3,
      List<D> list4) {
    return map2(Function.identity(), map3(f, list1, list2, list3), list4);
  }

  /** What f makes of the items of five lists, until one ends. */
  public static <A, B, C, D, E, R> List<R> map5(
      Function<A, Function<B, Function<C, Function<D, Function<E, R>>>>> f,
      List<A> list1,
      List<B> list2,
      List<C> list3,
      List<D> list4,
      List<E> list5) {
    return map3(Function.identity(), map3(f, list1, list2, list3), list4, list5);
  }

  /** The items from the least to the greatest; equal ones stay in order. */
  public static <A> List<A> sort(List<A> list) {
    return Sorting.sorted(list, Comparison::compare);
  }

  /** The items by what f gives for them, from the least to the greatest. */
  public static <A, B> List<A> sortBy(Function<A, B> f, List<A> list) {
    List<Tuple2<B, A>> keyed = new ArrayList<>();
    for (A a : list) {
      keyed.add(new Tuple2<>(f.apply(a), a));
    }
    return map(
        Tuple2::second, Sorting.sorted(keyed, (a, b) -> Comparison.compare(a.first(), b.first())));
  }

  /** The items in the order that f says; equal ones stay in order. */
  public static <A> List<A> sortWith(Function<A, Function<A, Order>> f, List<A> list) {
    return Sorting.sorted(list, (a, b) -> Functions.call(f, a, b).toInt());
  }

  /** True if there is no item. */
  public static <A> boolean isEmpty(List<A> list) {
    return list.isEmpty();
  }

  /** The first item. */
  public static <A> Maybe<A> head(List<A> list) {
    return list.isEmpty() ? Maybe.nothing() : Maybe.just(list.get(0));
  }

  /** All but the first item; nothing if there is none. */
  public static <A> Maybe<List<A>> tail(List<A> list) {
    return list.isEmpty() ? Maybe.nothing() : Maybe.just(Chain.of(list).tail());
  }

  /** The first n items. */
  public static <A> List<A> take(long n, List<A> list) {
    if (n >= list.size()) {
      return Chain.of(list);
    }
    var out = new Chain.Builder<A>();
    var items = list.iterator();
    for (long i = 0; i < n; i++) {
      out.add(items.next());
    }
    return out.build();
  }

  /** All but the first n items. */
  public static <A> List<A> drop(long n, List<A> list) {
    return Chain.of(list).drop((int) Math.max(0, Math.min(n, list.size())));
  }

  /** The items for which f holds, and the others. */
  public static <A> Tuple2<List<A>, List<A>> partition(Function<A, Boolean> f, List<A> list) {
    var yes = new Chain.Builder<A>();
    var no = new Chain.Builder<A>();
    for (A a : list) {
      (f.apply(a) ? yes : no).add(a);
    }
    return new Tuple2<>(yes.build(), no.build());
  }

  /** The first values of pairs, and the second ones. */
  public static <A, B> Tuple2<List<A>, List<B>> unzip(List<Tuple2<A, B>> list) {
    return new Tuple2<>(map(Tuple2::first, list), map(Tuple2::second, list));
  }

  /** All pairs of an item of listA and one of listB for which f holds. */
  public static <A, B> List<Tuple2<A, B>> innerJoin(
      List<B> listB, Function<A, Function<B, Boolean>> f, List<A> listA) {
    var out = new Chain.Builder<Tuple2<A, B>>();
    for (A a : listA) {
      for (B b : listB) {
        if (Functions.call(f, a, b)) {
          out.add(new Tuple2<>(a, b));
        }
      }
    }
    return out.build();
  }

  /** The same, and items of listA that have no partner with nothing. */
  public static <A, B> List<Tuple2<A, Maybe<B>>> leftJoin(
      List<B> listB, Function<A, Function<B, Boolean>> f, List<A> listA) {
    var out = new Chain.Builder<Tuple2<A, Maybe<B>>>();
    for (A a : listA) {
      boolean alone = true;
      for (B b : listB) {
        if (Functions.call(f, a, b)) {
          out.add(new Tuple2<>(a, Maybe.just(b)));
          alone = false;
        }
      }
      if (alone) {
        out.add(new Tuple2<>(a, Maybe.nothing()));
      }
    }
    return out.build();
  }
}
