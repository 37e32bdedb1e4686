package dev.morph.builtins;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.ir.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend or a backend has to say. Immutable, safe to share.
 *
 * @param code a stable word, as {@code unknown_name}
 * @param location null if it belongs to no source
 */
public record DesignDiagnostic(
    Severity severity, String code, String message, @Nullable Location location) {

  /**
   * A stretch of a source.
   *
   * @param startLine from 1, as all four
   * @param endColumn the column after the last character
   */
  public record Location(String file, int startLine, int startColumn, int endLine, int endColumn) {}

  /** As contracts have it: {@code severity}, {@code code}, {@code message}, {@code location?}. */
  public JsonObject toJson() {
    var json =
        JsonObject.builder()
            .put("severity", severity.word())
            .put("code", code)
            .put("message", message);
    if (location != null) {
      json.put(
          "location",
          JsonObject.builder()
              .put("file", location.file())
              .put("start_line", JsonNumber.of(location.startLine()))
              .put("start_col", JsonNumber.of(location.startColumn()))
              .put("end_line", JsonNumber.of(location.endLine()))
              .put("end_col", JsonNumber.of(location.endColumn()))
              .build());
    }
    return json.put("related", JsonArray.of()).build();
  }
}
