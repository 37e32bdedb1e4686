package dev.morph.builtins.elm;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Frontend;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles modules in Elm's syntax to a library: types and values with the type of every node, in
 * the order that other Morphir compilers write. Has no state, safe to share.
 *
 * <p>Options: {@code package}, the package's name as {@code my-org/app} or {@code MyOrg.App} (by
 * default what the names of all modules begin with); {@code exposedModules}, those that other
 * packages may use (by default all); {@code positions}, true if the nodes of values shall say where
 * they stand, as attribute {@code source}.
 */
public final class ElmFrontend implements Frontend {
  @Override
  public Compiled compile(List<SourceFile> sources, JsonObject options) {
    var faults = new Faults();
    @Nullable Distribution library = library(sources, Options.read(options, faults), faults);
    List<String> files = sources.stream().map(SourceFile::path).toList();
    return new Compiled(faults.isEmpty() ? library : null, faults.list(files));
  }

  private static @Nullable Distribution library(
      List<SourceFile> files, Options options, Faults faults) {
    Sources sources = Sources.parse(files, faults);
    Path packageName = sources.packageName(options.packageName());
    if (packageName == null) {
      return null;
    }
    Map<String, ModuleNames> names = new LinkedHashMap<>();
    List<ModuleSyntax> modules = new ArrayList<>();
    sources
        .within(packageName)
        .forEach((title, path) -> {
          ModuleSyntax module = Objects.requireNonNull(sources.modules().get(title));
          modules.add(module);
          names.put(title, Declarations.of(module, packageName, path, faults));
        });
    if (options.exposed() != null) {
      checkExposed(options.exposed(), packageName, names.values(), faults);
    }
    return library(packageName, options, modules, names, faults);
  }

  private static @Nullable Distribution library(
      Path packageName,
      Options options,
      List<ModuleSyntax> modules,
      Map<String, ModuleNames> names,
      Faults faults) {
    Map<FQName, Integer> parameters = SdkModules.parameters();
    names
        .values()
        .forEach(module ->
            module
                .types()
                .forEach((name, type) -> parameters.put(module.full(name), type.parameters())));
    var positions = new Positions(options.positions());
    List<LoweredModule> lowered = new ArrayList<>();
    for (ModuleSyntax module : modules) {
      ModuleNames own = Objects.requireNonNull(names.get(module.name().text()));
      var scope = new Names(module, own, names, faults);
      lowered.add(new ModuleLowering(module, scope, parameters, positions, faults).module());
    }
    var cycles = new Cycles(faults);
    cycles.imports(modules);
    cycles.aliases(modules, lowered, packageName);
    cycles.values(lowered);
    var assembly = new Assembly(packageName, options.exposed(), lowered);
    boolean typed = !faults.isFull() && lowered.stream().allMatch(LoweredModule::typesSound);
    return typed ? new Typing(assembly, positions, faults).library() : null;
  }

  private static void checkExposed(
      Iterable<Path> exposed, Path packageName, Iterable<ModuleNames> modules, Faults faults) {
    List<Path> known = new ArrayList<>();
    modules.forEach(module -> known.add(module.module()));
    for (Path path : Sources.missing(exposed, packageName, known)) {
      faults.add(
          ElmFault.INVALID_OPTION,
          "The option exposedModules names "
              + path.pascalCase()
              + ", which is no module of the sources.");
    }
  }
}
