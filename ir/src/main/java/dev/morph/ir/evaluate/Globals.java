package dev.morph.ir.evaluate;

import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.types.ConstructorDeclaration;
import dev.morph.ir.types.MorphirSdk;
import dev.morph.ir.types.TypeEnvironment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names of values and constructors stand for. Immutable once made, safe to share. */
final class Globals {
  private final TypeEnvironment types;
  private final Compiler compiler = new Compiler(this);
  private final Map<FQName, Definition> definitions = new HashMap<>();
  private final Map<FQName, Callable> constructors = new HashMap<>();

  Globals(Distribution distribution) {
    this.types = TypeEnvironment.of(distribution);
    switch (distribution) {
      case Distribution.Library library -> add(library.packageName(), library.definition());
      case Distribution.Application application -> {
        application.dependencies().forEach(this::add);
        add(application.packageName(), application.definition());
      }
      case Distribution.Specs specs -> {} // has no definitions
    }
  }

  private void add(Path packageName, PackageDefinition definition) {
    definition
        .modules()
        .forEach((module, controlled) -> add(packageName, module, controlled.value()));
  }

  private void add(Path packageName, Path path, ModuleDefinition module) {
    module
        .values()
        .forEach((local, controlled) -> {
          var name = new FQName(packageName, path, local);
          var value = controlled.value().value();
          definitions.put(name, new Definition(name, value, compiler));
        });
    module
        .types()
        .forEach((local, controlled) -> {
          TypeDefinition type = controlled.value().value();
          if (type instanceof TypeDefinition.Custom custom) {
            custom.constructors().value().forEach(one -> add(packageName, path, one.name()));
          } else {
            add(packageName, path, local);
          }
        });
  }

  /** Each constructor has one name object, by which its values are told fast. */
  private void add(Path packageName, Path module, Name local) {
    var name = new FQName(packageName, module, local);
    ConstructorDeclaration declaration = types.constructor(name);
    if (declaration != null) {
      constructors.put(name, Constructors.of(name, declaration));
    }
  }

  TypeEnvironment types() {
    return types;
  }

  /** The value of a name; null if there is none. */
  @Nullable Callable value(FQName name) {
    if (name.packageName().equals(MorphirSdk.PACKAGE)) {
      Native implementation = SdkNatives.find(name);
      if (implementation != null) {
        return new NativeFunction(name, implementation);
      }
    }
    return definitions.get(name);
  }

  /** The constructor of a name; null if there is none. */
  @Nullable Callable constructor(FQName name) {
    Callable own = constructors.get(name);
    if (own != null) {
      return own;
    }
    ConstructorDeclaration declaration = types.constructor(name);
    return declaration == null ? null : Constructors.of(name, declaration);
  }

  /** Why there is no value of a name. */
  String missing(FQName name) {
    return types.value(name) == null
        ? "there is no value " + name + ": neither in the distribution nor in the SDK"
        : "only the type of "
            + name
            + " is known; evaluate a distribution that holds its definition";
  }
}
