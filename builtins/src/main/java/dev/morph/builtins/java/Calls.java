package dev.morph.builtins.java;

import dev.morph.builtins.java.RecordClass.Component;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.types.ConstructorDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions, constructors and variables with their arguments. */
final class Calls {
  /** So many arguments can be given at once. */
  private static final int MOST_AT_ONCE = 5;

  private final Writer writer;
  private final Context context;
  private final Cases cases;
  private final SdkCalls sdk;

  Calls(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
    this.cases = new Cases(context.types(), context.declarations());
    this.sdk = new SdkCalls(writer);
  }

  Cases cases() {
    return cases;
  }

  /**
   * What can be called with all its arguments at once.
   *
   * @param bare the parameters whose type Java finds by the argument alone; a lambda has none
   * @param make the call of arguments of the parameters' types
   */
  record Callable(
      List<JavaType> parameters,
      JavaType result,
      List<Boolean> bare,
      Function<List<Code>, Code> make) {
    Callable(List<JavaType> parameters, JavaType result, Function<List<Code>, Code> make) {
      this(parameters, result, parameters.stream().map(one -> false).toList(), make);
    }
  }

  /** True for parameters that are nothing but a type variable. */
  static List<Boolean> bare(List<Type> inputs) {
    return inputs.stream().map(input -> input instanceof Type.Variable).toList();
  }

  /** A value with the arguments that it is applied to. */
  Code call(Value value, Scope scope, Block out) {
    List<Value> arguments = new ArrayList<>();
    Value head = value;
    while (head instanceof Value.Apply apply) {
      arguments.add(0, apply.argument());
      head = apply.function();
    }
    return switch (head) {
      case Value.Reference it -> reference(it, arguments, scope, out);
      case Value.Constructor it -> called(constructor(it), arguments, scope, out);
      case Value.Variable it -> variable(it, arguments, scope, out);
      case Value.FieldFunction it when !arguments.isEmpty() -> {
        Code target = writer.expressions().value(arguments.get(0), scope, out);
        Code field = writer.expressions().field(target, it.name());
        yield applied(field, field.type(), rest(arguments, 1), scope, out);
      }
      case Value.Lambda it when !arguments.isEmpty() -> direct(it, arguments, scope, out);
      default -> {
        Code function = writer.expressions().value(head, scope, out);
        yield applied(function, context.typeOf(head), arguments, scope, out);
      }
    };
  }

  private static List<Value> rest(List<Value> arguments, int from) {
    return arguments.subList(from, arguments.size());
  }

  /** A lambda that is called where it stands is a let. */
  private Code direct(Value.Lambda lambda, List<Value> arguments, Scope scope, Block out) {
    Code argument = writer.expressions().value(arguments.get(0), scope, out);
    Scope inner = writer.lets().bind(lambda.parameter(), argument, scope, out);
    Code body = writer.expressions().value(lambda.body(), inner, out);
    return applied(body, context.typeOf(lambda.body()), rest(arguments, 1), scope, out);
  }

  private Code variable(Value.Variable variable, List<Value> arguments, Scope scope, Block out) {
    return switch (scope.find(variable.name())) {
      case Scope.Binding.Local local ->
          applied(local.code(), context.typeOf(variable), arguments, scope, out);
      case Scope.Binding.LocalMethod method -> {
        Function<List<Code>, Code> make =
            codes ->
                Code.closed(
                    method.owner().call(method.method()) + "(" + Expressions.joined(codes) + ")",
                    method.result());
        yield called(
            new Callable(method.parameters(), method.result(), make), arguments, scope, out);
      }
      case null -> throw new Unsayable("unknown_name", "there is no variable " + variable.name());
    };
  }

