package dev.morph.component.abi;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.ImportType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a guest's toolchain wrote down of its types with the host's. Core types alone do
 * not tell a record from the sum of its fields; the section does.
 */
public final class GuestTypes {
  private static final int MAX_SHOWN = 1_000;

  private GuestTypes() {}

  /** The worlds that a module was made for; empty if it carries no such section. */
  public static List<WorldType> worlds(CompiledModule module) {
    List<WorldType> worlds = new ArrayList<>();
    for (CustomSection section : module.customSections()) {
      if (section.name().startsWith(ComponentTypeSection.NAME_PREFIX)) {
        worlds.add(ComponentTypeSection.decode(section.bytes()));
      }
    }
    return worlds;
  }

  /**
   * The functions of ours that a module imports or exports, and whose types are others than ours by
   * its sections. Functions that the module does not really import or export do not matter, nor do
   * those that no section describes, nor exports that the host does not know.
   *
   * @return a sentence for each; empty if all is well
   * @throws ComponentTypeException if a section cannot be read
   */
  public static List<String> faults(CompiledModule module) {
    List<WorldType> worlds = worlds(module);
    List<String> faults = new ArrayList<>();
    if (worlds.isEmpty()) {
      return faults;
    }
    for (ImportType each : module.imports()) {
      if (each.type() instanceof ExternType.Function) {
        imported(worlds, each, faults);
      }
    }
    for (ExportType each : module.exports()) {
      if (each.type() instanceof ExternType.Function) {
        exported(worlds, each.name(), faults);
      }
    }
    return faults;
  }

  private static void imported(List<WorldType> worlds, ImportType each, List<String> faults) {
    Optional<WitFunction> ours = WitPackages.importedFunction(each.module(), each.name());
    if (ours.isEmpty()) {
      return;
    }
    String place = each.module() + "#" + each.name();
    for (WorldType world : worlds) {
      Optional<WitFunction> theirs = world.imported(each.module(), each.name());
      compare("import", place, world, theirs, List.of(ours.get()), faults);
    }
  }

  private static void exported(List<WorldType> worlds, String name, List<String> faults) {
    int hash = name.indexOf('#');
    List<WitFunction> ours =
        hash < 0
            ? WitPackages.exportedFunction(name)
            : WitPackages.exportedFunction(name.substring(0, hash), name.substring(hash + 1))
                .map(List::of)
                .orElse(List.of());
    if (ours.isEmpty()) {
      return;
    }
    for (WorldType world : worlds) {
      compare("export", name, world, world.exported(name), ours, faults);
    }
  }

  private static void compare(
      String kind,
      String place,
      WorldType world,
      Optional<WitFunction> theirs,
      List<WitFunction> ours,
      List<String> faults) {
    boolean unsupported = world.unsupported().contains(place);
    if (!unsupported && (theirs.isEmpty() || ours.contains(theirs.get()))) {
      return;
    }
    StringBuilder accepted = new StringBuilder();
    for (WitFunction each : ours) {
      accepted.append(accepted.isEmpty() ? "" : " or ").append(each);
    }
    faults.add(
        "the "
            + kind
            + " "
            + place
            + " has the type "
            + (unsupported
                ? "of a resource, stream, map or async function"
                : shortened(theirs.get().toString()))
            + " by the world "
            + world.name()
            + ", expected is "
            + accepted
            + "; build the guest with the WIT package of the host");
  }

  private static String shortened(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
