package dev.morph.builtins.elm;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A module as the IR has it, but for the types of its values.
 *
 * @param typesSound false if types or annotations have faults, which are told
 * @param types in the order of their names
 * @param values in the order of their names
 */
record LoweredModule(
    String file,
    Path path,
    @Nullable String doc,
    boolean typesSound,
    Map<Name, AccessControlled<Documented<TypeDefinition>>> types,
    List<Definition> values) {

  /**
   * A definition of a value.
   *
   * @param declared the type that the source says; null if it says none
   * @param body a function for each parameter; null if it has faults, which are told
   * @param references the values of modules that it uses
   */
  record Definition(
      FQName name,
      Identifier identifier,
      Access access,
      String doc,
      @Nullable Type declared,
      @Nullable Value body,
      Set<FQName> references) {}
}
