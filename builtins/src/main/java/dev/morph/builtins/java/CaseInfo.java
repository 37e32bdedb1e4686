package dev.morph.builtins.java;

import java.util.List;

/**
 * A constructor as a value's type has it.
 *
 * @param parent the type of the value
 * @param type the record of the constructor; the parent for a constant
 * @param name of the record or of the constant
 * @param accessors of its arguments
 * @param types of its arguments
 * @param siblings how many constructors the type has
 */
record CaseInfo(
    JavaType parent,
    JavaType type,
    String name,
    boolean constant,
    List<String> accessors,
    List<JavaType> types,
    int siblings) {
  CaseInfo {
    accessors = List.copyOf(accessors);
    types = List.copyOf(types);
  }

  Code part(Code value, int i) {
    if (i >= accessors.size()) {
      throw new Unsayable(
          "wrong_arguments", "a pattern has more arguments than the constructor " + name);
    }
    return Code.closed(value.operand() + "." + accessors.get(i) + "()", types.get(i));
  }
}
