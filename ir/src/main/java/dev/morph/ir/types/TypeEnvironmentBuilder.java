package dev.morph.ir.types;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Constructor;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Documented;
import dev.morph.ir.EntryPoint;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects what names mean while a reader hands over a distribution, and keeps no bodies: for those
 * who hold one definition at a time. Not safe for several threads.
 */
public final class TypeEnvironmentBuilder implements DistributionHandler {
  private static final Path NONE = new Path(List.of());

  private final Map<FQName, TypeDeclaration> types = new HashMap<>();
  private final Map<FQName, ConstructorDeclaration> constructors = new HashMap<>();
  private final Map<FQName, Type> values = new HashMap<>();
  private Path ownPackage = NONE;
  private Path packageName = NONE;
  private Path module = NONE;

  /** What the names mean that were handed over until now; the builder is of no use afterwards. */
  public TypeEnvironment environment() {
    return environment(TypeEnvironment.ofSdk());
  }

  TypeEnvironment environment(@Nullable TypeEnvironment fallback) {
    return new TypeEnvironment(fallback, types, constructors, values);
  }

  void specification(Path name, PackageSpecification specification) {
    packageName = name;
    specification
        .modules()
        .forEach((path, contents) -> {
          module = path;
          contents.types().forEach(this::typeSpecification);
          contents.values().forEach(this::valueSpecification);
        });
  }

  void definition(Path name, PackageDefinition definition) {
    packageName = name;
    definition
        .modules()
        .forEach((path, contents) -> {
          module = path;
          contents.value().types().forEach(this::typeDefinition);
          contents.value().values().forEach(this::valueDefinition);
        });
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    ownPackage = name;
  }

  @Override
  public void beginDependency(Path name) {
    packageName = name;
  }

  @Override
  public void endDependency() {
    packageName = NONE;
  }

  @Override
  public void beginPackage() {
    packageName = ownPackage;
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    module = path;
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {
    switch (definition.value().value()) {
      case TypeDefinition.Alias it -> alias(name, it.parameters(), it.type());
      case TypeDefinition.Custom it -> custom(name, it.parameters(), it.constructors().value());
      case TypeDefinition.Incomplete it -> opaque(name, it.parameters());
    }
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {
    switch (specification.value()) {
      case TypeSpecification.Alias it -> alias(name, it.parameters(), it.type());
      case TypeSpecification.Custom it -> custom(name, it.parameters(), it.constructors());
      case TypeSpecification.Opaque it -> opaque(name, it.parameters());
      case TypeSpecification.Derived it -> opaque(name, it.parameters());
    }
  }

  private void alias(Name name, List<Name> parameters, Type type) {
    types.put(full(name), new TypeDeclaration.Alias(parameters, type));
    if (type instanceof Type.Record fields) {
      List<Parameter> ofFields =
          fields.fields().stream().map(one -> new Parameter(one.name(), one.type())).toList();
      constructors.putIfAbsent(
          full(name), new ConstructorDeclaration(full(name), parameters, ofFields, true));
    }
  }

  private void custom(Name name, List<Name> parameters, List<Constructor> ofType) {
    types.put(full(name), new TypeDeclaration.Custom(parameters, ofType));
    for (Constructor one : ofType) {
      constructors.put(
          full(one.name()),
          new ConstructorDeclaration(full(name), parameters, one.parameters(), false));
    }
  }

  private void opaque(Name name, List<Name> parameters) {
    types.put(full(name), new TypeDeclaration.Opaque(parameters));
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition) {
    ValueDefinition value = definition.value().value();
    Type output = value.output();
    if (output == null) {
      output = new Type.Variable(TypeAttributes.NONE, new Name("unknown-result"));
    }
    List<Type> inputs = value.inputs().stream().map(ValueDefinition.Input::type).toList();
    values.put(full(name), Types.function(inputs, output));
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {
    ValueSpecification value = specification.value();
    List<Type> inputs = value.inputs().stream().map(Parameter::type).toList();
    values.put(full(name), Types.function(inputs, value.output()));
  }

  private FQName full(Name name) {
    return new FQName(packageName, module, name);
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    module = NONE;
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    // An entry point names a value; it means nothing by itself.
  }

  @Override
  public void end() {
    packageName = NONE;
  }
}
