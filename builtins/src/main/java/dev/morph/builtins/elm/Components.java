package dev.morph.builtins.elm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Groups of definitions that need one another, by Tarjan's algorithm. For few nodes: the recursion
 * is as deep as a chain of needs. Not safe for several threads.
 */
final class Components {
  private final IntFunction<Set<Integer>> needs;
  private final int[] order;
  private final int[] lowest;
  private final boolean[] open;
  private final List<Integer> stack = new ArrayList<>();
  private final List<List<Integer>> groups = new ArrayList<>();
  private int visited;

  /** The groups of the nodes 0 to {@code size - 1}. */
  Components(int size, IntFunction<Set<Integer>> needs) {
    this.needs = needs;
    this.order = new int[size];
    this.lowest = new int[size];
    this.open = new boolean[size];
    for (int i = 0; i < size; i++) {
      if (order[i] == 0) {
        visit(i);
      }
    }
  }

  /** What is needed before what needs it, else in the order of the nodes. */
  List<List<Integer>> groups() {
    return groups;
  }

  private void visit(int node) {
    visited++;
    order[node] = visited;
    lowest[node] = visited;
    open[node] = true;
    stack.add(node);
    for (int needed : needs.apply(node).stream().sorted().toList()) {
      if (order[needed] == 0) {
        visit(needed);
        lowest[node] = Math.min(lowest[node], lowest[needed]);
      } else if (open[needed]) {
        lowest[node] = Math.min(lowest[node], order[needed]);
      }
    }
    if (lowest[node] == order[node]) {
      close(node);
    }
  }

  private void close(int first) {
    List<Integer> group = new ArrayList<>();
    int node;
    do {
      node = stack.removeLast();
      open[node] = false;
      group.add(node);
    } while (node != first);
    group.sort(Comparator.naturalOrder());
    groups.add(group);
  }
}
