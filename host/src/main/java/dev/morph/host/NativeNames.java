package dev.morph.host;

import dev.morph.base.ExtensionId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ids that Java code of the application has: nothing is installed under them. */
final class NativeNames {
  private final Set<ExtensionId> taken = ConcurrentHashMap.newKeySet();

  /** False if it is taken. */
  boolean take(ExtensionId id) {
    return taken.add(id);
  }

  void leave(ExtensionId id) {
    taken.remove(id);
  }

  boolean has(ExtensionId id) {
    return taken.contains(id);
  }
}
