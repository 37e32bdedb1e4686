package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class of a record type, or the interface of an extensible one.
 *
 * @param self with its parameters as arguments
 * @param parameters the names that the components' types have for them
 * @param components in the order of the constructor's parameters
 * @param alias the alias that it is named by; null if it is named by its fields
 */
record RecordClass(
    JavaType self, List<Name> parameters, List<Component> components, @Nullable FQName alias) {
  RecordClass {
    parameters = List.copyOf(parameters);
    components = List.copyOf(components);
  }

  /** A component: a field of the IR. */
  record Component(Name field, String name, Type type) {}

  @Nullable Component component(Name field) {
    for (Component component : components) {
      if (component.field().equals(field)) {
        return component;
      }
    }
    return null;
  }
}
