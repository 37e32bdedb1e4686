package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a value or a pattern carries beside its meaning. Immutable, safe to share.
 *
 * @param inferredType the type of the node; null if the document does not say it
 * @param others the other attributes of v4 as they stood in the document, as {@code source} and
 *     {@code extensions}; empty in v1 to v3
 */
public record ValueAttributes(@Nullable Type inferredType, JsonObject others) {
  /** No attributes. */
  public static final ValueAttributes NONE = new ValueAttributes(null, JsonObject.EMPTY);

  /** The inferred type alone. */
  public static ValueAttributes of(Type inferredType) {
    return new ValueAttributes(inferredType, JsonObject.EMPTY);
  }
}