  /**
   * A function that is a value, with arguments.
   *
   * @param inferred its type if Java does not know it as a function
   */
  Code applied(Code function, JavaType inferred, List<Value> arguments, Scope scope, Block out) {
    if (arguments.isEmpty()) {
      return function;
    }
    Code typed = function;
    if (!function.type().isFunction()) {
      if (!inferred.isFunction()) {
        throw new Unsayable("untyped_function", "what is called is not known as a function");
      }
      typed = context.as(inferred, function);
    }
    if (typed.form() == Code.Form.LAMBDA) {
      typed = context.named(typed, "function_", out);
    }
    List<JavaType> parameters = new ArrayList<>();
    JavaType result = typed.type();
    while (result.isFunction() && parameters.size() < Math.min(arguments.size(), MOST_AT_ONCE)) {
      parameters.add(result.arguments().get(0));
      result = result.arguments().get(1);
    }
    List<Code> codes = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      codes.add(writer.expressions().value(arguments.get(i), parameters.get(i), scope, out));
    }
    String text =
        codes.size() == 1
            ? typed.operand() + ".apply(" + codes.get(0).text() + ")"
            : context.sdk("Functions")
                + ".call("
                + typed.text()
                + ", "
                + Expressions.joined(codes)
                + ")";
    JavaType then = inferred;
    for (int i = 0; i < codes.size() && then.isFunction(); i++) {
      then = then.arguments().get(1);
    }
    return applied(Code.closed(text, result), then, rest(arguments, codes.size()), scope, out);
  }

  /** A call with fewer arguments is a function of those that are missing. */
  Code called(Callable callable, List<Value> arguments, Scope scope, Block out) {
    int wanted = callable.parameters().size();
    List<Code> codes = new ArrayList<>();
    for (int i = 0; i < Math.min(wanted, arguments.size()); i++) {
      Code code =
          writer.expressions().value(arguments.get(i), callable.parameters().get(i), scope, out);
      codes.add(callable.bare().get(i) ? context.typed(code) : code);
    }
    if (arguments.size() >= wanted) {
      Code call = callable.make().apply(codes);
      return applied(call, callable.result(), rest(arguments, wanted), scope, out);
    }
    List<Code> all = new ArrayList<>();
    for (Code code : codes) {
      all.add(context.named(code, "given_", out));
    }
    return partial(callable, all);
  }

  private Code partial(Callable callable, List<Code> given) {
    List<Code> all = new ArrayList<>(given);
    List<String> names = new ArrayList<>();
    JavaType type = callable.result().boxed();
    List<JavaType> missing =
        callable.parameters().subList(given.size(), callable.parameters().size());
    for (JavaType parameter : missing) {
      String name = context.locals().fresh("then_");
      names.add(name);
      all.add(context.as(parameter, Code.name(name, parameter.boxed())));
    }
    for (int i = missing.size() - 1; i >= 0; i--) {
      type = JavaType.function(missing.get(i), type);
    }
    String body = callable.make().apply(all).text();
    if (missing.size() == 2 || missing.size() == 3) {
      List<JavaType> parameters = new ArrayList<>(missing.stream().map(JavaType::boxed).toList());
      parameters.add(callable.result().boxed());
      JavaType many = new JavaType(JavaType.SDK, "Function" + missing.size(), parameters);
      return Code.open(
          "(" + context.text(many) + ") (" + String.join(", ", names) + ") -> " + body, type);
    }
    var text = new StringBuilder();
    for (int i = 0; i < missing.size(); i++) {
      text.append('(').append(context.text(missing.get(i).boxed())).append(' ');
      text.append(names.get(i)).append(") -> ");
    }
    return Code.lambda(text + body, type);
  }

  private Code reference(Value.Reference reference, List<Value> arguments, Scope scope, Block out) {
    FQName name = reference.name();
    if (SdkTypes.isSdk(name.packageName())) {
      return sdk.call(reference, arguments, scope, out);
    }
    Declarations.Method method = context.declarations().method(name);
    if (method == null) {
      throw new Unsayable("unknown_name", "there is no value " + name);
    }
    return called(callable(method, reference.attributes().inferredType()), arguments, scope, out);
  }

  private Callable callable(Declarations.Method method, @Nullable Type used) {
    List<Type> inputs = method.value().inputs().stream().map(ValueDefinition.Input::type).toList();
    var instance = new Instance(context, inputs, method.value().output(), used);
    List<JavaType> parameters = inputs.stream().map(instance::type).toList();
    Type output = method.value().output();
    JavaType result = output == null ? JavaType.OBJECT : instance.type(output);
    String target =
        context.name(method.owner()) + "." + instance.witness(false) + method.name() + "(";
    return new Callable(
        parameters,
        result,
        bare(inputs),
        codes -> Code.closed(target + Expressions.joined(codes) + ")", result));
  }

  private Callable constructor(Value.Constructor constructor) {
    ConstructorDeclaration declaration = cases.declaration(constructor.name());
    List<Type> inputs = declaration.parameters().stream().map(Parameter::type).toList();
    Type used = constructor.attributes().inferredType();
    var instance = new Instance(context, inputs, declaration.result(), used);
    List<JavaType> parameters = inputs.stream().map(instance::type).toList();
    JavaType result = instance.type(declaration.result());
    if (declaration.implicit()) {
      return implicit(declaration, parameters, result);
    }
    CaseInfo info = cases.of(constructor.name(), result, result);
    return new Callable(parameters, info.parent(), bare(inputs), codes -> made(info, codes));
  }

  private Code made(CaseInfo info, List<Code> arguments) {
    JavaType parent = info.parent();
    if (info.constant()) {
      return Code.name(context.name(parent) + "." + info.name(), parent);
    }
    String key = info.type().key();
    if (key.equals(JavaType.SDK + ".Maybe.Just")) {
      return Code.closed(
          context.name(parent) + ".just(" + Expressions.joined(arguments) + ")", parent);
    }
    if (key.equals(JavaType.SDK + ".Maybe.Nothing")) {
      return Code.closed(context.name(parent) + "." + witness(parent) + "nothing()", parent);
    }
    if (key.startsWith(JavaType.SDK + ".Result.")) {
      String method = info.name().toLowerCase(Locale.ROOT);
      String text = Expressions.joined(arguments);
      return Code.closed(
          context.name(parent) + "." + witness(parent) + method + "(" + text + ")", parent);
    }
    return new Code(
        writer.expressions().construct(info.type(), arguments).text(), parent, Code.Form.CLOSED);
  }

  private String witness(JavaType type) {
    return "<" + String.join(", ", type.arguments().stream().map(context::text).toList()) + ">";
  }

  private Callable implicit(
      ConstructorDeclaration declaration, List<JavaType> parameters, JavaType result) {
    RecordClass record = context.types().record(result);
    if (record == null) {
      return new Callable(
          parameters, result, codes -> writer.expressions().construct(result, codes));
    }
    List<Name> order = declaration.parameters().stream().map(Parameter::name).toList();
    return new Callable(
        parameters,
        result,
        codes -> {
          List<Code> sorted = new ArrayList<>();
          for (Component component : record.components()) {
            sorted.add(codes.get(order.indexOf(component.field())));
          }
          return writer.expressions().construct(result, sorted);
        });
  }
}
