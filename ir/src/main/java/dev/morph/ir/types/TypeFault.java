package dev.morph.ir.types;

import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.ValueAttributes;

/**
 * Something that is wrong with the types of a value definition. Immutable, safe to share.
 *
 * @param definition the definition
 * @param attributes those of the value or pattern, as they came: the same object, so that whoever
 *     made it finds the place
 * @param message what was expected and what was found, with types in Elm's notation
 */
public record TypeFault(
    FQName definition, ValueAttributes attributes, DiagnosticCode code, String message) {
  /** The fault as a diagnostic, whose path is the name of the definition. */
  public Diagnostic toDiagnostic() {
    return new Diagnostic(code, definition.toString(), message);
  }
}
