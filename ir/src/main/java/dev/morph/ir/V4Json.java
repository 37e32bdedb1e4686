package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Single nodes as the JSON of v4, for those who exchange parts of a document. Up to the usual
 * depth.
 */
public final class V4Json {
  private V4Json() {}

  /**
   * What a node was read as.
   *
   * @param node null if there is an error among the diagnostics
   * @param diagnostics their paths are JSON pointers within the node
   */
  public record Decoded<T>(@Nullable T node, List<Diagnostic> diagnostics) {
    public Decoded {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Reads a type in any spelling of v4. */
  public static Decoded<Type> readType(JsonValue json) {
    return read(nodes -> nodes.type(json));
  }

  /** Reads a value in any spelling of v4. */
  public static Decoded<Value> readValue(JsonValue json) {
    return read(nodes -> nodes.value(json));
  }

  private static <T> Decoded<T> read(Function<V4Nodes, @Nullable T> decoder) {
    var found = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());
    T node = decoder.apply(new V4Nodes(found, ReadLimits.DEFAULT, false));
    return new Decoded<>(found.errors() == 0 ? node : null, found.list());
  }

  /**
   * A type in the canonical spelling.
   *
   * @throws IllegalArgumentException if it is deeper than usual
   */
  public static JsonValue of(Type type) {
    return written(writer -> writer.type(type), false);
  }

  /**
   * A value.
   *
   * @param expanded with the inferred types
   * @throws IllegalArgumentException if it is deeper than usual
   */
  public static JsonValue of(Value value, boolean expanded) {
    return written(writer -> writer.value(value), expanded);
  }

  /**
   * A type specification, as {@code {"TypeAliasSpecification": ...}}.
   *
   * @throws IllegalArgumentException if it is deeper than usual
   */
  public static JsonObject of(TypeSpecification specification) {
    return (JsonObject)
        written(
            writer -> {
              writer.out.beginObject();
              writer.typeSpecificationMember(specification);
              writer.out.endObject();
            },
            false);
  }

  /**
   * A value specification: {@code inputs} and {@code output}.
   *
   * @throws IllegalArgumentException if it is deeper than usual
   */
  public static JsonObject of(ValueSpecification specification) {
    return (JsonObject)
        written(
            writer -> {
              writer.out.beginObject();
              writer.valueSpecificationMembers(specification);
              writer.out.endObject();
            },
            false);
  }

  private static JsonValue written(Consumer<V4DefinitionWriter> writing, boolean expanded) {
    var out = new JsonWriter();
    writing.accept(
        new V4DefinitionWriter(out, V4Form.of(expanded), ReadLimits.USUAL_DEPTH, (_, _) -> {}));
    return Json.parse(out.toByteArray(), ReadLimits.DEFAULT.jsonDepth());
  }
}
