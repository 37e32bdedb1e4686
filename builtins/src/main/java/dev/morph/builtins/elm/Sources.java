package dev.morph.builtins.elm;

import dev.morph.builtins.Frontend.SourceFile;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules of sources, and the package that they are of. Not safe for several threads. */
final class Sources {
  private final Faults faults;
  private final Map<String, ModuleSyntax> modules = new LinkedHashMap<>();
  private final Map<String, Path> paths = new LinkedHashMap<>();

  private Sources(Faults faults) {
    this.faults = faults;
  }

  static Sources parse(List<SourceFile> files, Faults faults) {
    var sources = new Sources(faults);
    if (files.isEmpty()) {
      faults.add(
          ElmFault.MISSING_SOURCES, "There is no source. Give one or more modules to compile.");
    }
    files.forEach(sources::parse);
    return sources;
  }

  private void parse(SourceFile file) {
    ModuleSyntax module = ModuleParser.parse(file.path(), file.content(), faults);
    if (module == null) {
      return;
    }
    Path path = Path.ofIdentifiers(module.name().text());
    String title = module.name().text();
    if (path == null) {
      throw new IllegalStateException("a module's name is of identifiers");
    }
    boolean again = paths.containsValue(path);
    if (again) {
      faults.add(
          ElmFault.DUPLICATE_MODULE,
          module.file(),
          module.name().span(),
          "Another source has the module " + Texts.shown(title) + " too.");
      return;
    }
    modules.put(title, module);
    paths.put(title, path);
  }

  /** By their names, in the order of the sources. */
  Map<String, ModuleSyntax> modules() {
    return modules;
  }

  /** The package's name as it is asked for, or what all modules' names have in common. */
  @Nullable Path packageName(@Nullable Path asked) {
    if (asked != null) {
      return asked;
    }
    @Nullable List<Name> common = null;
    for (Path path : paths.values()) {
      List<Name> around = path.names().subList(0, path.names().size() - 1);
      common = common == null ? around : common(common, around);
    }
    if (common == null) {
      return null;
    }
    if (common.isEmpty()) {
      faults.add(
          ElmFault.MISSING_PACKAGE,
          "The modules' names do not begin with the same words, so that the package is not known."
              + " Give the option package, as \"my-org/app\" for modules MyOrg.App.*.");
      return null;
    }
    return new Path(common);
  }

  private static List<Name> common(List<Name> a, List<Name> b) {
    int n = 0;
    while (n < Math.min(a.size(), b.size()) && a.get(n).equals(b.get(n))) {
      n++;
    }
    return a.subList(0, n);
  }

  /** The names of modules within the package; those outside are told, and not among them. */
  Map<String, Path> within(Path packageName) {
    Map<String, Path> within = new LinkedHashMap<>();
    List<Name> prefix = packageName.names();
    paths.forEach((title, path) -> {
      int rest = path.names().size() - prefix.size();
      if (rest > 0 && path.names().subList(0, prefix.size()).equals(prefix)) {
        within.put(title, new Path(path.names().subList(prefix.size(), path.names().size())));
      } else {
        outside(title, packageName);
      }
    });
    return within;
  }

  private void outside(String title, Path packageName) {
    ModuleSyntax module = modules.get(title);
    if (module != null) {
      faults.add(
          ElmFault.MODULE_OUTSIDE_PACKAGE,
          module.file(),
          module.name().span(),
          "The module "
              + Texts.shown(title)
              + " is not of the package "
              + packageName
              + ": names of its modules begin with "
              + packageName.pascalCase()
              + " and a dot.");
    }
  }

  /** The modules that are exposed and do not exist. */
  static List<Path> missing(Iterable<Path> exposed, Path packageName, Iterable<Path> modules) {
    List<Path> known = new ArrayList<>();
    for (Path module : modules) {
      known.add(module);
      known.add(joined(packageName, module));
    }
    List<Path> missing = new ArrayList<>();
    for (Path path : exposed) {
      if (!known.contains(path)) {
        missing.add(path);
      }
    }
    return missing;
  }

  /** A module's name with its package's before it. */
  static Path joined(Path packageName, Path module) {
    List<Name> names = new ArrayList<>(packageName.names());
    names.addAll(module.names());
    return new Path(names);
  }
}
