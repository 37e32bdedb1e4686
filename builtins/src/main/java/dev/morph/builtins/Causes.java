package dev.morph.builtins;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Tells what a fault takes with it. */
public final class Causes {
  private Causes() {}

  /**
   * All things that are faulty or need, in any number of steps, one that is.
   *
   * @param needs for each thing what it needs
   * @param faulty those that are themselves
   * @return for each the faulty one; a faulty thing is its own cause
   */
  public static <T> Map<T, T> of(Map<T, ? extends Set<T>> needs, Set<T> faulty) {
    Map<T, List<T>> users = new LinkedHashMap<>();
    needs.forEach((user, needed) ->
        needed.forEach(one -> users.computeIfAbsent(one, _ -> new ArrayList<>()).add(user)));
    Map<T, T> causes = new LinkedHashMap<>();
    faulty.forEach(one -> causes.put(one, one));
    Deque<T> open = new ArrayDeque<>(faulty);
    for (T one = open.poll(); one != null; one = open.poll()) {
      T cause = Objects.requireNonNull(causes.get(one));
      for (T user : users.getOrDefault(one, List.of())) {
        if (causes.putIfAbsent(user, cause) == null) {
          open.add(user);
        }
      }
    }
    return causes;
  }
}
