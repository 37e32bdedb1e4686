package dev.morph.ir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a whole distribution in memory. Not safe for several threads. */
public final class DistributionBuilder implements DistributionHandler {
  private final Map<Path, PackageSpecification> dependencies = new LinkedHashMap<>();
  private final Map<Path, PackageDefinition> definedDependencies = new LinkedHashMap<>();
  private final Map<Name, EntryPoint> entryPoints = new LinkedHashMap<>();
  private Map<Path, AccessControlled<ModuleDefinition>> definitions = new LinkedHashMap<>();
  private Map<Path, ModuleSpecification> specifications = new LinkedHashMap<>();
  private final Map<Name, AccessControlled<Documented<TypeDefinition>>> types =
      new LinkedHashMap<>();
  private final Map<Name, AccessControlled<Documented<ValueDefinition>>> values =
      new LinkedHashMap<>();
  private final Map<Name, Documented<TypeSpecification>> typeSpecifications = new LinkedHashMap<>();
  private final Map<Name, Documented<ValueSpecification>> valueSpecifications =
      new LinkedHashMap<>();

  private Distribution.@Nullable Kind kind;
  private @Nullable Path packageName;
  private @Nullable Path dependency;
  private @Nullable Path module;
  private @Nullable Access access;
  private @Nullable ModuleDoc leadingDoc;
  private @Nullable Distribution whole;

  /** The distribution; empty if it did not come to its end. */
  public Optional<Distribution> distribution() {
    return Optional.ofNullable(whole);
  }

  @Override
  public void begin(Distribution.Kind kind, Path packageName) {
    this.kind = kind;
    this.packageName = packageName;
  }

  @Override
  public void beginDependency(Path name) {
    dependency = name;
  }

  @Override
  public void endDependency() {
    Path name = Objects.requireNonNull(dependency);
    if (kind == Distribution.Kind.APPLICATION) {
      definedDependencies.put(name, new PackageDefinition(definitions));
    } else {
      dependencies.put(name, new PackageSpecification(specifications));
    }
    beginPackage();
  }

  @Override
  public void beginPackage() {
    definitions = new LinkedHashMap<>();
    specifications = new LinkedHashMap<>();
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    this.module = path;
    this.access = access;
    this.leadingDoc = leadingDoc;
    types.clear();
    values.clear();
    typeSpecifications.clear();
    valueSpecifications.clear();
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {
    types.put(name, definition);
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition) {
    values.put(name, definition);
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {
    typeSpecifications.put(name, specification);
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {
    valueSpecifications.put(name, specification);
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    Path path = Objects.requireNonNull(module);
    if (access == null) {
      specifications.put(
          path, new ModuleSpecification(typeSpecifications, valueSpecifications, leadingDoc, doc));
    } else {
      definitions.put(
          path,
          new AccessControlled<>(access, new ModuleDefinition(types, values, leadingDoc, doc)));
    }
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    entryPoints.put(name, entryPoint);
  }

  @Override
  public void end() {
    Path name = Objects.requireNonNull(packageName);
    whole =
        switch (Objects.requireNonNull(kind)) {
          case LIBRARY ->
              new Distribution.Library(name, dependencies, new PackageDefinition(definitions));
          case SPECS ->
              new Distribution.Specs(name, dependencies, new PackageSpecification(specifications));
          case APPLICATION ->
              new Distribution.Application(
                  name, definedDependencies, new PackageDefinition(definitions), entryPoints);
        };
  }
}
