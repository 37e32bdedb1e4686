package dev.morph.builtins.elm;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A module as its source says it.
 *
 * @param words all names with a small first letter that stand in the source, as they stand
 * @param broken names that declarations with faults may have declared
 */
record ModuleSyntax(
    String file,
    Identifier name,
    Exposing exposing,
    @Nullable String doc,
    List<Import> imports,
    List<TypeDeclaration> types,
    List<ValueDeclaration> values,
    Set<String> words,
    Set<String> broken) {

  /**
   * An import.
   *
   * @param alias the name that stands for the module here, if the source says one
   */
  record Import(Identifier module, @Nullable Identifier alias, Exposing exposing) {}

  /** A declaration of a type. */
  sealed interface TypeDeclaration {
    Identifier name();

    List<Identifier> parameters();

    String doc();

    record Alias(Identifier name, List<Identifier> parameters, TypeSyntax type, String doc)
        implements TypeDeclaration {}

    record Custom(Identifier name, List<Identifier> parameters, List<Variant> variants, String doc)
        implements TypeDeclaration {}
  }

  /** A constructor of a custom type. */
  record Variant(Identifier name, List<TypeSyntax> arguments) {}

  /** A declaration of a value. */
  record ValueDeclaration(FunctionSyntax function, String doc) {}
}
