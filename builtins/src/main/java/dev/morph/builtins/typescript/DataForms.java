package dev.morph.builtins.typescript;

import dev.morph.builtins.Causes;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types have data, and why the others have none. Immutable, safe to share. */
final class DataForms {
  private final Map<FQName, String> faults;
  private final Map<FQName, FQName> causes;

  private DataForms(Map<FQName, String> faults, Map<FQName, FQName> causes) {
    this.faults = faults;
    this.causes = causes;
  }

  static DataForms of(Map<FQName, TypeDeclaration> declarations, TypeEnvironment types) {
    Map<FQName, String> faults = new LinkedHashMap<>();
    Map<FQName, Set<FQName>> needs = new LinkedHashMap<>();
    declarations.forEach((name, declaration) -> {
      var walk = new Walk(types, new HashSet<>(declaration.parameters()));
      walk.declaration(name, declaration);
      needs.put(name, walk.references);
      if (walk.fault != null) {
        faults.put(name, walk.fault);
      }
    });
    return new DataForms(faults, Causes.of(needs, faults.keySet()));
  }

  /** Why a type has no data; null if it has. */
  @Nullable String fault(FQName type) {
    FQName cause = causes.get(type);
    if (cause == null) {
      return null;
    }
    String fault = faults.get(cause);
    return cause.equals(type) ? fault : "it needs " + cause + ", and " + fault;
  }

  /** The types of one definition. Keeps the first fault. */
  private static final class Walk {
    private final TypeEnvironment types;
    private final Set<Name> parameters;
    private final Set<FQName> references = new LinkedHashSet<>();
    private @Nullable String fault;

    Walk(TypeEnvironment types, Set<Name> parameters) {
      this.types = types;
      this.parameters = parameters;
    }

    void declaration(FQName name, TypeDeclaration declaration) {
      switch (declaration) {
        case TypeDeclaration.Alias it -> {
          if (AliasLoops.isLoop(name, types)) {
            fault("it stands for itself");
          }
          type(it.type());
        }
        case TypeDeclaration.Custom it -> {
          if (it.constructors().isEmpty()) {
            fault("it has no constructors");
          }
          for (Constructor constructor : it.constructors()) {
            constructor.parameters().forEach(parameter -> type(parameter.type()));
          }
        }
        case TypeDeclaration.Opaque _ -> fault("nothing is told of " + name);
      }
    }

    private void fault(String why) {
      if (fault == null) {
        fault = why;
      }
    }

    private void type(Type type) {
      switch (type) {
        case Type.Variable it -> {
          if (!parameters.contains(it.name())) {
            fault(it.name().camelCase() + " is no parameter of it");
          }
        }
        case Type.Reference it -> reference(it);
        case Type.Tuple it -> it.elements().forEach(this::type);
        case Type.Record it -> it.fields().forEach(field -> type(field.type()));
        case Type.ExtensibleRecord _ -> fault("not all fields of its record are known");
        case Type.Function _ -> fault("a function is no data");
        case Type.Unit _ -> {}
      }
    }

    private void reference(Type.Reference reference) {
      reference.arguments().forEach(this::type);
      FQName name = reference.name();
      TypeDeclaration declaration = types.type(name);
      if (declaration == null) {
        fault("there is no type " + name);
      } else if (declaration.parameters().size() != reference.arguments().size()) {
        fault(
            name
                + " has "
                + declaration.parameters().size()
                + " parameters, not "
                + reference.arguments().size());
      } else if (!SdkTypes.isKnown(name)) {
        references.add(name);
      } else if (SdkTypes.isNever(name)) {
        fault("nothing is of type " + name);
      }
    }
  }
}
