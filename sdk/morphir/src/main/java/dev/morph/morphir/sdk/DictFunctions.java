package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions of Morphir.SDK.Dict. */
public final class DictFunctions {
  private DictFunctions() {}

  /** The dictionary without entries. */
  public static <K, V> Dict<K, V> empty() {
    return Dict.empty();
  }

  /** The dictionary of one entry. */
  public static <K, V> Dict<K, V> singleton(K key, V value) {
    return Dict.<K, V>empty().insert(key, value);
  }

  /** The dictionary with the key at the value, whatever value it had. */
  public static <K, V> Dict<K, V> insert(K key, V value, Dict<K, V> dict) {
    return dict.insert(key, value);
  }

  /** The dictionary with what f makes of the value of a key, which may be nothing. */
  public static <K, V> Dict<K, V> update(K key, Function<Maybe<V>, Maybe<V>> f, Dict<K, V> dict) {
    return f.apply(dict.get(key)) instanceof Maybe.Just<V>(V value)
        ? dict.insert(key, value)
        : dict.remove(key);
  }

  /** The dictionary without the key. */
  public static <K, V> Dict<K, V> remove(K key, Dict<K, V> dict) {
    return dict.remove(key);
  }

  /** True if there are no entries. */
  public static <K, V> boolean isEmpty(Dict<K, V> dict) {
    return dict.isEmpty();
  }

  /** True if there is a value of the key. */
  public static <K, V> boolean member(K key, Dict<K, V> dict) {
    return dict.contains(key);
  }

  /** The value of a key. */
  public static <K, V> Maybe<V> get(K key, Dict<K, V> dict) {
    return dict.get(key);
  }

  /** The number of entries. */
  public static <K, V> long size(Dict<K, V> dict) {
    return dict.size();
  }

  /** The keys, in order. */
  public static <K, V> List<K> keys(Dict<K, V> dict) {
    var out = new Chain.Builder<K>();
    for (Tree<K, V> node : dict.nodes()) {
      out.add(node.key());
    }
    return out.build();
  }

  /** The values, in the order of their keys. */
  public static <K, V> List<V> values(Dict<K, V> dict) {
    var out = new Chain.Builder<V>();
    for (Tree<K, V> node : dict.nodes()) {
      out.add(node.value());
    }
    return out.build();
  }

  /** The entries, in the order of their keys. */
  public static <K, V> List<Tuple2<K, V>> toList(Dict<K, V> dict) {
    return new Chain.Builder<Tuple2<K, V>>().addAll(dict).build();
  }

  /** The dictionary of some entries; the last one of a key counts. */
  public static <K, V> Dict<K, V> fromList(List<Tuple2<K, V>> list) {
    Dict<K, V> dict = Dict.empty();
    for (Tuple2<K, V> entry : list) {
      dict = dict.insert(entry.first(), entry.second());
    }
    return dict;
  }

  /** The values as f makes them of key and value. */
  public static <K, A, B> Dict<K, B> map(Function<K, Function<A, B>> f, Dict<K, A> dict) {
    List<Tree<K, B>> nodes = new ArrayList<>(dict.size());
    for (Tree<K, A> node : dict.nodes()) {
      nodes.add(Tree.node(node.key(), Functions.call(f, node.key(), node.value()), null, null));
    }
    return Dict.ofSorted(nodes);
  }

  /** What f makes of the entries one after the other, from the least key on, beginning with z. */
  public static <K, V, B> B foldl(
      Function<K, Function<V, Function<B, B>>> f, B z, Dict<K, V> dict) {
    B result = z;
    for (Tree<K, V> node : dict.nodes()) {
      result = Functions.call(f, node.key(), node.value(), result);
    }
    return result;
  }

  /** What f makes of the entries one after the other, from the greatest key on. */
  public static <K, V, B> B foldr(
      Function<K, Function<V, Function<B, B>>> f, B z, Dict<K, V> dict) {
    B result = z;
    for (Tuple2<K, V> entry : ListFunctions.reverse(toList(dict))) {
      result = Functions.call(f, entry.first(), entry.second(), result);
    }
    return result;
  }

  /** The entries for which f holds. */
  public static <K, V> Dict<K, V> filter(Function<K, Function<V, Boolean>> f, Dict<K, V> dict) {
    return partition(f, dict).first();
  }

  /** The entries for which f holds, and the others. */
  public static <K, V> Tuple2<Dict<K, V>, Dict<K, V>> partition(
      Function<K, Function<V, Boolean>> f, Dict<K, V> dict) {
    List<Tree<K, V>> yes = new ArrayList<>();
    List<Tree<K, V>> no = new ArrayList<>();
    for (Tree<K, V> node : dict.nodes()) {
      (Functions.call(f, node.key(), node.value()) ? yes : no).add(node);
    }
    return new Tuple2<>(Dict.ofSorted(yes), Dict.ofSorted(no));
  }

  /** The entries of both; the first one's value counts. */
  public static <K, V> Dict<K, V> union(Dict<K, V> dict1, Dict<K, V> dict2) {
    boolean firstIsLarger = dict1.size() >= dict2.size();
    Dict<K, V> all = firstIsLarger ? dict1 : dict2;
    for (Tree<K, V> node : (firstIsLarger ? dict2 : dict1).nodes()) {
      if (!firstIsLarger || !dict1.contains(node.key())) {
        all = all.insert(node.key(), node.value());
      }
    }
    return all;
  }

  /** The entries of the first whose key the second has too. */
  public static <K, V, W> Dict<K, V> intersect(Dict<K, V> dict1, Dict<K, W> dict2) {
    return filter((Function2<K, V, Boolean>) (key, value) -> dict2.contains(key), dict1);
  }

  /** The entries of the first whose key the second does not have. */
  public static <K, V, W> Dict<K, V> diff(Dict<K, V> dict1, Dict<K, W> dict2) {
    return filter((Function2<K, V, Boolean>) (key, value) -> !dict2.contains(key), dict1);
  }

  /**
   * What three functions make of the entries of two dictionaries from the least key on: of those in
   * the left one only, in both, and in the right one only.
   */
  public static <K, A, B, R> R merge(
      Function<K, Function<A, Function<R, R>>> leftOnly,
      Function<K, Function<A, Function<B, Function<R, R>>>> both,
      Function<K, Function<B, Function<R, R>>> rightOnly,
      Dict<K, A> dictLeft,
      Dict<K, B> dictRight,
      R input) {
    Iterator<Tree<K, A>> lefts = dictLeft.nodes().iterator();
    Iterator<Tree<K, B>> rights = dictRight.nodes().iterator();
    Tree<K, A> left = next(lefts);
    Tree<K, B> right = next(rights);
    R result = input;
    while (left != null || right != null) {
      int order =
          left == null ? 1 : right == null ? -1 : Comparison.compare(left.key(), right.key());
      if (left != null && right != null && order == 0) {
        result = Functions.call(both, left.key(), left.value(), right.value(), result);
      } else if (left != null && order < 0) {
        result = Functions.call(leftOnly, left.key(), left.value(), result);
      } else if (right != null) {
        result = Functions.call(rightOnly, right.key(), right.value(), result);
      }
      left = order <= 0 ? next(lefts) : left;
      right = order >= 0 ? next(rights) : right;
    }
    return result;
  }

  private static <T> @Nullable T next(Iterator<T> items) {
    return items.hasNext() ? items.next() : null;
  }
}
