package dev.morph.ir.types;

import dev.morph.ir.AccessControlled;
import dev.morph.ir.Constructor;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.EntryPoint;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.NodeWalk;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import dev.morph.ir.Pattern;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what a reader cannot see of a distribution: that what its package refers to exists, with
 * as many arguments as it has parameters, that constructors of a module have names of their own,
 * and that the types of values agree. What it depends on is taken as it is. Not safe for several
 * threads.
 */
public final class Validation {
  private final TypeEnvironment environment;
  private final TypeInference inference;
  private final int most;
  private final List<Diagnostic> found = new ArrayList<>();

  private Validation(TypeEnvironment environment, int maxDepth, int most) {
    this.environment = environment;
    this.inference = new TypeInference(environment, maxDepth);
    this.most = most;
  }

  /**
   * All that is wrong with a distribution that was read within the default limits; empty if nothing
   * is. The paths of the diagnostics are names of definitions.
   */
  public static List<Diagnostic> check(Distribution distribution) {
    return check(distribution, ReadLimits.DEFAULT);
  }

  /**
   * The same of a distribution that was read within other limits.
   *
   * @param limits of the depth, for which the stack has to be large enough, and of the diagnostics
   */
  public static List<Diagnostic> check(Distribution distribution, ReadLimits limits) {
    var environment = TypeEnvironment.of(distribution);
    var validation = new Validation(environment, limits.maxDepth(), limits.maxDiagnostics());
    switch (distribution) {
      case Distribution.Library it -> validation.definitions(it.packageName(), it.definition());
      case Distribution.Specs it -> validation.specifications(it.packageName(), it.specification());
      case Distribution.Application it -> {
        validation.definitions(it.packageName(), it.definition());
        it.entryPoints().forEach(validation::entryPoint);
      }
    }
    return List.copyOf(validation.found);
  }

  private void definitions(Path packageName, PackageDefinition definition) {
    for (Map.Entry<Path, AccessControlled<ModuleDefinition>> module :
        definition.modules().entrySet()) {
      Map<Name, Name> constructors = new HashMap<>();
      ModuleDefinition contents = module.getValue().value();
      contents
          .types()
          .forEach((name, type) ->
              type(
                  new FQName(packageName, module.getKey(), name),
                  type.value().value(),
                  constructors));
      contents
          .values()
          .forEach((name, value) ->
              value(new FQName(packageName, module.getKey(), name), value.value().value()));
    }
  }

  private void type(FQName name, TypeDefinition definition, Map<Name, Name> constructors) {
    var walk = new Walk(name);
    walk.typeDefinition(definition);
    if (definition instanceof TypeDefinition.Custom custom) {
      constructors(name, custom.constructors().value(), constructors);
    }
    walk.bound(definition.parameters());
    alias(name);
  }

  private void constructors(FQName name, List<Constructor> own, Map<Name, Name> ofModule) {
    for (Constructor one : own) {
      Name other = ofModule.putIfAbsent(one.name(), name.local());
      if (other != null) {
        add(
            name,
            DiagnosticCode.DUPLICATE_NAME,
            "the constructor "
                + one.name().pascalCase()
                + " is also one of "
                + other.pascalCase()
                + " in this module");
      }
    }
  }

  /** An alias of an alias, and so on, that comes back to the first stands for nothing. */
  private void alias(FQName name) {
    Set<FQName> seen = new HashSet<>();
    FQName at = name;
    while (environment.type(at) instanceof TypeDeclaration.Alias alias
        && alias.type() instanceof Type.Reference reference
        && seen.add(at)) {
      at = reference.name();
      if (at.equals(name)) {
        add(name, DiagnosticCode.CYCLIC_ALIAS, "this alias stands for itself");
        return;
      }
    }
  }

  private void value(FQName name, ValueDefinition definition) {
    int before = found.size();
    new Walk(name).valueDefinition(definition);
    if (found.size() == before && definition instanceof ValueDefinition.Expression expression) {
      inference
          .infer(name, expression)
          .faults()
          .forEach(fault -> add(name, fault.code(), fault.message()));
    }
  }

