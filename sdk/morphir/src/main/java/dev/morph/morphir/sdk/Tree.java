package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A node of a balanced search tree in the order of {@link Comparison}; null is the empty tree. No
 * side of a node is more than {@value #DELTA} times as large as the other, so its height stays
 * within a small multiple of the logarithm of its size. Immutable.
 */
record Tree<K, V>(K key, V value, int size, @Nullable Tree<K, V> left, @Nullable Tree<K, V> right) {
  private static final int DELTA = 3;
  private static final int RATIO = 2;

  static int sizeOf(@Nullable Tree<?, ?> tree) {
    return tree == null ? 0 : tree.size;
  }

  static <K, V> @Nullable Tree<K, V> find(@Nullable Tree<K, V> tree, K key) {
    Tree<K, V> at = tree;
    while (at != null) {
      int order = Comparison.compare(key, at.key);
      if (order == 0) {
        return at;
      }
      at = order < 0 ? at.left : at.right;
    }
    return null;
  }

  static <K, V> Tree<K, V> insert(@Nullable Tree<K, V> tree, K key, V value) {
    if (tree == null) {
      return node(key, value, null, null);
    }
    int order = Comparison.compare(key, tree.key);
    if (order == 0) {
      return node(key, value, tree.left, tree.right);
    }
    return order < 0
        ? balanced(tree.key, tree.value, insert(tree.left, key, value), tree.right)
        : balanced(tree.key, tree.value, tree.left, insert(tree.right, key, value));
  }

  static <K, V> @Nullable Tree<K, V> remove(@Nullable Tree<K, V> tree, K key) {
    if (tree == null) {
      return null;
    }
    int order = Comparison.compare(key, tree.key);
    if (order == 0) {
      return joined(tree.left, tree.right);
    }
    return order < 0
        ? balanced(tree.key, tree.value, remove(tree.left, key), tree.right)
        : balanced(tree.key, tree.value, tree.left, remove(tree.right, key));
  }

  /** The tree of nodes in order. */
  static <K, V> @Nullable Tree<K, V> ofSorted(List<Tree<K, V>> nodes) {
    return ofSorted(nodes, 0, nodes.size());
  }

  private static <K, V> @Nullable Tree<K, V> ofSorted(List<Tree<K, V>> nodes, int from, int to) {
    if (from == to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    Tree<K, V> root = nodes.get(middle);
    return node(
        root.key, root.value, ofSorted(nodes, from, middle), ofSorted(nodes, middle + 1, to));
  }

  /** The nodes in order of their keys. */
  static <K, V> Iterable<Tree<K, V>> nodes(@Nullable Tree<K, V> tree) {
    return () -> new Nodes<>(tree);
  }

  static <K, V> Tree<K, V> node(
      K key, V value, @Nullable Tree<K, V> left, @Nullable Tree<K, V> right) {
    return new Tree<>(key, value, Math.addExact(sizeOf(left) + 1, sizeOf(right)), left, right);
  }

  private static <K, V> @Nullable Tree<K, V> joined(
      @Nullable Tree<K, V> left, @Nullable Tree<K, V> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    if (left.size > right.size) {
      Tree<K, V> last = left;
      while (last.right != null) {
        last = last.right;
      }
      return balanced(last.key, last.value, remove(left, last.key), right);
    }
    Tree<K, V> first = right;
    while (first.left != null) {
      first = first.left;
    }
    return balanced(first.key, first.value, left, remove(right, first.key));
  }

  /** A node whose sides were balanced before one of them got or lost a node. */
  private static <K, V> Tree<K, V> balanced(
      K key, V value, @Nullable Tree<K, V> left, @Nullable Tree<K, V> right) {
    int leftSize = sizeOf(left);
    int rightSize = sizeOf(right);
    if (leftSize + rightSize > 1) {
      if (right != null && rightSize > DELTA * leftSize) {
        return rotatedLeft(key, value, left, right);
      }
      if (left != null && leftSize > DELTA * rightSize) {
        return rotatedRight(key, value, left, right);
      }
    }
    return node(key, value, left, right);
  }

  private static <K, V> Tree<K, V> rotatedLeft(
      K key, V value, @Nullable Tree<K, V> left, Tree<K, V> right) {
    Tree<K, V> inner = right.left;
    if (inner == null || inner.size < RATIO * sizeOf(right.right)) {
      return node(right.key, right.value, node(key, value, left, inner), right.right);
    }
    return node(
        inner.key,
        inner.value,
        node(key, value, left, inner.left),
        node(right.key, right.value, inner.right, right.right));
  }

  private static <K, V> Tree<K, V> rotatedRight(
      K key, V value, Tree<K, V> left, @Nullable Tree<K, V> right) {
    Tree<K, V> inner = left.right;
    if (inner == null || inner.size < RATIO * sizeOf(left.left)) {
      return node(left.key, left.value, left.left, node(key, value, inner, right));
    }
    return node(
        inner.key,
        inner.value,
        node(left.key, left.value, left.left, inner.left),
        node(key, value, inner.right, right));
  }

  private static final class Nodes<K, V> implements Iterator<Tree<K, V>> {
    private final List<Tree<K, V>> path = new ArrayList<>();

    Nodes(@Nullable Tree<K, V> tree) {
      descend(tree);
    }

    private void descend(@Nullable Tree<K, V> tree) {
      for (Tree<K, V> at = tree; at != null; at = at.left) {
        path.add(at);
      }
    }

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public Tree<K, V> next() {
      if (path.isEmpty()) {
        throw new NoSuchElementException("there are no more entries");
      }
      Tree<K, V> node = path.remove(path.size() - 1);
      descend(node.right);
      return node;
    }
  }
}
