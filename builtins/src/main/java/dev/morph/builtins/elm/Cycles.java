package dev.morph.builtins.elm;

import dev.morph.builtins.elm.LoweredModule.Definition;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells modules, aliases and values that are made of themselves. */
final class Cycles {
  private final Faults faults;

  Cycles(Faults faults) {
    this.faults = faults;
  }

  void imports(List<ModuleSyntax> all) {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    Map<String, ModuleSyntax> modules = new LinkedHashMap<>();
    for (ModuleSyntax module : all) {
      Set<String> imported = new LinkedHashSet<>();
      module.imports().forEach(one -> imported.add(one.module().text()));
      needs.put(module.name().text(), imported);
      modules.put(module.name().text(), module);
    }
    for (List<String> cycle : new Graph<>(needs).cycles()) {
      ModuleSyntax first = modules.get(cycle.getFirst());
      if (first != null) {
        String next = cycle.get(1 % cycle.size());
        Span span =
            first.imports().stream()
                .filter(one -> one.module().text().equals(next))
                .map(one -> one.module().span())
                .findFirst()
                .orElse(first.name().span());
        faults.add(
            ElmFault.IMPORT_CYCLE,
            first.file(),
            span,
            "Modules import one another: "
                + shown(cycle)
                + ". Move what both need into a module of its own.");
      }
    }
  }

  private static String shown(List<String> cycle) {
    return Texts.shown(String.join(" imports ", cycle)) + " imports " + cycle.getFirst();
  }

  void aliases(List<ModuleSyntax> syntax, List<LoweredModule> modules, Path packageName) {
    Map<FQName, Set<FQName>> needs = new LinkedHashMap<>();
    Map<FQName, Identifier> names = new LinkedHashMap<>();
    Map<FQName, String> files = new LinkedHashMap<>();
    for (int i = 0; i < modules.size(); i++) {
      LoweredModule module = modules.get(i);
      module
          .types()
          .forEach((name, type) -> {
            if (type.value() instanceof Documented<TypeDefinition>(_, TypeDefinition.Alias alias)) {
              Set<FQName> used = new HashSet<>();
              collect(alias.type(), used);
              var full = new FQName(packageName, module.path(), name);
              needs.put(full, used);
              files.put(full, module.file());
            }
          });
      syntax
          .get(i)
          .types()
          .forEach(type -> {
            Name name = Ordering.name(type.name().text());
            names.put(new FQName(packageName, module.path(), name), type.name());
          });
    }
    for (List<FQName> cycle : new Graph<>(needs).cycles()) {
      Identifier name = names.get(cycle.getFirst());
      String file = files.get(cycle.getFirst());
      if (name != null && file != null) {
        faults.add(
            ElmFault.DEFINITION_CYCLE,
            file,
            name.span(),
            "The type alias "
                + Texts.shown(name.text())
                + " stands for something that it is part of itself. Declare it by type, with a"
                + " constructor.");
      }
    }
  }

  private static void collect(Type type, Set<FQName> used) {
    switch (type) {
      case Type.Variable _, Type.Unit _ -> {}
      case Type.Reference it -> {
        used.add(it.name());
        it.arguments().forEach(argument -> collect(argument, used));
      }
      case Type.Tuple it -> it.elements().forEach(element -> collect(element, used));
      case Type.Record it -> it.fields().forEach(field -> collect(field.type(), used));
      case Type.ExtensibleRecord it -> it.fields().forEach(field -> collect(field.type(), used));
      case Type.Function it -> {
        collect(it.parameter(), used);
        collect(it.result(), used);
      }
    }
  }

  /** Values that are no functions and need themselves. */
  void values(List<LoweredModule> modules) {
    Map<FQName, Set<FQName>> needs = new LinkedHashMap<>();
    Map<FQName, Definition> definitions = new LinkedHashMap<>();
    Map<FQName, String> files = new LinkedHashMap<>();
    for (LoweredModule module : modules) {
      for (Definition definition : module.values()) {
        if (definition.body() != null && !(definition.body() instanceof Value.Lambda)) {
          needs.put(definition.name(), definition.references());
          definitions.put(definition.name(), definition);
          files.put(definition.name(), module.file());
        }
      }
    }
    for (List<FQName> cycle : new Graph<>(needs).cycles()) {
      Definition first = definitions.get(cycle.getFirst());
      String file = files.get(cycle.getFirst());
      if (first != null && file != null) {
        faults.add(
            ElmFault.DEFINITION_CYCLE,
            file,
            first.identifier().span(),
            Texts.shown(first.identifier().text())
                + " is no function and is defined by itself. Give it a parameter.");
      }
    }
  }
}
