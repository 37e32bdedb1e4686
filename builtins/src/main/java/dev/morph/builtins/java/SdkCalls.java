package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueSpecification;
import dev.morph.ir.types.MorphirSdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of the SDK's functions; what Java has operators for is written with them. */
final class SdkCalls {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "equal", "==",
          "not-equal", "!=",
          "less-than", "<",
          "less-than-or-equal", "<=",
          "greater-than", ">",
          "greater-than-or-equal", ">=");

  private static final Map<String, String> FLOATS =
      Map.of("add", "+", "subtract", "-", "multiply", "*", "divide", "/");

  private final Writer writer;
  private final Context context;

  SdkCalls(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  Code call(Value.Reference reference, List<Value> arguments, Scope scope, Block out) {
    FQName name = SdkTypes.canonical(reference.name());
    ModuleSpecification module = MorphirSdk.specification().modules().get(name.module());
    ValueSpecification value =
        module == null || module.values().get(name.local()) == null
            ? null
            : module.values().get(name.local()).value();
    if (value == null) {
      throw new Unsayable("unknown_name", "the SDK has no value " + name);
    }
    List<Type> inputs = value.inputs().stream().map(Parameter::type).toList();
    Type output = value.output();
    var instance = new Instance(context, inputs, output, reference.attributes().inferredType());
    String local = name.local().text();
    boolean basics = name.module().toString().equals("basics");
    boolean total = local.equals("sum") || local.equals("product");
    List<JavaType> parameters = new ArrayList<>();
    inputs.forEach(input -> parameters.add(type(basics, input, instance)));
    JavaType result = type(basics || total, output, instance);
    if (basics && arguments.size() == 2 && (local.equals("and") || local.equals("or"))) {
      return lazy(local.equals("and"), arguments, scope, out);
    }
    String method = SdkTypes.method(name.local());
    if (total && result.isNumber()) {
      method += result.equals(JavaType.LONG) ? "Int" : "Float";
    }
    String witness = inputs.isEmpty() ? instance.witness(false) : "";
    String target = context.name(SdkTypes.functions(name.module())) + "." + witness + method + "(";
    return writer
        .calls()
        .called(
            new Calls.Callable(
                parameters,
                result,
                Calls.bare(inputs),
                codes -> {
                  Code operator = basics ? operator(local, codes, result) : null;
                  return operator == null
                      ? Code.closed(target + Expressions.joined(codes) + ")", result)
                      : operator;
                }),
            arguments,
            scope,
            out);
  }

  /** Numbers of the module Basics are primitive where they are known. */
  private static JavaType type(boolean basics, Type declared, Instance instance) {
    JavaType type = instance.type(declared);
    return basics && declared instanceof Type.Variable && type.unboxed().isNumber()
        ? type.unboxed()
        : type;
  }

  private @Nullable Code operator(String name, List<Code> codes, JavaType result) {
    if (name.equals("not")) {
      return Code.open("!" + codes.get(0).operand(), JavaType.BOOLEAN);
    }
    if (codes.size() != 2) {
      return null;
    }
    Code first = codes.get(0);
    Code second = codes.get(1);
    String comparison = COMPARISONS.get(name);
    boolean equality = name.equals("equal") || name.equals("not-equal");
    if (comparison != null && (first.type().isNumber() && second.type().isNumber())) {
      return Code.open(
          first.operand() + " " + comparison + " " + second.operand(), JavaType.BOOLEAN);
    }
    if (equality && first.type().equals(JavaType.STRING)) {
      String not = name.equals("equal") ? "" : "!";
      return new Code(
          not + first.operand() + ".equals(" + second.text() + ")",
          JavaType.BOOLEAN,
          not.isEmpty() ? Code.Form.CLOSED : Code.Form.OPEN);
    }
    String sign = FLOATS.get(name);
    if (sign != null && result.equals(JavaType.DOUBLE)) {
      return Code.open(first.operand() + " " + sign + " " + second.operand(), result);
    }
    if (name.equals("append") && result.equals(JavaType.STRING)) {
      return Code.open(first.operand() + " + " + second.operand(), result);
    }
    return null;
  }

  /** The second argument is evaluated only if the first does not tell the result. */
  private Code lazy(boolean and, List<Value> arguments, Scope scope, Block out) {
    Code first = writer.expressions().value(arguments.get(0), JavaType.BOOLEAN, scope, out);
    var before = new Block();
    Code second = writer.expressions().value(arguments.get(1), JavaType.BOOLEAN, scope, before);
    if (before.isEmpty()) {
      Code.Form form = and ? Code.Form.AND : Code.Form.OR;
      String operator = and ? " && " : " || ";
      String text = first.operandOf(form) + operator + second.operandOf(form);
      return new Code(text, JavaType.BOOLEAN, form);
    }
    String name = writer.expressions().declared(JavaType.BOOLEAN, out);
    before.line(name + " = " + second.text() + ";");
    out.line("if (" + (and ? first.text() : "!" + first.operand()) + ") {").indented(before);
    out.line("} else {").line("  " + name + " = " + !and + ";").line("}");
    return Code.name(name, JavaType.BOOLEAN);
  }
}
