package dev.morph.builtins.elm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What needs what. Edges to what is no node are ignored.
 *
 * @param needs the nodes, each with those that it needs
 */
record Graph<K>(Map<K, Set<K>> needs) {
  /** The nodes of no cycle, what is needed before what needs it; without those that need cycles. */
  List<K> order() {
    return peel(new LinkedHashMap<>(needs));
  }

  /** Cycles, each from one node on to the one that needs the first again; none has a node twice. */
  List<List<K>> cycles() {
    Map<K, Set<K>> rest = new LinkedHashMap<>(needs);
    List<List<K>> cycles = new ArrayList<>();
    peel(rest);
    while (!rest.isEmpty()) {
      List<K> cycle = cycle(rest);
      cycle.forEach(rest::remove);
      cycles.add(cycle);
      peel(rest);
    }
    return cycles;
  }

  /** Takes out all nodes that need nothing that is left, in order. */
  private static <K> List<K> peel(Map<K, Set<K>> rest) {
    Map<K, Integer> open = new HashMap<>();
    Map<K, List<K>> neededBy = new HashMap<>();
    List<K> done = new ArrayList<>();
    rest.forEach((node, needed) -> {
      int count = 0;
      for (K one : needed) {
        if (rest.containsKey(one)) {
          count++;
          neededBy.computeIfAbsent(one, n -> new ArrayList<>()).add(node);
        }
      }
      open.put(node, count);
      if (count == 0) {
        done.add(node);
      }
    });
    for (int i = 0; i < done.size(); i++) {
      for (K node : neededBy.getOrDefault(done.get(i), List.of())) {
        int left = open.merge(node, -1, Integer::sum);
        if (left == 0) {
          done.add(node);
        }
      }
    }
    done.forEach(rest::remove);
    return done;
  }

  /** A cycle of a graph in which every node needs another. */
  private static <K> List<K> cycle(Map<K, Set<K>> rest) {
    Set<K> path = new LinkedHashSet<>();
    K node = rest.keySet().iterator().next();
    while (path.add(node)) {
      K next = node;
      for (K needed : rest.getOrDefault(node, Set.of())) {
        if (rest.containsKey(needed)) {
          next = needed;
          break;
        }
      }
      node = next;
    }
    List<K> walked = new ArrayList<>(path);
    return walked.subList(walked.indexOf(node), walked.size());
  }
}
