package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one function while it is compiled: which slot of its frame each has, and which
 * it takes along from the function around it.
 */
final class Scope {
  private final FQName definition;
  private final @Nullable Scope outer;
  private final @Nullable Binding outerBindings;
  private final List<Variable> captured = new ArrayList<>();
  private final List<Name> capturedNames = new ArrayList<>();
  private int slots = Node.ARGUMENTS;
  private int nesting;
  private int deepest;

  private Scope(FQName definition, @Nullable Scope outer, @Nullable Binding outerBindings) {
    this.definition = definition;
    this.outer = outer;
    this.outerBindings = outerBindings;
  }

  /** The scope of a definition of a module. */
  static Scope of(FQName definition) {
    return new Scope(definition, null, null);
  }

  /** The scope of a function within, at a place where these are bound. */
  Scope inner(@Nullable Binding bindings) {
    return new Scope(definition, this, bindings);
  }

  FQName definition() {
    return definition;
  }

  int newSlot() {
    return slots++;
  }

  /** The frame's size, once all is compiled. */
  int slots() {
    return slots;
  }

  /** How deep its nodes stand within one another, once all is compiled. */
  int deepest() {
    return deepest;
  }

  void enter() {
    deepest = Math.max(deepest, ++nesting);
  }

  void leave() {
    nesting--;
  }

  /** What the function takes along, as the function around it sees it. */
  List<Variable> captured() {
    return captured;
  }

  /** What a name is bound to; null if nothing binds it. */
  @Nullable Variable find(Name name, @Nullable Binding bindings) {
    for (Binding binding = bindings; binding != null; binding = binding.next) {
      if (binding.name.equals(name)) {
        return new Variable(binding.slot, false, binding.lazy);
      }
    }
    int known = capturedNames.indexOf(name);
    if (known >= 0) {
      return new Variable(known, true, captured.get(known).lazy());
    }
    Variable around = outer == null ? null : outer.find(name, outerBindings);
    if (around == null) {
      return null;
    }
    captured.add(around);
    capturedNames.add(name);
    return new Variable(captured.size() - 1, true, around.lazy());
  }

  /**
   * Names that are bound at a place, the innermost first.
   *
   * @param lazy true if the slot may hold a {@link LazyValue}
   */
  record Binding(Name name, int slot, boolean lazy, @Nullable Binding next) {}

  /**
   * Where a function finds a variable.
   *
   * @param index a slot of the frame, or an index of what was captured
   */
  record Variable(int index, boolean captured, boolean lazy) {
    Object load(Object[] frame) {
      return captured ? ((Object[]) frame[Node.CAPTURED])[index] : frame[index];
    }
  }
}
