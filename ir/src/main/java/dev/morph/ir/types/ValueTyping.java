package dev.morph.ir.types;

import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks a definition and finds the term of every value, pattern and parameter, in the order in
 * which {@link ValueRebuilding} asks for them: a node before what stands in it. What is expected
 * goes in first, so that a node has the name of its type that is asked of it. Not safe for several
 * threads.
 */
final class ValueTyping extends PatternTyping {
  /** True if names of lets may have a general type. */
  private final boolean general;

  private boolean lets;

  ValueTyping(TermMaker maker, Unifier unifier, FQName definition, boolean general) {
    super(maker, unifier, definition);
    this.general = general;
  }

  /** True if a let names something, which could have a general type. */
  boolean hasLets() {
    return lets;
  }

  /** A definition of a module, whose declared type holds for all types of its variables. */
  void definition(ValueDefinition.Expression it) {
    Map<Name, Term> variables = new HashMap<>();
    it.inputs().forEach(input -> rigid(input.type(), variables));
    rigid(it.output(), variables);
    body(it, variables, null);
  }

  /** A value by itself, in which these variables have these types. */
  void value(Value value, Map<Name, Type> variables) {
    Map<Name, Term> cells = new HashMap<>();
    Scope scope = null;
    for (Map.Entry<Name, Type> variable : variables.entrySet()) {
      Type type = variable.getValue();
      rigid(type, cells);
      scope = new Scope(scope, variable.getKey(), maker.term(type, cells, level), Scope.ONE_TYPE);
    }
    value(value, cell(), scope);
  }

  private static void rigid(Type type, Map<Name, Term> variables) {
    for (Name name : Types.variables(type)) {
      if (isPlaceholder(name)) {
        continue;
      }
      variables.computeIfAbsent(name, one -> new Term.Cell(TermKind.of(one), 0, one));
    }
  }

