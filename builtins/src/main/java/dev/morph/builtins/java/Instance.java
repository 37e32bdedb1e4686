package dev.morph.builtins.java;

import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A declared type of a function where it is used: what its type variables are there. */
final class Instance {
  private final Context context;
  private final List<Type> inputs;
  private final Map<Name, JavaType> variables = new LinkedHashMap<>();

  /**
   * @param used the type where it is used; null if it is not known
   */
  Instance(Context context, List<Type> inputs, @Nullable Type output, @Nullable Type used) {
    this.context = context;
    this.inputs = inputs;
    Set<Name> names = new LinkedHashSet<>();
    inputs.forEach(input -> free(input, names));
    Type declared = new Type.Unit(TypeAttributes.NONE);
    if (output != null) {
      free(output, names);
      declared = output;
    }
    for (int i = inputs.size() - 1; i >= 0; i--) {
      declared = new Type.Function(TypeAttributes.NONE, inputs.get(i), declared);
    }
    Map<Name, Type> found = new HashMap<>();
    if (used != null && !names.isEmpty()) {
      new TypeMatch(context.types().environment(), names, context.variables().keySet())
          .matches(declared, used, found);
    }
    for (Name name : names) {
      Type type = found.get(name);
      variables.put(
          name,
          type == null ? JavaType.OBJECT : context.types().of(type, context.variables()).boxed());
    }
  }

  /** A declared type. */
  JavaType type(Type declared) {
    return context.types().of(declared, variables);
  }

  /** What a type variable is; null if there is no such variable. */
  @Nullable JavaType variable(Name name) {
    return variables.get(name);
  }

  /**
   * The type arguments that Java cannot find by the arguments of a call; empty if there are none.
   *
   * @param always true to give them whenever there are type variables
   */
  String witness(boolean always) {
    Set<Name> known = new LinkedHashSet<>();
    inputs.forEach(input -> free(input, known));
    if (variables.isEmpty() || (!always && known.containsAll(variables.keySet()))) {
      return "";
    }
    return "<" + String.join(", ", variables.values().stream().map(context::text).toList()) + ">";
  }

  /** The type variables of a type in the order in which they come; not those of open records. */
  static void free(Type type, Set<Name> names) {
    switch (type) {
      case Type.Variable it -> names.add(it.name());
      case Type.Reference it -> it.arguments().forEach(one -> free(one, names));
      case Type.Tuple it -> it.elements().forEach(one -> free(one, names));
      case Type.Record it -> it.fields().forEach(field -> free(field.type(), names));
      case Type.ExtensibleRecord it -> it.fields().forEach(field -> free(field.type(), names));
      case Type.Function it -> {
        free(it.parameter(), names);
        free(it.result(), names);
      }
      case Type.Unit it -> {}
    }
  }
}
