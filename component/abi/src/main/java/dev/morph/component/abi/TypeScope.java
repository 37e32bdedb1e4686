package dev.morph.component.abi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The index spaces of one component or instance type while it is read. */
final class TypeScope {
  /** What a type index may mean. */
  sealed interface Entry {}

  /**
   * A value type.
   *
   * @param type null if {@link WitType} has no such type
   * @param weight nodes of the type when written out: references are shared, so that a few bytes
   *     could otherwise stand for a tree without end
   */
  record Value(@Nullable WitType type, int weight, int depth) implements Entry {}

  /** A function type; null if it has parts that {@link WitType} has not. */
  record Func(@Nullable WitFunction type) implements Entry {}

  /** The type of an instance, or of a component that is a world. */
  record Shape(boolean component, Map<String, Extern> imports, Map<String, Extern> exports)
      implements Entry {}

  /** A resource. */
  record Resource() implements Entry {}

  /** What is imported or exported under a name. */
  record Extern(Entry entry, boolean isType) {}

  final @Nullable TypeScope outer;
  final List<Entry> types = new ArrayList<>();
  final List<Shape> instances = new ArrayList<>();
  final Map<String, Extern> imports = new LinkedHashMap<>();
  final Map<String, Extern> exports = new LinkedHashMap<>();

  TypeScope(@Nullable TypeScope outer) {
    this.outer = outer;
  }
}
