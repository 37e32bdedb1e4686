package dev.morph.builtins.typescript;

import dev.morph.builtins.OwnModule;
import dev.morph.builtins.UniqueNames;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The files to make and what is in them: all types of the own package, and of others those that
 * they need. Not safe for several threads.
 */
final class Modules {
  /** The file that all others import. */
  static final String RUNTIME = "morphir";

  private final TypeEnvironment types;
  private final UniqueNames files = UniqueNames.ofFiles();
  private final UniqueNames aliases = UniqueNames.avoiding(Set.of());
  private final Map<List<Path>, ModuleNames> byPath = new LinkedHashMap<>();
  private final Map<FQName, TypeDeclaration> declarations = new LinkedHashMap<>();
  private final Deque<FQName> open = new ArrayDeque<>();

  Modules(TypeEnvironment types, Path ownPackage, List<OwnModule> own) {
    this.types = types;
    files.name(RUNTIME);
    for (OwnModule module : own) {
      for (Name type : module.types().keySet()) {
        add(new FQName(ownPackage, module.path(), type));
      }
    }
    for (FQName name = open.poll(); name != null; name = open.poll()) {
      references(Objects.requireNonNull(declarations.get(name)));
    }
  }

  private void add(FQName name) {
    TypeDeclaration declaration = types.type(name);
    if (declaration != null && !SdkTypes.isKnown(name) && !declarations.containsKey(name)) {
      declarations.put(name, declaration);
      open.add(name);
      byPath
          .computeIfAbsent(List.of(name.packageName(), name.module()), this::module)
          .add(name, declaration);
    }
  }

  private ModuleNames module(List<Path> path) {
    var alias = new StringBuilder();
    for (Name name : path.getLast().names()) {
      alias.append(alias.isEmpty() ? name.camelCase() : name.pascalCase());
    }
    return new ModuleNames(
        files.name(ModuleNames.fileOf(path.getFirst(), path.getLast())),
        aliases.name(ModuleNames.identifier(alias + "Module")));
  }

  private void references(TypeDeclaration declaration) {
    switch (declaration) {
      case TypeDeclaration.Alias it -> references(it.type());
      case TypeDeclaration.Custom it -> {
        for (Constructor constructor : it.constructors()) {
          constructor.parameters().stream().map(Parameter::type).forEach(this::references);
        }
      }
      case TypeDeclaration.Opaque _ -> {}
    }
  }

  private void references(Type type) {
    switch (type) {
      case Type.Reference it -> {
        add(it.name());
        it.arguments().forEach(this::references);
      }
      case Type.Tuple it -> it.elements().forEach(this::references);
      case Type.Record it -> it.fields().forEach(field -> references(field.type()));
      case Type.ExtensibleRecord it -> it.fields().forEach(field -> references(field.type()));
      case Type.Function it -> {
        references(it.parameter());
        references(it.result());
      }
      case Type.Variable _, Type.Unit _ -> {}
    }
  }

  TypeEnvironment types() {
    return types;
  }

  /** All types, by their names, in a stable order. */
  Map<FQName, TypeDeclaration> declarations() {
    return declarations;
  }

  /** The module of a type. */
  ModuleNames of(FQName type) {
    return Objects.requireNonNull(byPath.get(List.of(type.packageName(), type.module())));
  }

  /** The types of each module. */
  Map<ModuleNames, List<FQName>> byModule() {
    Map<ModuleNames, List<FQName>> byModule = new LinkedHashMap<>();
    for (FQName name : declarations.keySet()) {
      byModule.computeIfAbsent(of(name), _ -> new ArrayList<>()).add(name);
    }
    return byModule;
  }
}
