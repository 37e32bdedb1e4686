package dev.morph.ir;

import java.util.Map;

/** What other packages know of a package. Immutable, safe to share. */
public record PackageSpecification(Map<Path, ModuleSpecification> modules) {
  public PackageSpecification {
    modules = Ordered.copyOf(modules);
  }
}
