package dev.morph.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a type is made. Immutable, safe to share. */
public sealed interface TypeDefinition {
  /** The names of its type parameters. */
  List<Name> parameters();

  /** Another name for a type. */
  record Alias(List<Name> parameters, Type type) implements TypeDefinition {
    public Alias {
      parameters = List.copyOf(parameters);
    }
  }

  /** A choice of constructors. */
  record Custom(List<Name> parameters, AccessControlled<List<Constructor>> constructors)
      implements TypeDefinition {
    public Custom {
      parameters = List.copyOf(parameters);
      constructors =
          new AccessControlled<>(constructors.access(), List.copyOf(constructors.value()));
    }
  }

  /** A type that is not whole; v4 only. */
  record Incomplete(List<Name> parameters, Incompleteness incompleteness, @Nullable Type partial)
      implements TypeDefinition {
    public Incomplete {
      parameters = List.copyOf(parameters);
    }
  }
}
