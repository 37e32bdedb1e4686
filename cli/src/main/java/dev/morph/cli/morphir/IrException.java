package dev.morph.cli.morphir;

import dev.morph.base.json.JsonObject;
import java.util.List;

/**
 * Something is wrong with a document or a source that a command was given. What is wrong in detail
 * was written to standard error already.
 */
final class IrException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final transient List<JsonObject> diagnostics;

  /**
   * @param code the word of what is wrong first
   */
  IrException(String code, String message, List<JsonObject> diagnostics) {
    super(message);
    this.code = code;
    this.diagnostics = List.copyOf(diagnostics);
  }

  String code() {
    return code;
  }

  List<JsonObject> diagnostics() {
    return diagnostics;
  }
}
