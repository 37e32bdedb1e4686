package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ExpressionSyntax.Branch;
import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the value of one definition, without types. Not safe for several threads. */
final class ValueLowering {
  /** The type of a let's definition that the source does not say; no source can write it. */
  static final Type UNKNOWN = new Type.Variable(TypeAttributes.NONE, new Name("0-unknown"));

  private final Names names;
  private final TypeLowering types;
  private final Positions positions;
  private final String file;
  private final Faults faults;
  private final Locals locals;
  private int depth;

  ValueLowering(Names names, TypeLowering types, Positions positions, String file, Faults faults) {
    this.names = names;
    this.types = types;
    this.positions = positions;
    this.file = file;
    this.faults = faults;
    this.locals = new Locals(names, file, faults);
  }

  /** The values of modules that were used. */
  Set<FQName> references() {
    return locals.references();
  }

  Locals locals() {
    return locals;
  }

  /**
   * A definition as a value: a function for each of its parameters.
   *
   * @throws SyntaxException if it is too deep, or operators do not fit
   */
  Value function(FunctionSyntax syntax) {
    return lambda(syntax.parameters(), syntax.body(), syntax.name().span());
  }

  /** The declared type, or {@link #UNKNOWN}. */
  Type annotation(FunctionSyntax syntax) {
    TypeSyntax annotation = syntax.annotation();
    return annotation == null ? UNKNOWN : types.type(annotation, null);
  }

  Value value(ExpressionSyntax syntax) {
    if (++depth > Cursor.MOST_DEPTH) {
      throw tooDeep(syntax.span());
    }
    Value value = lowered(syntax);
    depth--;
    return value;
  }

  private Value lowered(ExpressionSyntax syntax) {
    return switch (syntax) {
      case ExpressionSyntax.Constant it ->
          new Value.Constant(positions.at(it.span()), it.literal());
      case ExpressionSyntax.Named it -> named(it.name());
      case ExpressionSyntax.Operator it -> operator(it);
      case ExpressionSyntax.Unit it -> new Value.Unit(positions.at(it.span()));
      case ExpressionSyntax.Tuple it ->
          new Value.Tuple(positions.at(it.span()), values(it.elements()));
      case ExpressionSyntax.Items it ->
          new Value.Items(positions.at(it.span()), values(it.items()));
      case ExpressionSyntax.Record it ->
          new Value.Record(positions.at(it.span()), fields(it.fields()));
      case ExpressionSyntax.Update it -> {
        Identifier target = it.target();
        Value record = named(new Qualified("", target.text(), target.span()));
        yield new Value.UpdateRecord(positions.at(it.span()), record, fields(it.fields()));
      }
      case ExpressionSyntax.Access it -> access(it);
      case ExpressionSyntax.FieldFunction it ->
          new Value.FieldFunction(positions.at(it.span()), Ordering.name(it.name().text()));
      case ExpressionSyntax.Application it -> {
        Value applied = value(it.function());
        for (ExpressionSyntax argument : it.arguments()) {
          Span span = it.function().span().to(argument.span());
          applied = new Value.Apply(positions.at(span), applied, value(argument));
        }
        yield applied;
      }
      case ExpressionSyntax.Negation it ->
          new Value.Apply(
              positions.at(it.span()), sdk("Basics", "negate", it.span()), value(it.operand()));
      case ExpressionSyntax.Chain it -> chain(it, 0, it.operators().size());
      case ExpressionSyntax.If it ->
          new Value.IfThenElse(
              positions.at(it.span()),
              value(it.condition()),
              value(it.then()),
              value(it.otherwise()));
      case ExpressionSyntax.Case it -> match(it);
      case ExpressionSyntax.Let it -> new LetLowering(this, positions, file, faults).let(it);
      case ExpressionSyntax.Lambda it -> lambda(it.parameters(), it.body(), it.span());
    };
  }

  private List<Value> values(List<ExpressionSyntax> syntax) {
    List<Value> values = new ArrayList<>();
    for (ExpressionSyntax one : syntax) {
      values.add(value(one));
    }
    return values;
  }

  // ---- Names ----

  private Value named(Qualified name) {
    char first = name.name().charAt(0);
    if (first >= 'A' && first <= 'Z') {
      return constructor(name);
    }
    Name local = Ordering.name(name.name());
    if (name.module().isEmpty() && locals.use(local)) {
      return new Value.Variable(positions.at(name.span()), local);
    }
    FQName full = names.find(Kind.VALUE, name);
    if (full == null) {
      return new Value.Unit(positions.at(name.span()));
    }
    locals.reference(full);
    return new Value.Reference(positions.at(name.span()), full);
  }

  private Value constructor(Qualified name) {
    if (names.isTruthValue(name)) {
      var literal = new Literal.Bool(name.name().equals("True"));
      return new Value.Constant(positions.at(name.span()), literal);
    }
    FQName full = names.find(Kind.CONSTRUCTOR, name);
    return full == null
        ? new Value.Unit(positions.at(name.span()))
        : new Value.Constructor(positions.at(name.span()), full);
  }

