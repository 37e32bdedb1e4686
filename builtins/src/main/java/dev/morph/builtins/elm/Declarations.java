package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Entry;
import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.builtins.elm.ModuleNames.TypeName;
import dev.morph.builtins.elm.ModuleSyntax.TypeDeclaration;
import dev.morph.builtins.elm.ModuleSyntax.ValueDeclaration;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the names that a module declares, and tells those that clash. */
final class Declarations {
  private final ModuleSyntax module;
  private final Faults faults;
  private final ModuleNames.Builder names = new ModuleNames.Builder();
  private final Map<Name, Boolean> exposedTypes = new HashMap<>();
  private final Set<Name> exposedValues = new HashSet<>();

  private Declarations(ModuleSyntax module, Faults faults) {
    this.module = module;
    this.faults = faults;
  }

  static ModuleNames of(ModuleSyntax module, Path packageName, Path path, Faults faults) {
    return new Declarations(module, faults).names(packageName, path);
  }

  private ModuleNames names(Path packageName, Path path) {
    for (Exposing.Item item : module.exposing().items()) {
      Name name = Ordering.name(item.name().text());
      boolean again =
          item.isType()
              ? exposedTypes.put(name, item.constructors()) != null
              : !exposedValues.add(name);
      if (again) {
        duplicate(item.name(), "name", "behind exposing");
      }
    }
    module.types().forEach(this::type);
    module.values().forEach(this::value);
    ModuleNames all = names.build(packageName, path, module.name().text(), module.broken());
    checkExposed(all);
    return all;
  }

  private void type(TypeDeclaration declaration) {
    Name name = Ordering.name(declaration.name().text());
    boolean everything = module.exposing().everything();
    boolean exposed = everything || exposedTypes.containsKey(name);
    List<Name> constructors = new ArrayList<>();
    boolean open = everything || exposedTypes.getOrDefault(name, false);
    switch (declaration) {
      case TypeDeclaration.Custom custom -> {
        for (ModuleSyntax.Variant variant : custom.variants()) {
          constructors.add(constructor(variant.name(), open));
        }
      }
      case TypeDeclaration.Alias alias -> {
        if (alias.type() instanceof TypeSyntax.Record record && record.base() == null) {
          open = exposed;
          constructors.add(constructor(alias.name(), exposed));
        }
      }
    }
    int parameters = declaration.parameters().size();
    var type =
        new TypeName(
            declaration.name().text(), parameters, List.copyOf(constructors), exposed, open);
    if (names.types.putIfAbsent(name, type) != null) {
      duplicate(declaration.name(), "type", "in this module");
    }
  }

  private Name constructor(Identifier identifier, boolean exposed) {
    Name name = Ordering.name(identifier.text());
    if (names.constructors.putIfAbsent(name, new Entry(identifier.text(), exposed)) != null) {
      duplicate(identifier, "constructor", "in this module");
    }
    return name;
  }

  private void value(ValueDeclaration declaration) {
    Identifier identifier = declaration.function().name();
    Name name = Ordering.name(identifier.text());
    boolean exposed = module.exposing().everything() || exposedValues.contains(name);
    if (names.values.putIfAbsent(name, new Entry(identifier.text(), exposed)) != null) {
      duplicate(identifier, "value", "in this module");
    }
    if (exposed && declaration.function().annotation() == null) {
      fault(
          ElmFault.MISSING_ANNOTATION,
          identifier,
          Texts.shown(identifier.text())
              + " is exposed and says no type. Write "
              + Texts.shown(identifier.text())
              + " : and its type in the line before.");
    }
  }

  private void checkExposed(ModuleNames all) {
    for (Exposing.Item item : module.exposing().items()) {
      Identifier identifier = item.name();
      Kind kind = item.isType() ? Kind.TYPE : Kind.VALUE;
      boolean known = all.declares(kind, Ordering.name(identifier.text()));
      if (!known && !module.broken().contains(identifier.text())) {
        fault(
            ElmFault.UNKNOWN_NAME,
            identifier,
            "The module exposes the "
                + kind.word()
                + " "
                + Texts.shown(identifier.text())
                + ", which it does not declare."
                + Texts.near(identifier.text(), all.identifiers(kind).values()));
      }
    }
  }

  private void duplicate(Identifier identifier, String what, String where) {
    fault(
        ElmFault.DUPLICATE_NAME,
        identifier,
        "The "
            + what
            + " "
            + Texts.shown(identifier.text())
            + " stands twice "
            + where
            + " (names that differ only by _ or by capitals between words are the same).");
  }

  private void fault(ElmFault fault, Identifier at, String message) {
    faults.add(fault, module.file(), at.span(), message);
  }
}
