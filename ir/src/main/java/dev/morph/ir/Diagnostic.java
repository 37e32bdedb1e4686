package dev.morph.ir;

import dev.morph.base.json.JsonObject;

/**
 * Something that is wrong with a document. Immutable, safe to share.
 *
 * @param path where: from readers a JSON pointer (RFC 6901), from writers the name of the
 *     definition
 * @param message what was seen and what is accepted
 */
public record Diagnostic(DiagnosticCode code, String path, String message) {
  /** How bad it is. */
  public Severity severity() {
    return code.severity();
  }

  /** What to do about it. */
  public String help() {
    return code.help();
  }

  /**
   * The diagnostic as JSON: {@code severity}, {@code code}, {@code path}, {@code message}, {@code
   * help}.
   */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("severity", severity().word())
        .put("code", code.word())
        .put("path", path)
        .put("message", message)
        .put("help", help())
        .build();
  }
}
