package dev.morph.ir;

import java.util.Map;

/** A package with all its modules, in the order of the document. Immutable, safe to share. */
public record PackageDefinition(Map<Path, AccessControlled<ModuleDefinition>> modules) {
  public PackageDefinition {
    modules = Ordered.copyOf(modules);
  }
}
