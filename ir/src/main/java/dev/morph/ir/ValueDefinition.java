package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a value is made. Immutable, safe to share. */
public sealed interface ValueDefinition {
  /** Its parameters, in order; none for a value that is no function. */
  List<Input> inputs();

  /** What it answers. */
  @Nullable Type output();

  /** A value of the IR. */
  record Expression(List<Input> inputs, Type output, Value body) implements ValueDefinition {
    public Expression {
      inputs = List.copyOf(inputs);
    }
  }

  /** A value that every platform brings itself; v4 only. */
  record Native(List<Input> inputs, Type output, NativeHint hint, @Nullable String description)
      implements ValueDefinition {
    public Native {
      inputs = List.copyOf(inputs);
    }
  }

  /** A value that some platforms have elsewhere; v4 only. */
  record External(
      List<Input> inputs, Type output, List<ExternalName> externals, @Nullable Value body)
      implements ValueDefinition {
    public External {
      inputs = List.copyOf(inputs);
      externals = List.copyOf(externals);
    }
  }

  /** A value that is not whole; v4 only. */
  record Incomplete(
      List<Input> inputs,
      @Nullable Type output,
      Incompleteness incompleteness,
      @Nullable Value partial)
      implements ValueDefinition {
    public Incomplete {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * A parameter of a definition.
   *
   * @param inferredType the type that v1 to v3 give beside the declared one; null if they are equal
   * @param type the declared type
   */
  record Input(Name name, @Nullable Type inferredType, Type type) {
    public Input {
      if (type.equals(inferredType)) {
        inferredType = null;
      }
    }
  }

  /** What kind of operation a native value is. */
  record NativeHint(String kind, JsonObject values) {}

  /** Where a platform has the value. */
  record ExternalName(String platform, String name) {}
}
