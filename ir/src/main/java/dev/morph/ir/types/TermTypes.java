package dev.morph.ir.types;

import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes types of the terms of one definition, when all is known that can be. The same term comes to
 * the same object. Not safe for several threads.
 */
final class TermTypes {
  /** A type of more parts is not written to every node that has it. */
  private static final int MOST_PARTS = 100_000;

  private final int maxDepth;
  private final Set<Name> taken;
  private int depth;
  private int number;

  /**
   * @param taken names of declared variables, which those that nobody declared do not get; added to
   */
  TermTypes(int maxDepth, Set<Name> taken) {
    this.maxDepth = maxDepth;
    this.taken = taken;
  }

  /** The type of a term; null if it is too deep or too large. */
  @Nullable Type type(Term term) {
    Term resolved = Term.resolve(term);
    if (resolved.type == null && resolved.parts == 0 && depth < maxDepth) {
      resolved.parts = 1;
      depth++;
      resolved.type = made(resolved);
      depth--;
    }
    return resolved.type;
  }

  private @Nullable Type made(Term term) {
    return switch (term) {
      case Term.Cell it ->
          new Type.Variable(TypeAttributes.NONE, it.rigid == null ? fresh(it.kind) : it.rigid);
      case Term.Named it -> {
        List<Type> arguments = all(it, it.arguments);
        yield arguments == null
            ? null
            : new Type.Reference(TypeAttributes.NONE, it.name, arguments);
      }
      case Term.Tuple it -> {
        List<Type> elements = all(it, it.elements);
        yield elements == null ? null : new Type.Tuple(TypeAttributes.NONE, elements);
      }
      case Term.Function it -> {
        List<Type> both = all(it, List.of(it.parameter, it.result));
        yield both == null
            ? null
            : new Type.Function(TypeAttributes.NONE, both.get(0), both.get(1));
      }
      case Term.Fields it -> record(it);
      case Term.Unit _ -> new Type.Unit(TypeAttributes.NONE);
    };
  }

  private @Nullable List<Type> all(Term whole, List<Term> parts) {
    List<Type> types = new ArrayList<>(parts.size());
    for (Term part : parts) {
      Type type = type(part);
      Term resolved = Term.resolve(part);
      whole.height = Math.max(whole.height, resolved.height + 1);
      whole.parts = Math.min(whole.parts + resolved.parts, MOST_PARTS);
      if (type == null || whole.parts == MOST_PARTS || whole.height >= maxDepth) {
        return null;
      }
      types.add(type);
    }
    return types;
  }

  private @Nullable Type record(Term.Fields record) {
    Map<Name, Term> flat = Unifier.flat(record);
    List<Type> types = all(record, List.copyOf(flat.values()));
    if (types == null) {
      return null;
    }
    List<Type.Field> fields = new ArrayList<>(types.size());
    int i = 0;
    for (Name name : flat.keySet()) {
      fields.add(new Type.Field(name, types.get(i++)));
    }
    Term.Cell rest = Unifier.open(record);
    return rest != null && type(rest) instanceof Type.Variable variable
        ? new Type.ExtensibleRecord(TypeAttributes.NONE, variable.name(), fields)
        : new Type.Record(TypeAttributes.NONE, fields);
  }

  /** A name for a variable that nobody declared: {@code t-1}, or as its kind is called. */
  private Name fresh(TermKind kind) {
    Name name;
    do {
      number++;
      name = new Name((kind == TermKind.ANY ? "t" : kind.word()) + "-" + number);
    } while (!taken.add(name));
    return name;
  }
}
