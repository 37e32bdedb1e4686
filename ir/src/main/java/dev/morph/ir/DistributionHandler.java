package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/**
 * Takes a distribution piece by piece, in this order: {@code begin}; for each dependency {@code
 * beginDependency}, its modules, {@code endDependency}; {@code beginPackage} and the package's own
 * modules; entry points; {@code end}. A module is {@code beginModule}, its types, its values,
 * {@code endModule}. What has a fault is left out.
 */
public interface DistributionHandler {
  /** A distribution begins. */
  void begin(Distribution.Kind kind, Path packageName);

  /** A dependency begins. */
  void beginDependency(Path packageName);

  /** The dependency ends. */
  void endDependency();

  /** The package itself begins; no dependency comes after it. */
  void beginPackage();

  /**
   * A module begins.
   *
   * @param access null for a module of specifications
   * @param leadingDoc documentation, if the document has it before the definitions
   */
  void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc);

  /** A type of a module with access. */
  void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition);

  /** A value of a module with access. */
  void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition);

  /** A type of a module of specifications. */
  void typeSpecification(Name name, Documented<TypeSpecification> specification);

  /** A value of a module of specifications. */
  void valueSpecification(Name name, Documented<ValueSpecification> specification);

  /**
   * The module ends.
   *
   * @param doc documentation, if the document has it behind the definitions
   */
  void endModule(@Nullable ModuleDoc doc);

  /** An entry point of an application. */
  void entryPoint(Name name, EntryPoint entryPoint);

  /** The distribution ends. */
  void end();
}
