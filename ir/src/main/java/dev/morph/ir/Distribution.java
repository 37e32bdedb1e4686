package dev.morph.ir;

import java.util.Map;

/** A package with what it depends on, as one document holds it. Immutable, safe to share. */
public sealed interface Distribution {
  /** The package's name. */
  Path packageName();

  /** A package that others use. */
  record Library(
      Path packageName, Map<Path, PackageSpecification> dependencies, PackageDefinition definition)
      implements Distribution {
    public Library {
      dependencies = Ordered.copyOf(dependencies);
    }
  }

  /** What others know of a package, without its definitions; v4 only. */
  record Specs(
      Path packageName,
      Map<Path, PackageSpecification> dependencies,
      PackageSpecification specification)
      implements Distribution {
    public Specs {
      dependencies = Ordered.copyOf(dependencies);
    }
  }

  /** A package with all that it needs to be run; v4 only. */
  record Application(
      Path packageName,
      Map<Path, PackageDefinition> dependencies,
      PackageDefinition definition,
      Map<Name, EntryPoint> entryPoints)
      implements Distribution {
    public Application {
      dependencies = Ordered.copyOf(dependencies);
      entryPoints = Ordered.copyOf(entryPoints);
    }
  }

  /** Which of the three a document holds. */
  enum Kind {
    LIBRARY,
    SPECS,
    APPLICATION
  }
}
