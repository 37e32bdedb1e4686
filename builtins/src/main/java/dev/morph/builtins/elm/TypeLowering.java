package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes types of the IR of those of a module. Not safe for several threads. */
final class TypeLowering {
  private final Names names;
  private final Map<FQName, Integer> parameters;
  private final String file;
  private final Faults faults;

  /**
   * A maker of types.
   *
   * @param parameters how many each type of the sources has
   */
  TypeLowering(Names names, Map<FQName, Integer> parameters, String file, Faults faults) {
    this.names = names;
    this.parameters = parameters;
    this.file = file;
    this.faults = faults;
  }

  /**
   * The type; one with faults is told and is the unit type.
   *
   * @param bound the only variables that may stand in it; null if any may
   */
  Type type(TypeSyntax syntax, @Nullable Set<Name> bound) {
    return switch (syntax) {
      case TypeSyntax.Unit _ -> new Type.Unit(TypeAttributes.NONE);
      case TypeSyntax.Variable it -> new Type.Variable(TypeAttributes.NONE, variable(it, bound));
      case TypeSyntax.Tuple it -> new Type.Tuple(TypeAttributes.NONE, types(it.elements(), bound));
      case TypeSyntax.Named it -> named(it, bound);
      case TypeSyntax.Record it -> record(it, bound);
      case TypeSyntax.Function it -> {
        Type function = type(it.result(), bound);
        List<Type> inputs = types(it.parameters(), bound);
        for (int i = inputs.size() - 1; i >= 0; i--) {
          function = new Type.Function(TypeAttributes.NONE, inputs.get(i), function);
        }
        yield function;
      }
    };
  }

  private List<Type> types(List<TypeSyntax> syntax, @Nullable Set<Name> bound) {
    List<Type> types = new ArrayList<>();
    for (TypeSyntax one : syntax) {
      types.add(type(one, bound));
    }
    return types;
  }

  private Name variable(TypeSyntax.Variable it, @Nullable Set<Name> bound) {
    return variable(it.name(), bound);
  }

  private Name variable(Identifier identifier, @Nullable Set<Name> bound) {
    Name name = Ordering.name(identifier.text());
    if (bound != null && !bound.contains(name)) {
      faults.add(
          ElmFault.UNBOUND_TYPE_VARIABLE,
          file,
          identifier.span(),
          "The type variable "
              + Texts.shown(identifier.text())
              + " is no parameter of the type. Add it before the =.");
    }
    return name;
  }

  private Type named(TypeSyntax.Named it, @Nullable Set<Name> bound) {
    List<Type> arguments = types(it.arguments(), bound);
    FQName name = names.find(Kind.TYPE, it.name());
    if (name == null) {
      return new Type.Unit(TypeAttributes.NONE);
    }
    int wanted = parameters.getOrDefault(name, 0);
    if (wanted != arguments.size()) {
      faults.add(
          ElmFault.TYPE_ARGUMENTS,
          file,
          it.span(),
          "The type "
              + it.name().shown()
              + " has "
              + count(wanted)
              + ", not "
              + arguments.size()
              + ".");
    }
    return new Type.Reference(TypeAttributes.NONE, name, arguments);
  }

  private static String count(int parameters) {
    return parameters == 1 ? "1 parameter" : parameters + " parameters";
  }

  private Type record(TypeSyntax.Record it, @Nullable Set<Name> bound) {
    List<Type.Field> fields = new ArrayList<>();
    Set<Name> seen = new HashSet<>();
    for (TypeSyntax.Field field : it.fields()) {
      Name name = Ordering.name(field.name().text());
      if (!seen.add(name)) {
        faults.add(
            ElmFault.DUPLICATE_NAME,
            file,
            field.name().span(),
            "The field " + Texts.shown(field.name().text()) + " stands twice in this record type.");
      }
      fields.add(new Type.Field(name, type(field.type(), bound)));
    }
    Identifier base = it.base();
    return base == null
        ? new Type.Record(TypeAttributes.NONE, fields)
        : new Type.ExtensibleRecord(TypeAttributes.NONE, variable(base, bound), fields);
  }
}
