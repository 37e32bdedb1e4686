package dev.morph.builtins.elm;

import dev.morph.base.json.JsonObject;
import dev.morph.ir.ValueAttributes;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Where values and patterns stand in the sources. Not safe for several threads. */
final class Positions {
  private final boolean kept;
  private final IdentityHashMap<ValueAttributes, Span> spans = new IdentityHashMap<>();

  /**
   * No positions yet.
   *
   * @param kept true if nodes shall say theirs, as attribute {@code source}
   */
  Positions(boolean kept) {
    this.kept = kept;
  }

  /** Attributes of one node, which are no other's. */
  ValueAttributes at(Span span) {
    var attributes =
        new ValueAttributes(
            null, kept ? JsonObject.builder().put("source", json(span)).build() : JsonObject.EMPTY);
    spans.put(attributes, span);
    return attributes;
  }

  private static JsonObject json(Span span) {
    return JsonObject.builder()
        .put("startLine", span.startLine())
        .put("startColumn", span.startColumn())
        .put("endLine", span.endLine())
        .put("endColumn", span.endColumn())
        .build();
  }

  /** Where the node of these attributes stands; null if it is of another maker. */
  @Nullable Span of(ValueAttributes attributes) {
    return spans.get(attributes);
  }
}
