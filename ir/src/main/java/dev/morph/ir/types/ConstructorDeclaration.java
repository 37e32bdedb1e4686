package dev.morph.ir.types;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import java.util.List;

/**
 * What a constructor's name means. Immutable, safe to share.
 *
 * @param type the type that it makes a value of
 * @param typeParameters those of the type
 * @param parameters its own, in order; for an alias of a record the fields
 * @param implicit true for an alias of a record, whose name makes the record of its fields
 */
public record ConstructorDeclaration(
    FQName type, List<Name> typeParameters, List<Parameter> parameters, boolean implicit) {
  public ConstructorDeclaration {
    typeParameters = List.copyOf(typeParameters);
    parameters = List.copyOf(parameters);
  }

  /** What it makes: the type with its parameters as arguments. */
  public Type result() {
    List<Type> arguments =
        typeParameters.stream()
            .<Type>map(name -> new Type.Variable(TypeAttributes.NONE, name))
            .toList();
    return new Type.Reference(TypeAttributes.NONE, type, arguments);
  }

  /** Its type as a function of its parameters. */
  public Type asFunction() {
    return Types.function(parameters.stream().map(Parameter::type).toList(), result());
  }
}
