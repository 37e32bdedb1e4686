package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the names in a module mean, by its own declarations and its imports. Names of the module
 * itself go first. Not safe for several threads.
 */
final class Names {
  private final ModuleNames own;
  private final Set<String> words;
  private final String file;
  private final Faults faults;
  private final Map<String, ModuleNames> ownModules;

  /** Modules by what can stand before a dot. */
  private final Map<String, Set<ModuleNames>> qualifiers = new LinkedHashMap<>();

  private final Map<Kind, Map<Name, Set<FQName>>> imported = new EnumMap<>(Kind.class);
  private final Map<Kind, Set<String>> identifiers = new EnumMap<>(Kind.class);
  private final Set<String> broken = new LinkedHashSet<>();

  private @Nullable Set<Name> written;

  /** What imports of unknown modules would have brought. */
  private final Set<String> missing = new HashSet<>();

  private boolean anythingMissing;
  private int misses;

  /**
   * The names in a module.
   *
   * @param ownModules all modules of the sources, by name
   */
  Names(ModuleSyntax module, ModuleNames own, Map<String, ModuleNames> ownModules, Faults faults) {
    this.own = own;
    this.words = module.words();
    this.file = module.file();
    this.faults = faults;
    this.ownModules = ownModules;
    for (Kind kind : Kind.values()) {
      imported.put(kind, new LinkedHashMap<>());
      identifiers.put(kind, new TreeSet<>(own.identifiers(kind).values()));
    }
    broken.addAll(own.broken());
    importDefaults();
    module.imports().forEach(this::importModule);
  }

  ModuleNames own() {
    return own;
  }

  // ---- Imports ----

  private void importDefaults() {
    ModuleNames basics = sdk("Basics");
    qualify("Basics", basics);
    for (Kind kind : Kind.values()) {
      basics
          .exposed(kind)
          .forEach((name, identifier) -> {
            if (kind != Kind.VALUE || !SdkModules.isOperator(identifier)) {
              add(kind, basics, name);
            }
          });
    }
    for (String title : List.of("List", "Maybe", "Result", "String", "Char")) {
      ModuleNames module = sdk(title);
      qualify(title, module);
      exposeType(module, Ordering.name(title), true);
    }
    qualify("Tuple", sdk("Tuple"));
  }

  private static ModuleNames sdk(String title) {
    ModuleNames module = SdkModules.find(title);
    if (module == null) {
      throw new IllegalStateException("the SDK has no module " + title);
    }
    return module;
  }

  private void importModule(ModuleSyntax.Import it) {
    String title = it.module().text();
    ModuleNames module = ownModules.get(title);
    if (module == null) {
      module = SdkModules.find(title);
    }
    if (module == null) {
      unknownModule(it.module());
      missing.add(it.alias() == null ? title : it.alias().text());
      anythingMissing |= it.exposing().everything();
      it.exposing().items().forEach(item -> missing.add(item.name().text()));
      anythingMissing |= it.exposing().items().stream().anyMatch(Exposing.Item::constructors);
      return;
    }
    qualify(it.alias() == null ? title : it.alias().text(), module);
    broken.addAll(module.broken());
    if (it.exposing().everything()) {
      exposeAll(module);
    }
    for (Exposing.Item item : it.exposing().items()) {
      expose(module, item);
    }
  }

  private void unknownModule(Identifier module) {
    String title = module.text();
    if (SdkModules.isElmOnly(title)) {
      fault(
          ElmFault.UNKNOWN_MODULE,
          module.span(),
          "The module " + Texts.shown(title) + " of Elm has no counterpart in Morphir.SDK.");
      return;
    }
    Set<String> known = new TreeSet<>(ownModules.keySet());
    known.addAll(SdkModules.titles());
    fault(
        ElmFault.UNKNOWN_MODULE,
        module.span(),
        "There is no module "
            + Texts.shown(title)
            + ". Imported can be the modules of the sources and those of Morphir.SDK."
            + Texts.near(title, known));
  }

  private void qualify(String qualifier, ModuleNames module) {
    qualifiers.computeIfAbsent(qualifier, q -> new LinkedHashSet<>()).add(module);
  }

  private void add(Kind kind, ModuleNames module, Name name) {
    Map<Name, Set<FQName>> names = imported.getOrDefault(kind, Map.of());
    names.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(module.full(name));
    identifiers.getOrDefault(kind, Set.of()).add(module.identifier(kind, name));
  }

  private void exposeAll(ModuleNames module) {
    for (Kind kind : Kind.values()) {
      module.exposed(kind).keySet().forEach(name -> add(kind, module, name));
    }
  }

  private void exposeType(ModuleNames module, Name name, boolean constructors) {
    add(Kind.TYPE, module, name);
    ModuleNames.TypeName type = module.types().get(name);
    if (type == null) {
      return;
    }
    boolean alias = type.constructors().equals(List.of(name));
    if (type.constructorsExposed() && (constructors || alias)) {
      type.constructors().forEach(constructor -> add(Kind.CONSTRUCTOR, module, constructor));
    }
  }

