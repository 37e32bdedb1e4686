package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.component.abi.ComponentTypeException;
import dev.morph.component.abi.ComponentTypeSection;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WorldType;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.ImportType;
import java.util.Optional;

/**
 * Compares what a module's {@code component-type} sections say with our types: a guest built
 * against another WIT is told so before it runs. Only functions that are really imported or
 * exported count.
 */
final class ComponentTypes {
  private ComponentTypes() {}

  static void check(CompiledModule module, GuestShape shape) {
    for (CustomSection section : module.customSections()) {
      if (section.name().startsWith(ComponentTypeSection.NAME_PREFIX)) {
        check(module, shape, decode(section));
      }
    }
  }

  private static WorldType decode(CustomSection section) {
    try {
      return ComponentTypeSection.decode(section.bytes());
    } catch (ComponentTypeException e) {
      throw new MorphException(
          ErrorCode.MODULE_REFUSED,
          "the section " + section.name() + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static void check(CompiledModule module, GuestShape shape, WorldType world) {
    for (ImportType used : module.imports()) {
      Optional<WitFunction> declared = world.imported(used.module(), used.name());
      Optional<WitFunction> ours = WitPackages.importedFunction(used.module(), used.name());
      if (declared.isPresent() && ours.isPresent() && !declared.get().equals(ours.get())) {
        throw differs("import " + used.module() + " " + used.name());
      }
    }
    shape
        .functions()
        .forEach((function, name) -> {
          Optional<WitFunction> declared = world.exported(name);
          if (declared.isPresent() && !declared.get().equals(function.type())) {
            throw differs("export " + name);
          }
        });
  }

  private static MorphException differs(String what) {
    return new MorphException(
        ErrorCode.MODULE_REFUSED,
        "the "
            + what
            + " has another WIT type than Morph's; build the extension against the WIT packages of"
            + " this version");
  }
}
