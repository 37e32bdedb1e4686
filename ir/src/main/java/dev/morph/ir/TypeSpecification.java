package dev.morph.ir;

import java.util.List;

/** What other packages know of a type. Immutable, safe to share. */
public sealed interface TypeSpecification {
  /** The names of its type parameters. */
  List<Name> parameters();

  /** Another name for a type. */
  record Alias(List<Name> parameters, Type type) implements TypeSpecification {
    public Alias {
      parameters = List.copyOf(parameters);
    }
  }

  /** A type of which nothing is told. */
  record Opaque(List<Name> parameters) implements TypeSpecification {
    public Opaque {
      parameters = List.copyOf(parameters);
    }
  }

  /** A choice of constructors. */
  record Custom(List<Name> parameters, List<Constructor> constructors)
      implements TypeSpecification {
    public Custom {
      parameters = List.copyOf(parameters);
      constructors = List.copyOf(constructors);
    }
  }

  /** A type that is written as another one, with the functions between them. */
  record Derived(List<Name> parameters, Type baseType, FQName fromBaseType, FQName toBaseType)
      implements TypeSpecification {
    public Derived {
      parameters = List.copyOf(parameters);
    }
  }
}
