package dev.morph.builtins.elm;

import dev.morph.builtins.elm.LoweredModule.Definition;
import dev.morph.builtins.elm.ModuleSyntax.TypeDeclaration;
import dev.morph.builtins.elm.ModuleSyntax.ValueDeclaration;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Constructor;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the definitions of a module. Not safe for several threads. */
final class ModuleLowering {
  private final ModuleSyntax module;
  private final Names names;
  private final TypeLowering types;
  private final Positions positions;
  private final Faults faults;
  private boolean typesSound = true;

  ModuleLowering(
      ModuleSyntax module,
      Names names,
      Map<FQName, Integer> parameters,
      Positions positions,
      Faults faults) {
    this.module = module;
    this.names = names;
    this.types = new TypeLowering(names, parameters, module.file(), faults);
    this.positions = positions;
    this.faults = faults;
  }

  LoweredModule module() {
    int before = troubles();
    Map<Name, AccessControlled<Documented<TypeDefinition>>> all = new TreeMap<>(Ordering.NAMES);
    for (TypeDeclaration declaration : module.types()) {
      Name name = Ordering.name(declaration.name().text());
      ModuleNames.TypeName type = names.own().types().get(name);
      boolean exposed = type != null && type.exposed();
      boolean open = type != null && type.constructorsExposed();
      all.put(
          name,
          new AccessControlled<>(
              access(exposed), new Documented<>(declaration.doc(), type(declaration, open))));
    }
    typesSound = troubles() == before;
    List<Definition> values = new ArrayList<>();
    for (ValueDeclaration declaration : module.values()) {
      values.add(value(declaration));
    }
    values.sort(Comparator.comparing(value -> value.name().local(), Ordering.NAMES));
    return new LoweredModule(
        module.file(), names.own().module(), module.doc(), typesSound, all, values);
  }

  /** Grows with everything that is wrong, be it told or not. */
  private int troubles() {
    return faults.count() + names.misses();
  }

  private static Access access(boolean exposed) {
    return exposed ? Access.PUBLIC : Access.PRIVATE;
  }

  // ---- Types ----

  private TypeDefinition type(TypeDeclaration declaration, boolean open) {
    List<Name> parameters = new ArrayList<>();
    for (Identifier parameter : declaration.parameters()) {
      Name name = Ordering.name(parameter.text());
      if (parameters.contains(name)) {
        faults.add(
            ElmFault.DUPLICATE_NAME,
            module.file(),
            parameter.span(),
            "The type parameter " + Texts.shown(parameter.text()) + " stands twice.");
      }
      parameters.add(name);
    }
    Set<Name> bound = new HashSet<>(parameters);
    return switch (declaration) {
      case TypeDeclaration.Alias it ->
          new TypeDefinition.Alias(parameters, depthChecked(types.type(it.type(), bound), it));
      case TypeDeclaration.Custom it -> {
        List<Constructor> constructors = new ArrayList<>();
        for (ModuleSyntax.Variant variant : it.variants()) {
          constructors.add(constructor(variant, bound, it));
        }
        constructors.sort(Comparator.comparing(Constructor::name, Ordering.NAMES));
        yield new TypeDefinition.Custom(
            parameters, new AccessControlled<>(access(open), constructors));
      }
    };
  }

  private Constructor constructor(
      ModuleSyntax.Variant variant, Set<Name> bound, TypeDeclaration declaration) {
    List<Parameter> arguments = new ArrayList<>();
    for (TypeSyntax argument : variant.arguments()) {
      var name = new Name("arg-" + (arguments.size() + 1));
      arguments.add(new Parameter(name, depthChecked(types.type(argument, bound), declaration)));
    }
    return new Constructor(Ordering.name(variant.name().text()), arguments);
  }

  private Type depthChecked(Type type, TypeDeclaration declaration) {
    if (Depth.exceeds(type)) {
      tooDeep(declaration.name());
    }
    return type;
  }

  private void tooDeep(Identifier at) {
    faults.add(
        ElmFault.DEPTH_LIMIT,
        module.file(),
        at.span(),
        "In "
            + Texts.shown(at.text())
            + " stand more than "
            + Depth.MOST
            + " values and types within one another. Name inner parts by definitions of their"
            + " own.");
  }

  // ---- Values ----

  private Definition value(ValueDeclaration declaration) {
    FunctionSyntax function = declaration.function();
    Name name = Ordering.name(function.name().text());
    int before = troubles();
    @Nullable TypeSyntax annotation = function.annotation();
    @Nullable Type declared = annotation == null ? null : types.type(annotation, null);
    if (declared != null && Depth.exceeds(declared)) {
      tooDeep(function.name());
    }
    typesSound &= troubles() == before;
    var lowering = new ValueLowering(names, types, positions, module.file(), faults);
    @Nullable Value body = null;
    try {
      body = lowering.function(function);
      if (Depth.exceeds(body)) {
        tooDeep(function.name());
      }
    } catch (SyntaxException e) {
      faults.add(e.fault(), module.file(), e.span(), e.text());
    }
    boolean sound = troubles() == before && !faults.isFull();
    ModuleNames.Entry entry = names.own().values().get(name);
    return new Definition(
        names.own().full(name),
        function.name(),
        access(entry != null && entry.exposed()),
        declaration.doc(),
        declared,
        sound ? body : null,
        lowering.references());
  }
}