  private Value sdk(String module, String function, Span span) {
    return new Value.Reference(positions.at(span), SdkModules.full(module, function));
  }

  // ---- Operators ----

  private Value operator(ExpressionSyntax.Operator it) {
    Operators.Operator operator = Operators.of(it.symbol());
    if (operator.function().isEmpty()) {
      throw new SyntaxException(
          ElmFault.UNSUPPORTED_SYNTAX,
          it.span(),
          "The operator "
              + it.symbol()
              + " is no function in the IR. Write a function of two parameters instead.");
    }
    return sdk(operator.module(), operator.function(), it.span());
  }

  /** The operators of a part of a chain, that which is done last outermost. */
  private Value chain(ExpressionSyntax.Chain chain, int from, int to) {
    if (from == to) {
      return value(chain.operands().get(from));
    }
    Span span = chain.operands().get(from).span().to(chain.operands().get(to).span());
    if (++depth > Cursor.MOST_DEPTH) {
      throw tooDeep(span);
    }
    int last = Operators.last(chain.operators(), from, to);
    Value left = chain(chain, from, last);
    Value right = chain(chain, last + 1, to);
    depth--;
    Identifier symbol = chain.operators().get(last);
    Operators.Operator operator = Operators.of(symbol.text());
    return switch (operator.symbol()) {
      case "<|" -> new Value.Apply(positions.at(span), left, right);
      case "|>" -> new Value.Apply(positions.at(span), right, left);
      default -> {
        Value function = sdk(operator.module(), operator.function(), symbol.span());
        Span first = chain.operands().get(from).span().to(symbol.span());
        yield new Value.Apply(
            positions.at(span), new Value.Apply(positions.at(first), function, left), right);
      }
    };
  }

  // ---- Records ----

  private Value access(ExpressionSyntax.Access it) {
    Value target = value(it.target());
    for (Identifier name : it.names()) {
      Span span = it.target().span().to(name.span());
      target = new Value.FieldAccess(positions.at(span), target, Ordering.name(name.text()));
    }
    return target;
  }

  /** Fields in the order of their names, as other compilers write them. */
  private List<Value.Field> fields(List<ExpressionSyntax.Field> syntax) {
    List<Value.Field> fields = new ArrayList<>();
    Set<Name> seen = new HashSet<>();
    for (ExpressionSyntax.Field field : syntax) {
      Name name = Ordering.name(field.name().text());
      if (!seen.add(name)) {
        faults.add(
            ElmFault.DUPLICATE_NAME,
            file,
            field.name().span(),
            "The field " + Texts.shown(field.name().text()) + " stands twice in this record.");
      }
      fields.add(new Value.Field(name, value(field.value())));
    }
    fields.sort(Comparator.comparing(Value.Field::name, Ordering.NAMES));
    return fields;
  }

  // ---- Patterns ----

  private Value lambda(List<PatternSyntax> parameters, ExpressionSyntax body, Span start) {
    var lowering = patterns();
    List<Pattern> patterns = new ArrayList<>();
    for (PatternSyntax parameter : parameters) {
      patterns.add(lowering.pattern(parameter));
    }
    Value value = within(lowering, body);
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Span span = (i == 0 ? start : parameters.get(i).span()).to(body.span());
      value = new Value.Lambda(positions.at(span), patterns.get(i), value);
    }
    return value;
  }

  PatternLowering patterns() {
    return new PatternLowering(names, locals, positions);
  }

  private Value match(ExpressionSyntax.Case it) {
    Value subject = value(it.value());
    List<Value.Case> cases = new ArrayList<>();
    for (Branch branch : it.branches()) {
      var lowering = patterns();
      Pattern pattern = lowering.pattern(branch.pattern());
      cases.add(new Value.Case(pattern, within(lowering, branch.body())));
    }
    return new Value.PatternMatch(positions.at(it.span()), subject, cases);
  }

  /** A value in which the names of patterns are visible. */
  private Value within(PatternLowering patterns, ExpressionSyntax body) {
    List<Name> entered = locals.enter(patterns.bound());
    Value value = value(body);
    locals.leave(entered);
    return takeFields(patterns.fields(), value);
  }

  /** Defines the fields that record patterns take, around a value. */
  Value takeFields(List<PatternLowering.Taken> fields, Value in) {
    Value value = in;
    for (int i = fields.size() - 1; i >= 0; i--) {
      Span span = fields.get(i).field().span();
      Name field = Ordering.name(fields.get(i).field().text());
      var record = new Value.Variable(positions.at(span), fields.get(i).record());
      var taken = new Value.FieldAccess(positions.at(span), record, field);
      var definition = new ValueDefinition.Expression(List.of(), UNKNOWN, taken);
      value = new Value.LetDefinition(positions.at(span), field, definition, value);
    }
    return value;
  }

  private static SyntaxException tooDeep(Span span) {
    return new SyntaxException(
        ElmFault.DEPTH_LIMIT,
        span,
        "This stands more than "
            + Cursor.MOST_DEPTH
            + " levels deep. Name inner parts by definitions of their own.");
  }
}
