package dev.morph.builtins.java;

import dev.morph.builtins.java.SourceModule.SourceType;
import dev.morph.builtins.java.SourceModule.SourceValue;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of a distribution that Java is made of: all but those of the SDK. */
final class SourceModules {
  private final List<SourceModule> modules = new ArrayList<>();

  private SourceModules() {}

  static List<SourceModule> of(Distribution distribution) {
    var all = new SourceModules();
    switch (distribution) {
      case Distribution.Library it -> {
        all.definition(it.packageName(), true, it.definition());
        it.dependencies().forEach((name, one) -> all.specification(name, false, one));
      }
      case Distribution.Specs it -> {
        all.specification(it.packageName(), true, it.specification());
        it.dependencies().forEach((name, one) -> all.specification(name, false, one));
      }
      case Distribution.Application it -> {
        all.definition(it.packageName(), true, it.definition());
        it.dependencies().forEach((name, one) -> all.definition(name, false, one));
      }
    }
    return all.modules;
  }

  private void definition(Path name, boolean own, PackageDefinition definition) {
    if (SdkTypes.isSdk(name)) {
      return;
    }
    definition
        .modules()
        .forEach((path, module) -> {
          ModuleDefinition contents = module.value();
          modules.add(
              new SourceModule(
                  name,
                  path,
                  own,
                  definedTypes(contents.types()),
                  definedValues(contents.values()),
                  contents.doc() == null ? contents.leadingDoc() : contents.doc()));
        });
  }

  private static List<SourceType> definedTypes(
      Map<Name, AccessControlled<Documented<TypeDefinition>>> types) {
    List<SourceType> all = new ArrayList<>();
    types.forEach((name, type) ->
        all.add(
            new SourceType(
                name,
                type.access() == Access.PUBLIC,
                text(type.value().doc()),
                !(type.value().value() instanceof TypeDefinition.Incomplete))));
    return all;
  }

  private static List<SourceValue> definedValues(
      Map<Name, AccessControlled<Documented<ValueDefinition>>> values) {
    List<SourceValue> all = new ArrayList<>();
    values.forEach((name, value) -> {
      ValueDefinition definition = value.value().value();
      all.add(
          new SourceValue(
              name,
              value.access() == Access.PUBLIC,
              text(value.value().doc()),
              definition.inputs(),
              definition.output(),
              definition));
    });
    return all;
  }

  private void specification(Path name, boolean own, PackageSpecification specification) {
    if (SdkTypes.isSdk(name)) {
      return;
    }
    specification
        .modules()
        .forEach((path, module) ->
            modules.add(
                new SourceModule(
                    name,
                    path,
                    own,
                    specifiedTypes(module.types()),
                    specifiedValues(module),
                    module.doc() == null ? module.leadingDoc() : module.doc())));
  }

  private static List<SourceType> specifiedTypes(Map<Name, Documented<TypeSpecification>> types) {
    List<SourceType> all = new ArrayList<>();
    types.forEach((name, type) -> all.add(new SourceType(name, true, text(type.doc()), true)));
    return all;
  }

  private static List<SourceValue> specifiedValues(ModuleSpecification module) {
    List<SourceValue> all = new ArrayList<>();
    module
        .values()
        .forEach((name, value) -> {
          ValueSpecification specification = value.value();
          List<ValueDefinition.Input> inputs =
              specification.inputs().stream()
                  .map(one -> new ValueDefinition.Input(one.name(), null, one.type()))
                  .toList();
          all.add(
              new SourceValue(name, true, text(value.doc()), inputs, specification.output(), null));
        });
    return all;
  }

  private static String text(@Nullable String doc) {
    return doc == null ? "" : doc;
  }
}
