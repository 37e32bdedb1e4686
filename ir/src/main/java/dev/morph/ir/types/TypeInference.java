package dev.morph.ir.types;

import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the type of every node of value definitions, from what their names mean and from the types
 * that are declared. The types that nodes came with are not looked at.
 *
 * <p>Types of top-level definitions hold for all types of their variables. In the types of lets
 * variables stand for what is found: tools write such a variable where nothing was declared. A name
 * of a let has one type if one will do; else each use has its own. Aliases stay as they are
 * declared. Variables whose names begin with {@code number}, {@code comparable}, {@code appendable}
 * or {@code compappend} stand for types of Elm's kinds; comparable are also the SDK's decimals,
 * dates and times.
 *
 * <p>Remembers the types of names: use one for many definitions. Not safe for several threads.
 */
public final class TypeInference {
  /** How much deeper a type may be than the values that it comes from. */
  private static final int DEEPER = 2;

  private final TermMaker maker;
  private final Unifier unifier;
  private final int maxDepth;

  /** For values up to the usual depth, on any stack. */
  public TypeInference(TypeEnvironment environment) {
    this(environment, ReadLimits.USUAL_DEPTH);
  }

  /**
   * For values of a greater depth, on a stack that is large enough for it.
   *
   * @param maxDepth how deep values stand within one another, as {@link ReadLimits#maxDepth} says
   */
  public TypeInference(TypeEnvironment environment, int maxDepth) {
    this.maxDepth = maxDepth * DEEPER;
    this.maker = new TermMaker(environment);
    this.unifier = new Unifier(maker, this.maxDepth);
  }

  /**
   * A definition with types on its nodes.
   *
   * @param faults all that is wrong with its types; nodes have types then too, as far as they are
   *     known
   */
  public record Inferred(ValueDefinition.Expression definition, List<TypeFault> faults) {
    public Inferred {
      faults = List.copyOf(faults);
    }
  }

  /**
   * A value with types on its nodes.
   *
   * @param faults all that is wrong with its types
   */
  public record InferredValue(Value value, List<TypeFault> faults) {
    public InferredValue {
      faults = List.copyOf(faults);
    }
  }

  /** Finds the types of a definition. */
  public Inferred infer(FQName name, ValueDefinition.Expression definition) {
    ValueTyping typing = typing(name, one -> one.definition(definition));
    List<TypeFault> faults = new ArrayList<>(typing.faults());
    Set<Name> declared = new HashSet<>(Types.variables(definition.output()));
    definition.inputs().forEach(input -> declared.addAll(Types.variables(input.type())));
    var rebuilding = rebuilding(name, typing, declared, faults);
    return new Inferred(rebuilding.expression(definition), faults);
  }

  /**
   * Finds the types of a value by itself.
   *
   * @param name what faults call it
   * @param variables the types of the variables that it may use
   */
  public InferredValue infer(FQName name, Value value, Map<Name, Type> variables) {
    ValueTyping typing = typing(name, one -> one.value(value, variables));
    List<TypeFault> faults = new ArrayList<>(typing.faults());
    Set<Name> declared = new HashSet<>();
    variables.values().forEach(type -> declared.addAll(Types.variables(type)));
    var rebuilding = rebuilding(name, typing, declared, faults);
    return new InferredValue(rebuilding.value(value), faults);
  }

  private interface Walk {
    void with(ValueTyping typing);
  }

  /** One type for each let if that will do; what has faults either way is told as it is there. */
  private ValueTyping typing(FQName name, Walk walk) {
    ValueTyping simple = walked(name, walk, false);
    if (simple.faults().isEmpty() || !simple.hasLets()) {
      return simple;
    }
    return walked(name, walk, true);
  }

  private ValueTyping walked(FQName name, Walk walk, boolean general) {
    unifier.restart();
    var typing = new ValueTyping(maker, unifier, name, general);
    walk.with(typing);
    return typing;
  }

  private ValueRebuilding rebuilding(
      FQName name, ValueTyping typing, Set<Name> declared, List<TypeFault> faults) {
    var types = new TermTypes(maxDepth, declared);
    return new ValueRebuilding(
        typing.terms(),
        term -> {
          Type type = types.type(term);
          if (type == null && faults.isEmpty()) {
            faults.add(tooLarge(name));
          }
          return type;
        });
  }

  private static TypeFault tooLarge(FQName name) {
    return new TypeFault(
        name,
        ValueAttributes.NONE,
        DiagnosticCode.TYPE_MISMATCH,
        "a type in it is too deep or too large to be written");
  }
}