  /** Tools call a variable so where no type was declared: {@code t-1}. */
  private static boolean isPlaceholder(Name name) {
    String text = name.text();
    for (int i = 2; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > 2 && text.startsWith("t-");
  }

  /** Parameters and body; answers the type as a function. */
  private Term body(ValueDefinition it, Map<Name, Term> variables, @Nullable Scope outer) {
    Scope scope = outer;
    List<Term> inputs = new ArrayList<>();
    for (ValueDefinition.Input input : it.inputs()) {
      Term.Cell cell = cell();
      cell.bound = maker.term(input.type(), variables, level);
      cell.yields = true;
      terms.add(cell);
      inputs.add(cell);
      scope = new Scope(scope, input.name(), cell, Scope.ONE_TYPE);
    }
    Type declared = it.output();
    Term output = declared == null ? cell() : maker.term(declared, variables, level);
    Value body =
        switch (it) {
          case ValueDefinition.Expression expression -> expression.body();
          case ValueDefinition.External external -> external.body();
          case ValueDefinition.Incomplete incomplete -> incomplete.partial();
          case ValueDefinition.Native _ -> null;
        };
    if (body != null) {
      value(body, output, scope);
    }
    Term type = output;
    for (int i = inputs.size() - 1; i >= 0; i--) {
      type = new Term.Function(inputs.get(i), type);
    }
    return type;
  }

  private void value(Value value, Term expected, @Nullable Scope scope) {
    int slot = terms.size();
    terms.add(expected);
    unifier.node();
    switch (value) {
      case Value.Constant it -> meet(it.attributes(), expected, literal(it.literal()));
      case Value.Unit it -> meet(it.attributes(), expected, maker.unit());
      case Value.Variable it -> variable(it, slot, expected, scope);
      case Value.Reference it ->
          named(it.attributes(), slot, expected, maker.value(it.name(), level), "value", it.name());
      case Value.Constructor it ->
          named(
              it.attributes(),
              slot,
              expected,
              maker.constructor(it.name(), level),
              "constructor",
              it.name());
      case Value.Tuple it -> tuple(it, expected, scope);
      case Value.Items it -> items(it, expected, scope);
      case Value.Record it -> record(it, expected, scope);
      case Value.FieldAccess it -> {
        Term target = cell();
        value(it.target(), target, scope);
        field(it.attributes(), target, it.name(), expected);
      }
      case Value.FieldFunction it -> {
        Term.Cell field = cell();
        meet(it.attributes(), expected, new Term.Function(open(it.name(), field), field));
      }
      case Value.Apply it -> apply(it, expected, scope);
      case Value.Lambda it -> lambda(it, expected, scope);
      case Value.LetDefinition it -> {
        Term type = let(it.definition(), scope);
        value(
            it.in(), expected, new Scope(scope, it.name(), type, general ? level : Scope.ONE_TYPE));
      }
      case Value.LetRecursion it -> recursion(it, expected, scope);
      case Value.Destructure it -> {
        Term subject = cell();
        Scope inner = pattern(it.pattern(), subject, scope);
        value(it.value(), subject, scope);
        value(it.in(), expected, inner);
      }
      case Value.IfThenElse it -> {
        value(it.condition(), maker.plain(SdkTypes.BOOL), scope);
        value(it.then(), expected, scope);
        value(it.otherwise(), expected, scope);
      }
      case Value.PatternMatch it -> {
        Term subject = cell();
        value(it.value(), subject, scope);
        for (Value.Case one : it.cases()) {
          value(one.body(), expected, pattern(one.pattern(), subject, scope));
        }
      }
      case Value.UpdateRecord it -> {
        value(it.target(), expected, scope);
        for (Value.Field field : it.fields()) {
          Term.Cell type = cell();
          field(it.attributes(), expected, field.name(), type);
          value(field.value(), type, scope);
        }
      }
      case Value.Hole it -> {
        Type type = it.expectedType();
        if (type != null) {
          meet(it.attributes(), expected, maker.term(type, new HashMap<>(), level));
        }
      }
    }
  }

  private void variable(Value.Variable it, int slot, Term expected, @Nullable Scope scope) {
    Scope found = Scope.find(scope, it.name());
    if (found == null) {
      fault(
          it.attributes(),
          DiagnosticCode.UNRESOLVED_REFERENCE,
          "there is no variable " + it.name().camelCase() + " here");
      return;
    }
    Term type =
        found.level() == Scope.ONE_TYPE
            ? found.type()
            : new Generalization(unifier, found.level(), level).instance(found.type());
    terms.set(slot, type);
    meet(it.attributes(), expected, type);
  }

  private void named(
      ValueAttributes attributes,
      int slot,
      Term expected,
      @Nullable Term type,
      String what,
      FQName name) {
    if (type == null) {
      fault(attributes, DiagnosticCode.UNRESOLVED_REFERENCE, "there is no " + what + " " + name);
      return;
    }
    terms.set(slot, type);
    meet(attributes, expected, type);
  }

  private void tuple(Value.Tuple it, Term expected, @Nullable Scope scope) {
    List<Term> elements =
        unifier.whole(expected) instanceof Term.Tuple known
                && known.elements.size() == it.elements().size()
            ? known.elements
            : tuple(it.attributes(), it.elements().size(), expected);
    for (int i = 0; i < elements.size(); i++) {
      value(it.elements().get(i), elements.get(i), scope);
    }
  }

  private void items(Value.Items it, Term expected, @Nullable Scope scope) {
    Term item = item(it.attributes(), expected);
    for (Value one : it.items()) {
      value(one, item, scope);
    }
  }

  private void record(Value.Record it, Term expected, @Nullable Scope scope) {
    Map<Name, Term> fields = new LinkedHashMap<>();
    for (Value.Field field : it.fields()) {
      Term known = unifier.field(expected, field.name());
      fields.put(field.name(), known == null ? cell() : known);
    }
    meet(it.attributes(), expected, new Term.Fields(fields, null, true));
    for (Value.Field field : it.fields()) {
      value(field.value(), fields.getOrDefault(field.name(), cell()), scope);
    }
  }

  private void field(ValueAttributes attributes, Term record, Name name, Term expected) {
    Term known = unifier.field(record, name);
    if (known != null) {
      meet(attributes, expected, known);
      return;
    }
    Term.Cell field = cell();
    meet(attributes, record, open(name, field));
    meet(attributes, expected, field);
  }

  private Term.Fields open(Name field, Term type) {
    return new Term.Fields(Map.of(field, type), cell(), true);
  }

  /** All arguments of a function at once, however many there are. */
  private void apply(Value.Apply outermost, Term expected, @Nullable Scope scope) {
    List<Value.Apply> applies = new ArrayList<>();
    List<Integer> slots = new ArrayList<>();
    Value head = outermost;
    while (head instanceof Value.Apply apply) {
      slots.add(applies.isEmpty() ? terms.size() - 1 : terms.size());
      if (!applies.isEmpty()) {
        terms.add(expected);
      }
      applies.add(apply);
      head = apply.function();
    }
    Term function = cell();
    int slot = terms.size();
    value(head, function, scope);
    function = terms.get(slot);
    List<Term> parameters = new ArrayList<>();
    for (int i = applies.size() - 1; i >= 0; i--) {
      Term.Function step = step(applies.get(i), function);
      parameters.add(step.parameter);
      function = step.result;
      terms.set(slots.get(i), i == 0 ? expected : function);
    }
    meet(outermost.attributes(), expected, function);
    for (int i = applies.size() - 1; i >= 0; i--) {
      value(applies.get(i).argument(), parameters.get(applies.size() - 1 - i), scope);
    }
  }

  private Term.Function step(Value.Apply apply, Term function) {
    if (unifier.whole(function) instanceof Term.Function known) {
      return known;
    }
    var fresh = new Term.Function(cell(), cell());
    meet(apply.attributes(), fresh, function);
    return fresh;
  }

  private void lambda(Value.Lambda it, Term expected, @Nullable Scope scope) {
    Term.Function type;
    if (unifier.whole(expected) instanceof Term.Function known) {
      type = known;
    } else {
      type = new Term.Function(cell(), cell());
      meet(it.attributes(), expected, type);
    }
    value(it.body(), type.result, pattern(it.parameter(), type.parameter, scope));
  }

  /** The type of a let's definition. */
  private Term let(ValueDefinition it, @Nullable Scope scope) {
    lets = true;
    level++;
    Term type = body(it, new HashMap<>(), scope);
    level--;
    return type;
  }

  private void recursion(Value.LetRecursion it, Term expected, @Nullable Scope outer) {
    lets = true;
    level++;
    Scope inner = outer;
    List<Term> types = new ArrayList<>();
    for (Value.Binding one : it.definitions()) {
      Term type = cell();
      types.add(type);
      inner = new Scope(inner, one.name(), type, Scope.ONE_TYPE);
    }
    Scope scope = outer;
    for (int i = 0; i < types.size(); i++) {
      Value.Binding one = it.definitions().get(i);
      Map<Name, Term> variables = new HashMap<>();
      Term declared = declared(one.definition(), variables);
      meet(it.attributes(), types.get(i), declared);
      body(one.definition(), variables, inner);
      scope = new Scope(scope, one.name(), types.get(i), general ? level - 1 : Scope.ONE_TYPE);
    }
    level--;
    value(it.in(), expected, scope);
  }

  private Term declared(ValueDefinition it, Map<Name, Term> variables) {
    Type output = it.output();
    Term type = output == null ? cell() : maker.term(output, variables, level);
    for (int i = it.inputs().size() - 1; i >= 0; i--) {
      type = new Term.Function(maker.term(it.inputs().get(i).type(), variables, level), type);
    }
    return type;
  }
}
