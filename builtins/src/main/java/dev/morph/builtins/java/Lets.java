package dev.morph.builtins.java;

import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Names for values within values. */
final class Lets {
  private final Writer writer;
  private final Context context;

  Lets(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  Scope bind(Value.LetDefinition let, Scope scope, Block out) {
    Value value = function(let.definition());
    Code code = writer.expressions().value(value, context.typeOf(value), scope, out);
    return scope.with(let.name(), named(let.name(), code, out));
  }

  private Code named(Name name, Code code, Block out) {
    return context.named(code, JavaNames.local(name), out);
  }

  /** A definition as one value: with parameters, a function. */
  private static Value function(ValueDefinition definition) {
    if (!(definition instanceof ValueDefinition.Expression expression)) {
      throw new Unsayable("incomplete_definition", "a value within it is not defined");
    }
    Value value = expression.body();
    Type type =
        value.attributes().inferredType() == null
            ? expression.output()
            : value.attributes().inferredType();
    for (int i = expression.inputs().size() - 1; i >= 0; i--) {
      ValueDefinition.Input input = expression.inputs().get(i);
      ValueAttributes attributes = ValueAttributes.of(input.type());
      type = new Type.Function(TypeAttributes.NONE, input.type(), type);
      value =
          new Value.Lambda(
              ValueAttributes.of(type),
              new Pattern.As(attributes, new Pattern.Wildcard(attributes), input.name()),
              value);
    }
    return value;
  }

  Scope bind(Value.Destructure destructure, Scope scope, Block out) {
    if (destructure.value() instanceof Value.Tuple tuple
        && destructure.pattern() instanceof Pattern.Tuple pattern
        && tuple.elements().size() == pattern.elements().size()) {
      Scope inner = scope;
      for (int i = 0; i < tuple.elements().size(); i++) {
        Pattern element = pattern.elements().get(i);
        Code part = writer.expressions().value(tuple.elements().get(i), scope, out);
        inner = bind(element, part, inner, out);
      }
      return inner;
    }
    Code value = writer.expressions().value(destructure.value(), scope, out);
    return bind(destructure.pattern(), value, scope, out);
  }

  /** Takes a value apart by a pattern that always matches. */
  Scope bind(Pattern pattern, Code value, Scope scope, Block out) {
    String wanted = pattern instanceof Pattern.As as ? JavaNames.local(as.name()) : "taken_";
    Code typed = value.type().isPrimitive() ? value : context.as(typed(pattern, value), value);
    return writer.patterns().bind(pattern, context.named(typed, wanted, out), scope, out);
  }

  private JavaType typed(Pattern pattern, Code value) {
    JavaType own = context.typeOf(pattern);
    return own.isObject() ? value.type() : own.boxed();
  }

  /** Functions that use one another become methods of a local class. */
  Scope bind(Value.LetRecursion let, Scope scope, Block out) {
    String first = JavaNames.local(let.definitions().get(0).name());
    String type = context.locals().fresh("Let_" + first);
    String instance = context.locals().fresh("let_" + first);
    var local = new Scope.LocalClass(instance);
    List<Parts> all = new ArrayList<>();
    Scope inner = scope;
    for (Value.Binding binding : let.definitions()) {
      Parts parts = parts(binding);
      all.add(parts);
      String method = context.locals().fresh(binding.name());
      inner =
          inner.with(
              binding.name(),
              new Scope.Binding.LocalMethod(
                  local, method, parts.parameterTypes(), parts.resultType()));
    }
    var methods = new Block();
    for (Parts parts : all) {
      methods(parts, inner, methods);
    }
    local.finish();
    out.line("final class " + type + " {").indented(methods).line("}");
    out.line("final " + type + " " + instance + " = new " + type + "();");
    return inner;
  }

  private record Parts(
      Name name,
      List<Pattern> parameters,
      List<JavaType> parameterTypes,
      Value body,
      JavaType resultType) {}

  private Parts parts(Value.Binding binding) {
    List<Pattern> parameters = new ArrayList<>();
    List<JavaType> types = new ArrayList<>();
    Value body = function(binding.definition());
    JavaType type = context.typeOf(body);
    while (body instanceof Value.Lambda lambda && type.isFunction()) {
      parameters.add(lambda.parameter());
      types.add(type.arguments().get(0).unboxed());
      type = type.arguments().get(1);
      body = lambda.body();
    }
    return new Parts(binding.name(), parameters, types, body, type.unboxed());
  }

  private void methods(Parts parts, Scope scope, Block out) {
    var method = (Scope.Binding.LocalMethod) Objects.requireNonNull(scope.find(parts.name()));
    List<String> names = new ArrayList<>();
    for (Pattern pattern : parts.parameters()) {
      names.add(
          pattern instanceof Pattern.As as
              ? context.locals().fresh(as.name())
              : context.locals().fresh("given_"));
    }
    var declared = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      declared.add(context.text(parts.parameterTypes().get(i)) + " " + names.get(i));
    }
    out.line(
        context.text(parts.resultType())
            + " "
            + method.method()
            + "("
            + String.join(", ", declared)
            + ") {");
    var loop = new Sink.Loop(null, parts.name(), method.method(), names, parts.parameterTypes());
    out.indented(
        writer
            .tails()
            .method(
                parts.parameters(),
                names,
                parts.parameterTypes(),
                parts.body(),
                parts.resultType(),
                loop,
                scope));
    out.line("}");
  }
}
