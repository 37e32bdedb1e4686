package dev.morph.ir.types;

import dev.morph.ir.Constructor;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import java.util.List;

/** What a type's name means. Immutable, safe to share. */
public sealed interface TypeDeclaration {
  /** The names of its type parameters. */
  List<Name> parameters();

  /** Another name for a type. */
  record Alias(List<Name> parameters, Type type) implements TypeDeclaration {
    public Alias {
      parameters = List.copyOf(parameters);
    }
  }

  /** A choice of constructors. */
  record Custom(List<Name> parameters, List<Constructor> constructors) implements TypeDeclaration {
    public Custom {
      parameters = List.copyOf(parameters);
      constructors = List.copyOf(constructors);
    }
  }

  /** A type of which only the name is known: opaque, derived or not whole. */
  record Opaque(List<Name> parameters) implements TypeDeclaration {
    public Opaque {
      parameters = List.copyOf(parameters);
    }
  }
}
