package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set in the order of its values, which is that of {@link Comparison}. Immutable: whatever
 * changes it gives another set, which shares most of the first. Finding and changing a value takes
 * logarithmic time.
 */
public final class MorphirSet<A> implements Iterable<A> {
  private static final MorphirSet<?> EMPTY = new MorphirSet<>(null);

  private final @Nullable Tree<A, Unit> tree;

  private MorphirSet(@Nullable Tree<A, Unit> tree) {
    this.tree = tree;
  }

  /** The set without values. */
  @SuppressWarnings("unchecked") // it holds nothing
  public static <A> MorphirSet<A> empty() {
    return (MorphirSet<A>) EMPTY;
  }

  /** The values of a collection. */
  public static <A> MorphirSet<A> copyOf(Iterable<A> values) {
    MorphirSet<A> set = empty();
    for (A value : values) {
      set = set.insert(value);
    }
    return set;
  }

  static <A> MorphirSet<A> ofSorted(List<A> values) {
    List<Tree<A, Unit>> nodes = new ArrayList<>(values.size());
    for (A value : values) {
      nodes.add(Tree.node(value, Unit.UNIT, null, null));
    }
    return new MorphirSet<>(Tree.ofSorted(nodes));
  }

  /** True if the value is in it. */
  public boolean contains(A value) {
    return Tree.find(tree, value) != null;
  }

  /** The set with the value. */
  public MorphirSet<A> insert(A value) {
    return contains(value) ? this : new MorphirSet<>(Tree.insert(tree, value, Unit.UNIT));
  }

  /** The set without the value. */
  public MorphirSet<A> remove(A value) {
    return contains(value) ? new MorphirSet<>(Tree.remove(tree, value)) : this;
  }

  /** The number of values. */
  public int size() {
    return Tree.sizeOf(tree);
  }

  /** True if there are no values. */
  public boolean isEmpty() {
    return tree == null;
  }

  /** The values, in order. */
  @Override
  public Iterator<A> iterator() {
    Iterator<Tree<A, Unit>> nodes = Tree.nodes(tree).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return nodes.hasNext();
      }

      @Override
      public A next() {
        return nodes.next().key();
      }
    };
  }

  /** True for a set of equal values. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MorphirSet<?> set && values().equals(set.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<A> values() {
    List<A> values = new ArrayList<>(size());
    forEach(values::add);
    return values;
  }

  /** The values, as {@code [1, 2]}. */
  @Override
  public String toString() {
    return values().toString();
  }
}
