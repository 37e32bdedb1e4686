package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary in the order of its keys, which is that of {@link Comparison}. Immutable: whatever
 * changes an entry gives another dictionary, which shares most of the first. Reading and changing
 * an entry takes logarithmic time.
 */
public final class Dict<K, V> implements Iterable<Tuple2<K, V>> {
  private static final Dict<?, ?> EMPTY = new Dict<>(null);

  private final @Nullable Tree<K, V> tree;

  private Dict(@Nullable Tree<K, V> tree) {
    this.tree = tree;
  }

  /** The dictionary without entries. */
  @SuppressWarnings("unchecked") // it holds nothing
  public static <K, V> Dict<K, V> empty() {
    return (Dict<K, V>) EMPTY;
  }

  /** The entries of a map. */
  public static <K, V> Dict<K, V> copyOf(Map<K, V> map) {
    Dict<K, V> dict = empty();
    for (Map.Entry<K, V> entry : map.entrySet()) {
      dict = dict.insert(entry.getKey(), entry.getValue());
    }
    return dict;
  }

  static <K, V> Dict<K, V> ofSorted(List<Tree<K, V>> nodes) {
    return new Dict<>(Tree.ofSorted(nodes));
  }

  /** The value of a key. */
  public Maybe<V> get(K key) {
    Tree<K, V> found = Tree.find(tree, key);
    return found == null ? Maybe.nothing() : Maybe.just(found.value());
  }

  /** True if there is a value of the key. */
  public boolean contains(K key) {
    return Tree.find(tree, key) != null;
  }

  /** The dictionary with the key at the value, whatever value it had. */
  public Dict<K, V> insert(K key, V value) {
    return new Dict<>(Tree.insert(tree, key, value));
  }

  /** The dictionary without the key. */
  public Dict<K, V> remove(K key) {
    return contains(key) ? new Dict<>(Tree.remove(tree, key)) : this;
  }

  /** The number of entries. */
  public int size() {
    return Tree.sizeOf(tree);
  }

  /** True if there are no entries. */
  public boolean isEmpty() {
    return tree == null;
  }

  Iterable<Tree<K, V>> nodes() {
    return Tree.nodes(tree);
  }

  /** The entries, in the order of their keys. */
  @Override
  public Iterator<Tuple2<K, V>> iterator() {
    Iterator<Tree<K, V>> nodes = nodes().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return nodes.hasNext();
      }

      @Override
      public Tuple2<K, V> next() {
        Tree<K, V> node = nodes.next();
        return new Tuple2<>(node.key(), node.value());
      }
    };
  }

  /** True for a dictionary with equal entries. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dict<?, ?> dict && entries().equals(dict.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  private List<Tuple2<K, V>> entries() {
    List<Tuple2<K, V>> entries = new ArrayList<>(size());
    forEach(entries::add);
    return entries;
  }

  /** The entries, as {@code {1=a, 2=b}}. */
  @Override
  public String toString() {
    var out = new StringBuilder("{");
    for (Tree<K, V> node : nodes()) {
      out.append(out.length() > 1 ? ", " : "").append(node.key()).append('=').append(node.value());
    }
    return out.append('}').toString();
  }
}
