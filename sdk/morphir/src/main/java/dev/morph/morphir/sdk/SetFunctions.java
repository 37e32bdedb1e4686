package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The functions of Morphir.SDK.Set. */
public final class SetFunctions {
  private SetFunctions() {}

  /** The set without values. */
  public static <A> MorphirSet<A> empty() {
    return MorphirSet.empty();
  }

  /** The set of one value. */
  public static <A> MorphirSet<A> singleton(A a) {
    return MorphirSet.<A>empty().insert(a);
  }

  /** The set with the value. */
  public static <A> MorphirSet<A> insert(A a, MorphirSet<A> set) {
    return set.insert(a);
  }

  /** The set without the value. */
  public static <A> MorphirSet<A> remove(A a, MorphirSet<A> set) {
    return set.remove(a);
  }

  /** True if there are no values. */
  public static <A> boolean isEmpty(MorphirSet<A> set) {
    return set.isEmpty();
  }

  /** True if the value is in it. */
  public static <A> boolean member(A a, MorphirSet<A> set) {
    return set.contains(a);
  }

  /** The number of values. */
  public static <A> long size(MorphirSet<A> set) {
    return set.size();
  }

  /** The values, in order. */
  public static <A> List<A> toList(MorphirSet<A> set) {
    return new Chain.Builder<A>().addAll(set).build();
  }

  /** The set of some values. */
  public static <A> MorphirSet<A> fromList(List<A> list) {
    return MorphirSet.copyOf(list);
  }

  /** The set of the values as f makes them. */
  public static <A, B> MorphirSet<B> map(Function<A, B> f, MorphirSet<A> set) {
    MorphirSet<B> mapped = MorphirSet.empty();
    for (A a : set) {
      mapped = mapped.insert(f.apply(a));
    }
    return mapped;
  }

  /** What f makes of the values one after the other, from the least on, beginning with z. */
  public static <A, B> B foldl(Function<A, Function<B, B>> f, B z, MorphirSet<A> set) {
    return ListFunctions.foldl(f, z, toList(set));
  }

  /** What f makes of the values one after the other, from the greatest on, beginning with z. */
  public static <A, B> B foldr(Function<A, Function<B, B>> f, B z, MorphirSet<A> set) {
    return ListFunctions.foldr(f, z, toList(set));
  }

  /** The values for which f holds. */
  public static <A> MorphirSet<A> filter(Function<A, Boolean> f, MorphirSet<A> set) {
    return partition(f, set).first();
  }

  /** The values for which f holds, and the others. */
  public static <A> Tuple2<MorphirSet<A>, MorphirSet<A>> partition(
      Function<A, Boolean> f, MorphirSet<A> set) {
    List<A> yes = new ArrayList<>();
    List<A> no = new ArrayList<>();
    for (A a : set) {
      (f.apply(a) ? yes : no).add(a);
    }
    return new Tuple2<>(MorphirSet.ofSorted(yes), MorphirSet.ofSorted(no));
  }

  /** The values of both. */
  public static <A> MorphirSet<A> union(MorphirSet<A> set1, MorphirSet<A> set2) {
    boolean firstIsLarger = set1.size() >= set2.size();
    MorphirSet<A> all = firstIsLarger ? set1 : set2;
    for (A a : firstIsLarger ? set2 : set1) {
      all = all.insert(a);
    }
    return all;
  }

  /** The values that are in both. */
  public static <A> MorphirSet<A> intersect(MorphirSet<A> set1, MorphirSet<A> set2) {
    return filter(set2::contains, set1);
  }

  /** The values of the first that are not in the second. */
  public static <A> MorphirSet<A> diff(MorphirSet<A> set1, MorphirSet<A> set2) {
    return filter(a -> !set2.contains(a), set1);
  }
}
