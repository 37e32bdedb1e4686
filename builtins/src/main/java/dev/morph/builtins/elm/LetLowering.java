package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ExpressionSyntax.Local;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a let. Its definitions may stand in any order: each becomes a let of its own,
 * around those that use it, and what uses itself a recursive one. Not safe for several threads.
 */
final class LetLowering {
  /** A definition: of a name, or of a pattern. */
  private record Lowered(
      int index,
      Local local,
      @Nullable Pattern pattern,
      List<PatternLowering.Taken> fields,
      Value body,
      Set<Integer> needs) {}

  private final ValueLowering values;
  private final Positions positions;
  private final String file;
  private final Faults faults;

  LetLowering(ValueLowering values, Positions positions, String file, Faults faults) {
    this.values = values;
    this.positions = positions;
    this.file = file;
    this.faults = faults;
  }

  Value let(ExpressionSyntax.Let it) {
    if (it.locals().size() > Cursor.MOST_DEPTH) {
      throw new SyntaxException(
          ElmFault.DEPTH_LIMIT,
          it.span(),
          "A let has " + Cursor.MOST_DEPTH + " definitions at most. Define some in the module.");
    }
    List<PatternLowering> patterns = new ArrayList<>();
    List<@Nullable Pattern> lowered = new ArrayList<>();
    List<Identifier> bound = new ArrayList<>();
    Map<Name, Integer> definedBy = new HashMap<>();
    for (Local local : it.locals()) {
      PatternLowering pattern = values.patterns();
      patterns.add(pattern);
      lowered.add(null);
      if (local instanceof Local.Destructured destructured) {
        lowered.set(lowered.size() - 1, pattern.pattern(destructured.pattern()));
      } else if (local instanceof Local.Defined defined) {
        pattern.bound().add(defined.function().name());
      }
      for (Identifier name : pattern.bound()) {
        definedBy.putIfAbsent(Ordering.name(name.text()), patterns.size() - 1);
      }
      bound.addAll(pattern.bound());
    }
    List<Name> entered = values.locals().enter(bound);
    List<Lowered> definitions = new ArrayList<>();
    for (int i = 0; i < it.locals().size(); i++) {
      definitions.add(
          lower(i, it.locals().get(i), lowered.get(i), patterns.get(i).fields(), definedBy));
    }
    Value in = values.value(it.in());
    values.locals().leave(entered);
    return nest(definitions, in, it.span());
  }

  private Lowered lower(
      int index,
      Local local,
      @Nullable Pattern pattern,
      List<PatternLowering.Taken> fields,
      Map<Name, Integer> definedBy) {
    List<Value> body = new ArrayList<>();
    Set<Name> used =
        values
            .locals()
            .usedBy(() ->
                body.add(
                    switch (local) {
                      case Local.Defined it -> values.function(it.function());
                      case Local.Destructured it -> values.value(it.body());
                    }));
    Set<Integer> needs = new HashSet<>();
    for (Name name : used) {
      Integer other = definedBy.get(name);
      if (other != null) {
        needs.add(other);
      }
    }
    return new Lowered(index, local, pattern, fields, body.getFirst(), needs);
  }

  // ---- Order ----

  private Value nest(List<Lowered> definitions, Value in, Span span) {
    List<List<Lowered>> groups =
        new Components(definitions.size(), i -> definitions.get(i).needs())
            .groups().stream().map(group -> group.stream().map(definitions::get).toList()).toList();
    Value value = in;
    for (int i = groups.size() - 1; i >= 0; i--) {
      List<Lowered> group = groups.get(i);
      Lowered first = group.getFirst();
      boolean recursive = group.size() > 1 || first.needs().contains(first.index());
      value = recursive ? recursion(group, value, span) : single(first, value, span);
    }
    return value;
  }

  private Value single(Lowered definition, Value in, Span span) {
    return switch (definition.local()) {
      case Local.Defined it ->
          new Value.LetDefinition(
              positions.at(span),
              Ordering.name(it.function().name().text()),
              definition(it, definition.body()),
              in);
      case Local.Destructured it -> {
        Pattern pattern = definition.pattern();
        if (pattern == null) {
          throw new IllegalStateException("a destructuring has a pattern");
        }
        yield new Value.Destructure(
            positions.at(it.pattern().span().to(span)),
            pattern,
            definition.body(),
            values.takeFields(definition.fields(), in));
      }
    };
  }

  private ValueDefinition definition(Local.Defined it, Value body) {
    Type type = values.annotation(it.function());
    return new ValueDefinition.Expression(List.of(), type, body);
  }

  private Value recursion(List<Lowered> group, Value in, Span span) {
    List<Value.Binding> bindings = new ArrayList<>();
    for (Lowered one : group) {
      if (one.local() instanceof Local.Defined it) {
        refuseValue(it, one.body());
        Name name = Ordering.name(it.function().name().text());
        bindings.add(new Value.Binding(name, definition(it, one.body())));
      } else {
        faults.add(
            ElmFault.DEFINITION_CYCLE,
            file,
            span,
            "A pattern of this let takes apart what is defined by the pattern's own names.");
      }
    }
    bindings.sort(Comparator.comparing(Value.Binding::name, Ordering.NAMES));
    return new Value.LetRecursion(positions.at(span), bindings, in);
  }

  private void refuseValue(Local.Defined it, Value body) {
    Identifier name = it.function().name();
    if (!(body instanceof Value.Lambda)) {
      faults.add(
          ElmFault.DEFINITION_CYCLE,
          file,
          name.span(),
          Texts.shown(name.text())
              + " is no function and is defined by itself. Give it a parameter.");
    }
  }
}
