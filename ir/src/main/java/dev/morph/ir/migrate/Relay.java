package dev.morph.ir.migrate;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Documented;
import dev.morph.ir.EntryPoint;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import org.jspecify.annotations.Nullable;

/** Hands a distribution on. Not safe for several threads. */
class Relay implements DistributionHandler {
  private final DistributionHandler out;

  Relay(DistributionHandler out) {
    this.out = out;
  }

  @Override
  public void begin(Distribution.Kind kind, Path packageName) {
    out.begin(kind, packageName);
  }

  @Override
  public void beginDependency(Path packageName) {
    out.beginDependency(packageName);
  }

  @Override
  public void endDependency() {
    out.endDependency();
  }

  @Override
  public void beginPackage() {
    out.beginPackage();
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    out.beginModule(path, access, leadingDoc);
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {
    out.typeDefinition(name, definition);
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition) {
    out.valueDefinition(name, definition);
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {
    out.typeSpecification(name, specification);
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {
    out.valueSpecification(name, specification);
  }

  @Override
  public void endModule(@Nullable ModuleDoc doc) {
    out.endModule(doc);
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    out.entryPoint(name, entryPoint);
  }

  @Override
  public void end() {
    out.end();
  }
}
