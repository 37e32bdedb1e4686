package dev.morph.builtins.java;

import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Values as statements that end with where the value goes. */
final class Tails {
  private final Writer writer;
  private final Context context;

  Tails(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  /** True if the value is best an expression. */
  static boolean isSimple(Value value) {
    return switch (value) {
      case Value.LetDefinition it -> false;
      case Value.LetRecursion it -> false;
      case Value.Destructure it -> false;
      case Value.PatternMatch it -> false;
      case Value.IfThenElse it -> isSimple(it.condition()) && isSimpleChoice(it);
      case Value.Apply it -> isSimple(it.function()) && isSimple(it.argument());
      case Value.Tuple it -> it.elements().stream().allMatch(Tails::isSimple);
      case Value.Items it -> it.items().stream().allMatch(Tails::isSimple);
      case Value.Record it -> it.fields().stream().allMatch(field -> isSimple(field.value()));
      case Value.UpdateRecord it ->
          isSimple(it.target()) && it.fields().stream().allMatch(one -> isSimple(one.value()));
      case Value.FieldAccess it -> isSimple(it.target());
      case Value.Constant it -> true;
      case Value.Constructor it -> true;
      case Value.FieldFunction it -> true;
      case Value.Hole it -> true;
      case Value.Lambda it -> true;
      case Value.Reference it -> true;
      case Value.Unit it -> true;
      case Value.Variable it -> true;
    };
  }

  /** True if the choice is best an expression; choices within choices are not. */
  static boolean isSimpleChoice(Value.IfThenElse choice) {
    return isSimpleBranch(choice.then()) && isSimpleBranch(choice.otherwise());
  }

  private static boolean isSimpleBranch(Value value) {
    return !(value instanceof Value.IfThenElse) && isSimple(value);
  }

  /** The body of a method; if it calls itself last, as a loop. */
  Block method(
      List<Pattern> parameters,
      List<String> names,
      List<JavaType> types,
      Value body,
      JavaType result,
      Sink.Loop loop,
      Scope scope) {
    boolean loops = loops(body, loop);
    var statements = new Block();
    Scope inner = scope;
    for (int i = 0; i < names.size(); i++) {
      Code parameter = Code.name(names.get(i), types.get(i));
      if (loops) {
        String copy = context.locals().fresh(names.get(i));
        statements.line(
            "final " + context.text(types.get(i)) + " " + copy + " = " + names.get(i) + ";");
        parameter = Code.name(copy, types.get(i));
      }
      inner = writer.patterns().bind(parameters.get(i), parameter, inner, statements);
    }
    write(body, new Sink.Return(result, loops ? loop : null), inner, statements);
    return loops ? new Block().line("while (true) {").indented(statements).line("}") : statements;
  }

  private static boolean loops(Value value, Sink.Loop loop) {
    return switch (value) {
      case Value.LetDefinition it -> loops(it.in(), loop);
      case Value.LetRecursion it -> loops(it.in(), loop);
      case Value.Destructure it -> loops(it.in(), loop);
      case Value.IfThenElse it -> loops(it.then(), loop) || loops(it.otherwise(), loop);
      case Value.PatternMatch it -> it.cases().stream().anyMatch(one -> loops(one.body(), loop));
      case Value.Apply it -> callsItself(it, loop);
      default -> false;
    };
  }

  private static boolean callsItself(Value.Apply call, Sink.Loop loop) {
    Value head = call;
    int arguments = 0;
    while (head instanceof Value.Apply apply) {
      arguments++;
      head = apply.function();
    }
    boolean itself =
        switch (head) {
          case Value.Reference it -> it.name().equals(loop.reference());
          case Value.Variable it -> it.name().equals(loop.local());
          default -> false;
        };
    return itself && arguments == loop.variables().size();
  }

  /** Writes the value to its end. */
  void write(Value value, Sink sink, Scope scope, Block out) {
    switch (value) {
      case Value.LetDefinition it -> write(it.in(), sink, writer.lets().bind(it, scope, out), out);
      case Value.LetRecursion it -> write(it.in(), sink, writer.lets().bind(it, scope, out), out);
      case Value.Destructure it -> write(it.in(), sink, writer.lets().bind(it, scope, out), out);
      case Value.IfThenElse it -> choice(it, sink, scope, out);
      case Value.PatternMatch it -> writer.matches().write(it, sink, scope, out);
      case Value.Apply it when again(it, sink, scope) -> again(it, (Sink.Return) sink, scope, out);
      default -> put(writer.expressions().value(value, sink.type(), scope, out), sink, out);
    }
  }

  void put(Code code, Sink sink, Block out) {
    out.line(sink.statement(code.text()));
  }

  private void choice(Value.IfThenElse choice, Sink sink, Scope scope, Block out) {
    Value rest = choice;
    String opening = "if (";
    while (rest instanceof Value.IfThenElse one) {
      var before = new Block();
      Code condition = condition(one, scope, before);
      if (chained(opening)) {
        if (!before.isEmpty()) {
          break;
        }
      } else {
        before.lines().forEach(out::line);
      }
      var then = new Block();
      write(one.then(), sink, scope, then);
      out.line(opening + condition.text() + ") {").indented(then);
      rest = one.otherwise();
      if (sink instanceof Sink.Return) {
        out.line("}");
      } else {
        opening = "} else if (";
      }
    }
    if (chained(opening)) {
      var otherwise = new Block();
      write(rest, sink, scope, otherwise);
      out.line("} else {").indented(otherwise).line("}");
    } else {
      write(rest, sink, scope, out);
    }
  }

  private static boolean chained(String opening) {
    return opening.startsWith("}");
  }

  private Code condition(Value.IfThenElse choice, Scope scope, Block before) {
    return writer.expressions().value(choice.condition(), JavaType.BOOLEAN, scope, before);
  }

  private static boolean again(Value.Apply call, Sink sink, Scope scope) {
    if (!(sink instanceof Sink.Return given) || given.loop() == null) {
      return false;
    }
    Sink.Loop loop = given.loop();
    return callsItself(call, loop)
        && (loop.local() == null
            || (scope.find(loop.local()) instanceof Scope.Binding.LocalMethod method
                && method.method().equals(loop.method())));
  }

  private void again(Value.Apply call, Sink.Return sink, Scope scope, Block out) {
    Sink.Loop loop = Objects.requireNonNull(sink.loop());
    List<Value> arguments = new ArrayList<>();
    Value head = call;
    while (head instanceof Value.Apply apply) {
      arguments.add(0, apply.argument());
      head = apply.function();
    }
    var assignments = new Block();
    for (int i = 0; i < arguments.size(); i++) {
      Code next =
          writer.expressions().value(arguments.get(i), loop.parameters().get(i), scope, out);
      assignments.line(loop.variables().get(i) + " = " + next.text() + ";");
    }
    assignments.lines().forEach(out::line);
    out.line("continue;");
  }
}
