package dev.morph.builtins.java;

import dev.morph.ir.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names of variables mean at some place. Immutable. */
final class Scope {
  static final Scope EMPTY = new Scope(null, null, null);

  private final @Nullable Scope outer;
  private final @Nullable Name name;
  private final @Nullable Binding binding;

  private Scope(@Nullable Scope outer, @Nullable Name name, @Nullable Binding binding) {
    this.outer = outer;
    this.name = name;
    this.binding = binding;
  }

  /** What a variable is. */
  sealed interface Binding {
    /** A local variable or a parameter. */
    record Local(Code code) implements Binding {}

    /** A method of a local class. */
    record LocalMethod(LocalClass owner, String method, List<JavaType> parameters, JavaType result)
        implements Binding {}
  }

  /** A local class for functions that use one another. */
  static final class LocalClass {
    private final String instance;
    private boolean inside = true;

    /**
     * @param instance the variable that holds it
     */
    LocalClass(String instance) {
      this.instance = instance;
    }

    /** From here on it is called from outside. */
    void finish() {
      inside = false;
    }

    String call(String method) {
      return inside ? method : instance + "." + method;
    }
  }

  Scope with(Name name, Binding binding) {
    return new Scope(this, name, binding);
  }

  Scope with(Name name, Code code) {
    return with(name, new Binding.Local(code));
  }

  @Nullable Binding find(Name name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (name.equals(scope.name)) {
        return scope.binding;
      }
    }
    return null;
  }
}