  private void expose(ModuleNames module, Exposing.Item item) {
    Identifier identifier = item.name();
    Name name = Ordering.name(identifier.text());
    Kind kind = item.isType() ? Kind.TYPE : Kind.VALUE;
    if (!module.exposes(kind, name)) {
      unknown(
          kind,
          new Qualified(module.title(), identifier.text(), identifier.span()),
          List.of(module));
    } else if (kind == Kind.TYPE) {
      exposeType(module, name, item.constructors());
    } else {
      add(Kind.VALUE, module, name);
    }
  }

  // ---- Resolution ----

  /** True if the name stands anywhere in the source. */
  boolean isWritten(Name name) {
    Set<Name> all = written;
    if (all == null) {
      all = new HashSet<>();
      for (String word : words) {
        all.add(Ordering.name(word));
      }
      written = all;
    }
    return all.contains(name);
  }

  /** How many names meant nothing. */
  int misses() {
    return misses;
  }

  /** What a name means; null if it means nothing here, which is told. */
  @Nullable FQName find(Kind kind, Qualified name) {
    FQName found = lookUp(kind, name);
    misses += found == null ? 1 : 0;
    return found;
  }

  private @Nullable FQName lookUp(Kind kind, Qualified name) {
    Name local = Ordering.name(name.name());
    Set<FQName> found = new LinkedHashSet<>();
    if (!name.module().isEmpty()) {
      Set<ModuleNames> modules = qualifiers.getOrDefault(name.module(), Set.of());
      if (modules.isEmpty()) {
        notImported(name);
        return null;
      }
      for (ModuleNames module : modules) {
        if (module.exposes(kind, local)) {
          found.add(module.full(local));
        }
      }
      if (found.isEmpty()) {
        unknown(kind, name, List.copyOf(modules));
        return null;
      }
    } else if (own.declares(kind, local)) {
      return own.full(local);
    } else {
      found.addAll(imported.getOrDefault(kind, Map.of()).getOrDefault(local, Set.of()));
    }
    if (found.isEmpty()) {
      unknown(kind, name);
      return null;
    }
    if (found.size() > 1) {
      ambiguous(kind, name, found);
      return null;
    }
    return found.iterator().next();
  }

  /** True if an unqualified name means the truth values of the SDK. */
  boolean isTruthValue(Qualified name) {
    boolean word = name.name().equals("True") || name.name().equals("False");
    boolean basics = name.module().isEmpty() || name.module().equals("Basics");
    return word && basics && !own.declares(Kind.CONSTRUCTOR, Ordering.name(name.name()));
  }

  private void notImported(Qualified name) {
    if (missing.contains(name.module())) {
      return;
    }
    boolean exists =
        ownModules.containsKey(name.module()) || SdkModules.find(name.module()) != null;
    fault(
        ElmFault.UNKNOWN_MODULE,
        name.span(),
        exists
            ? "The module "
                + Texts.shown(name.module())
                + " is not imported here, or under another name. Add import "
                + Texts.shown(name.module())
                + "."
            : "No import is named "
                + Texts.shown(name.module())
                + "."
                + Texts.near(name.module(), qualifiers.keySet()));
  }

  private void unknown(Kind kind, Qualified name, List<ModuleNames> modules) {
    boolean told = modules.stream().anyMatch(module -> module.broken().contains(name.name()));
    if (told || faults.isFull()) {
      return;
    }
    Name local = Ordering.name(name.name());
    for (ModuleNames module : modules) {
      if (module.declares(kind, local)) {
        fault(
            ElmFault.UNKNOWN_NAME,
            name.span(),
            "The module "
                + module.title()
                + " does not expose the "
                + kind.word()
                + " "
                + Texts.shown(name.name())
                + ". Add it behind exposing in its header.");
        return;
      }
    }
    Set<String> known = new TreeSet<>();
    modules.forEach(module -> known.addAll(module.exposed(kind).values()));
    fault(
        ElmFault.UNKNOWN_NAME,
        name.span(),
        "The module "
            + modules.getFirst().title()
            + " has no "
            + kind.word()
            + " "
            + Texts.shown(name.name())
            + "."
            + Texts.near(name.name(), known));
  }

  private void unknown(Kind kind, Qualified name) {
    boolean told = anythingMissing || broken.contains(name.name()) || missing.contains(name.name());
    if (told || faults.isFull()) {
      return;
    }
    fault(
        ElmFault.UNKNOWN_NAME,
        name.span(),
        "There is no "
            + kind.word()
            + " "
            + Texts.shown(name.name())
            + " here: it is neither declared nor exposed by an import."
            + Texts.near(name.name(), identifiers.getOrDefault(kind, Set.of())));
  }

  private void ambiguous(Kind kind, Qualified name, Set<FQName> found) {
    List<String> modules = new ArrayList<>();
    for (FQName one : found) {
      modules.add(one.packageName().pascalCase() + "." + one.module().pascalCase());
    }
    fault(
        ElmFault.AMBIGUOUS_NAME,
        name.span(),
        "The "
            + kind.word()
            + " "
            + Texts.shown(name.name())
            + " comes from "
            + String.join(" and from ", modules)
            + ". Say which one, by the module's name and a dot before it.");
  }

  private void fault(ElmFault fault, Span span, String message) {
    faults.add(fault, file, span, message);
  }
}