  private void specifications(Path packageName, PackageSpecification specification) {
    for (Map.Entry<Path, ModuleSpecification> module : specification.modules().entrySet()) {
      Map<Name, Name> constructors = new HashMap<>();
      for (Map.Entry<Name, Documented<TypeSpecification>> type :
          module.getValue().types().entrySet()) {
        FQName name = new FQName(packageName, module.getKey(), type.getKey());
        var walk = new Walk(name);
        walk.typeSpecification(type.getValue().value());
        if (type.getValue().value() instanceof TypeSpecification.Custom custom) {
          constructors(name, custom.constructors(), constructors);
        }
        walk.bound(type.getValue().value().parameters());
        alias(name);
      }
      module
          .getValue()
          .values()
          .forEach((name, value) ->
              new Walk(new FQName(packageName, module.getKey(), name))
                  .valueSpecification(value.value()));
    }
  }

  private void entryPoint(Name name, EntryPoint entryPoint) {
    if (environment.value(entryPoint.target()) == null) {
      add(
          entryPoint.target(),
          DiagnosticCode.UNRESOLVED_REFERENCE,
          "the entry point " + name + " starts a value that does not exist");
    }
  }

  private void add(FQName definition, DiagnosticCode code, String message) {
    if (found.size() < most) {
      found.add(new Diagnostic(code, definition.toString(), message));
    } else if (found.size() == most) {
      found.add(
          new Diagnostic(
              DiagnosticCode.TOO_MANY_DIAGNOSTICS,
              definition.toString(),
              "more than " + most + " errors; the others are left out"));
    }
  }

  /** Looks at what one definition refers to; tells each name once. */
  private final class Walk extends NodeWalk {
    private final FQName definition;
    private final Set<FQName> told = new HashSet<>();
    private final Set<Name> variables = new HashSet<>();

    private Walk(FQName definition) {
      this.definition = definition;
    }

    private void bound(List<Name> parameters) {
      variables.removeAll(Set.copyOf(parameters));
      for (Name variable : variables) {
        add(
            definition,
            DiagnosticCode.UNBOUND_TYPE_VARIABLE,
            "the type variable " + variable.camelCase() + " is none of the type's parameters");
      }
    }

    @Override
    public void type(Type type) {
      switch (type) {
        case Type.Variable it -> variables.add(it.name());
        case Type.ExtensibleRecord it -> variables.add(it.variable());
        case Type.Reference it -> {
          TypeDeclaration declaration = environment.type(it.name());
          if (declaration == null) {
            missing("type", it.name());
          } else {
            count("type", it.name(), declaration.parameters().size(), it.arguments().size());
          }
        }
        default -> {}
      }
      super.type(type);
    }

    @Override
    public void value(Value value) {
      switch (value) {
        case Value.Reference it when environment.value(it.name()) == null ->
            missing("value", it.name());
        case Value.Constructor it when environment.constructor(it.name()) == null ->
            missing("constructor", it.name());
        default -> super.value(value);
      }
    }

    @Override
    public void pattern(Pattern pattern) {
      if (pattern instanceof Pattern.Constructor it) {
        ConstructorDeclaration declaration = environment.constructor(it.name());
        if (declaration == null) {
          missing("constructor", it.name());
        } else {
          count("constructor", it.name(), declaration.parameters().size(), it.arguments().size());
        }
      }
      super.pattern(pattern);
    }

    private void missing(String what, FQName name) {
      if (told.add(name)) {
        add(definition, DiagnosticCode.UNRESOLVED_REFERENCE, "there is no " + what + " " + name);
      }
    }

    private void count(String what, FQName name, int parameters, int arguments) {
      if (parameters != arguments && told.add(name)) {
        add(
            definition,
            DiagnosticCode.WRONG_ARGUMENT_COUNT,
            "the "
                + what
                + " "
                + name
                + " has "
                + parameters
                + " parameters, and here "
                + arguments
                + " arguments");
      }
    }
  }
}
