package dev.morph.builtins.typescript;

import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Finds aliases that stand for themselves; a record in between ends the loop. */
final class AliasLoops {
  private AliasLoops() {}

  static boolean isLoop(FQName alias, TypeEnvironment types) {
    Set<FQName> seen = new HashSet<>();
    Deque<FQName> open = new ArrayDeque<>();
    open.add(alias);
    for (FQName name = open.poll(); name != null; name = open.poll()) {
      if (types.type(name) instanceof TypeDeclaration.Alias it) {
        Set<FQName> next = new HashSet<>();
        collect(it.type(), next);
        if (next.contains(alias)) {
          return true;
        }
        next.stream().filter(seen::add).forEach(open::add);
      }
    }
    return false;
  }

  private static void collect(Type type, Set<FQName> references) {
    switch (type) {
      case Type.Reference it -> {
        references.add(it.name());
        it.arguments().forEach(one -> collect(one, references));
      }
      case Type.Tuple it -> it.elements().forEach(one -> collect(one, references));
      case Type.Variable _,
          Type.Record _,
          Type.ExtensibleRecord _,
          Type.Function _,
          Type.Unit _ -> {}
    }
  }
}
