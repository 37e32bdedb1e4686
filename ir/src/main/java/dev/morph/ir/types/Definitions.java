package dev.morph.ir.types;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a distribution has under a name, its own, its dependencies' and the SDK's. */
final class Definitions {
  private final Distribution distribution;

  Definitions(Distribution distribution) {
    this.distribution = distribution;
  }

  /**
   * Something that was found, as others see it.
   *
   * @param access null where it is known by its specification alone
   * @param definition null where it is known by its specification alone
   */
  record Found<S, D>(
      @Nullable Access access, Documented<S> specification, @Nullable D definition) {}

  @Nullable Found<TypeSpecification, TypeDefinition> type(FQName name) {
    AccessControlled<ModuleDefinition> module = definition(name);
    if (module != null) {
      return found(module, module.value().types().get(name.local()), Definitions::specification);
    }
    ModuleSpecification known = specification(name);
    Documented<TypeSpecification> one = known == null ? null : known.types().get(name.local());
    return one == null ? null : new Found<>(null, one, null);
  }

  @Nullable Found<ValueSpecification, ValueDefinition> value(FQName name) {
    AccessControlled<ModuleDefinition> module = definition(name);
    if (module != null) {
      return found(module, module.value().values().get(name.local()), Definitions::specification);
    }
    ModuleSpecification known = specification(name);
    Documented<ValueSpecification> one = known == null ? null : known.values().get(name.local());
    return one == null ? null : new Found<>(null, one, null);
  }

  /** Null too if the result of an incomplete definition is not known. */
  private static <S, D> @Nullable Found<S, D> found(
      AccessControlled<ModuleDefinition> module,
      @Nullable AccessControlled<Documented<D>> one,
      Function<D, @Nullable S> specification) {
    S seen = one == null ? null : specification.apply(one.value().value());
    if (one == null || seen == null) {
      return null;
    }
    boolean open = module.access() == Access.PUBLIC && one.access() == Access.PUBLIC;
    return new Found<>(
        open ? Access.PUBLIC : Access.PRIVATE,
        new Documented<>(one.value().doc(), seen),
        one.value().value());
  }

  /** A type as other packages see it; constructors that are private are not seen. */
  private static TypeSpecification specification(TypeDefinition definition) {
    return switch (definition) {
      case TypeDefinition.Alias it -> new TypeSpecification.Alias(it.parameters(), it.type());
      case TypeDefinition.Custom it ->
          it.constructors().access() == Access.PUBLIC
              ? new TypeSpecification.Custom(it.parameters(), it.constructors().value())
              : new TypeSpecification.Opaque(it.parameters());
      case TypeDefinition.Incomplete it -> new TypeSpecification.Opaque(it.parameters());
    };
  }

  private static @Nullable ValueSpecification specification(ValueDefinition definition) {
    List<Parameter> inputs =
        definition.inputs().stream().map(one -> new Parameter(one.name(), one.type())).toList();
    Type output = definition.output();
    return output == null ? null : new ValueSpecification(inputs, output);
  }

  private @Nullable AccessControlled<ModuleDefinition> definition(FQName name) {
    PackageDefinition found =
        switch (distribution) {
          case Distribution.Library it ->
              name.packageName().equals(it.packageName()) ? it.definition() : null;
          case Distribution.Application it ->
              name.packageName().equals(it.packageName())
                  ? it.definition()
                  : it.dependencies().get(name.packageName());
          case Distribution.Specs _ -> null;
        };
    return found == null ? null : found.modules().get(name.module());
  }

  private @Nullable ModuleSpecification specification(FQName name) {
    PackageSpecification found =
        switch (distribution) {
          case Distribution.Library it -> it.dependencies().get(name.packageName());
          case Distribution.Specs it ->
              name.packageName().equals(it.packageName())
                  ? it.specification()
                  : it.dependencies().get(name.packageName());
          case Distribution.Application _ -> null;
        };
    ModuleSpecification module = found == null ? null : found.modules().get(name.module());
    return module == null && name.packageName().equals(MorphirSdk.PACKAGE)
        ? MorphirSdk.specification().modules().get(name.module())
        : module;
  }

  /** The names of the packages that it depends on. */
  static List<Path> dependencies(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Library it -> List.copyOf(it.dependencies().keySet());
      case Distribution.Specs it -> List.copyOf(it.dependencies().keySet());
      case Distribution.Application it -> List.copyOf(it.dependencies().keySet());
    };
  }
}
