package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/** Takes what is read only for its faults. */
final class Unheard implements DistributionHandler {
  @Override
  public void begin(Distribution.Kind kind, Path packageName) {}

  @Override
  public void beginDependency(Path packageName) {}

  @Override
  public void endDependency() {}

  @Override
  public void beginPackage() {}

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {}

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {}

  @Override
  public void valueDefinition(
      Name name, AccessControlled<Documented<ValueDefinition>> definition) {}

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {}

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {}

  @Override
  public void endModule(@Nullable ModuleDoc doc) {}

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {}

  @Override
  public void end() {}
}
