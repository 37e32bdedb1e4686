package dev.morph.ir.types;

import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all names of types, constructors and values mean in a distribution: its own definitions
 * (private ones too), its dependencies, and of the SDK what they do not bring themselves.
 * Immutable, safe to share.
 */
public final class TypeEnvironment {
  /** So many aliases may follow one another; more are a cycle. */
  private static final int MOST_ALIASES = 1_000;

  private static final TypeEnvironment SDK = sdk();

  private final @Nullable TypeEnvironment fallback;
  private final Map<FQName, TypeDeclaration> types;
  private final Map<FQName, ConstructorDeclaration> constructors;
  private final Map<FQName, Type> values;

  TypeEnvironment(
      @Nullable TypeEnvironment fallback,
      Map<FQName, TypeDeclaration> types,
      Map<FQName, ConstructorDeclaration> constructors,
      Map<FQName, Type> values) {
    this.fallback = fallback;
    this.types = types;
    this.constructors = constructors;
    this.values = values;
  }

  private static TypeEnvironment sdk() {
    var collector = new TypeEnvironmentBuilder();
    collector.specification(MorphirSdk.PACKAGE, MorphirSdk.specification());
    return collector.environment(null);
  }

  /** What names mean in a distribution. */
  public static TypeEnvironment of(Distribution distribution) {
    var builder = new TypeEnvironmentBuilder();
    switch (distribution) {
      case Distribution.Library library -> {
        library.dependencies().forEach(builder::specification);
        builder.definition(library.packageName(), library.definition());
      }
      case Distribution.Specs specs -> {
        specs.dependencies().forEach(builder::specification);
        builder.specification(specs.packageName(), specs.specification());
      }
      case Distribution.Application application -> {
        application.dependencies().forEach(builder::definition);
        builder.definition(application.packageName(), application.definition());
      }
    }
    return builder.environment();
  }

  /** What the SDK's names mean, and no others. */
  public static TypeEnvironment ofSdk() {
    return SDK;
  }

  /** What the name of a type means; null if there is no such type. */
  public @Nullable TypeDeclaration type(FQName name) {
    TypeDeclaration own = types.get(name);
    return own != null || fallback == null ? own : fallback.type(name);
  }

  /** What the name of a constructor, or of an alias of a record, means; null if there is none. */
  public @Nullable ConstructorDeclaration constructor(FQName name) {
    ConstructorDeclaration own = constructors.get(name);
    return own != null || fallback == null ? own : fallback.constructor(name);
  }

  /**
   * The type of a value, as a function of its parameters; null if there is no such value. The
   * result of an incomplete definition that does not tell it is a variable of its own.
   */
  public @Nullable Type value(FQName name) {
    Type own = values.get(name);
    return own != null || fallback == null ? own : fallback.value(name);
  }

  /**
   * The type that an alias stands for, and so on until it is none; other types as they are. An
   * alias that stands for itself, or whose number of arguments is wrong, stays.
   */
  public Type expand(Type type) {
    Type expanded = type;
    for (int i = 0; i < MOST_ALIASES; i++) {
      Type next = expandOnce(expanded);
      if (next == null) {
        return expanded;
      }
      expanded = next;
    }
    return type;
  }

  /** The type that an alias stands for; null if it is none. */
  @Nullable Type expandOnce(Type type) {
    return type instanceof Type.Reference reference
            && type(reference.name()) instanceof TypeDeclaration.Alias alias
            && alias.parameters().size() == reference.arguments().size()
        ? substitute(alias, reference.arguments())
        : null;
  }

  private static Type substitute(TypeDeclaration.Alias alias, List<Type> arguments) {
    if (arguments.isEmpty()) {
      return alias.type();
    }
    Map<Name, Type> byName = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      byName.put(alias.parameters().get(i), arguments.get(i));
    }
    return Types.substitute(alias.type(), byName);
  }
}
