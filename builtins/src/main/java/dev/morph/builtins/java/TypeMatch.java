package dev.morph.builtins.java;

import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeEnvironment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the variables of a declared type are where it is used. */
final class TypeMatch {
  /** Deeper types, which aliases without end can make, do not match. */
  private static final int DEEPEST = 400;

  private final TypeEnvironment environment;
  private final Set<Name> variables;
  private final Set<Name> rigid;
  private int depth;

  /**
   * @param variables those of the declared type that are looked for
   * @param rigid those of the other type that stand for a type of their own; all others may be any
   */
  TypeMatch(TypeEnvironment environment, Set<Name> variables, Set<Name> rigid) {
    this.environment = environment;
    this.variables = variables;
    this.rigid = rigid;
  }

  /** True if the types are the same with what was found put in place of the variables. */
  boolean matches(Type declared, Type used, Map<Name, Type> found) {
    depth++;
    boolean matches = depth <= DEEPEST && within(declared, used, found);
    depth--;
    return matches;
  }

  private boolean within(Type declared, Type used, Map<Name, Type> found) {
    if (declared instanceof Type.Variable variable && variables.contains(variable.name())) {
      Type before = found.putIfAbsent(variable.name(), used);
      if (before instanceof Type.Variable loose && !rigid.contains(loose.name())) {
        found.put(variable.name(), used);
      }
      return before == null || same(before, used);
    }
    if (used instanceof Type.Variable loose && !rigid.contains(loose.name())) {
      return true;
    }
    return switch (declared) {
      case Type.Variable it ->
          used instanceof Type.Variable other && it.name().equals(other.name());
      case Type.Reference it
          when used instanceof Type.Reference other
              && it.name().equals(other.name())
              && it.arguments().size() == other.arguments().size() ->
          all(it.arguments(), other.arguments(), found);
      default -> expanded(declared, used, found);
    };
  }

  private boolean same(Type first, Type second) {
    return first.equals(second)
        || new TypeMatch(environment, Set.of(), rigid).loosely(first, second);
  }

  private boolean loosely(Type first, Type second) {
    return (first instanceof Type.Variable it && !rigid.contains(it.name()))
        || matches(first, second, new HashMap<>());
  }

  private boolean expanded(Type declared, Type used, Map<Name, Type> found) {
    Type first = environment.expand(declared);
    Type second = environment.expand(used);
    if (!first.equals(declared) || !second.equals(used)) {
      return matches(first, second, found);
    }
    return switch (first) {
      case Type.Unit it -> second instanceof Type.Unit;
      case Type.Tuple it ->
          second instanceof Type.Tuple other
              && it.elements().size() == other.elements().size()
              && all(it.elements(), other.elements(), found);
      case Type.Function it ->
          second instanceof Type.Function other
              && matches(it.parameter(), other.parameter(), found)
              && matches(it.result(), other.result(), found);
      case Type.Record it ->
          second instanceof Type.Record other
              && it.fields().size() == other.fields().size()
              && fields(it.fields(), other.fields(), found);
      case Type.ExtensibleRecord it ->
          switch (second) {
            case Type.Record other -> fields(it.fields(), other.fields(), found);
            case Type.ExtensibleRecord other -> fields(it.fields(), other.fields(), found);
            default -> false;
          };
      case Type.Variable it -> false;
      case Type.Reference it -> false;
    };
  }

  private boolean all(List<Type> declared, List<Type> used, Map<Name, Type> found) {
    boolean matches = true;
    for (int i = 0; i < declared.size() && matches; i++) {
      matches = matches(declared.get(i), used.get(i), found);
    }
    return matches;
  }

  private boolean fields(List<Type.Field> declared, List<Type.Field> used, Map<Name, Type> found) {
    boolean matches = true;
    for (Type.Field field : declared) {
      boolean one = false;
      for (Type.Field other : used) {
        one |= field.name().equals(other.name()) && matches(field.type(), other.type(), found);
      }
      matches &= one;
    }
    return matches;
  }
}
