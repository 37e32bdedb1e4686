package dev.morph.builtins.java;

import dev.morph.builtins.java.RecordClass.Component;
import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as expressions, with what has to run before them as statements. */
final class Expressions {
  /** A string constant of a class file has 65,535 bytes at most; a character up to three. */
  private static final int LONGEST_TEXT = 20_000;

  private final Writer writer;
  private final Context context;

  Expressions(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  /** An expression of a type. */
  Code value(Value value, JavaType expected, Scope scope, Block out) {
    return context.as(expected, any(value, expected, scope, out));
  }

  /** An expression of the value's own type. */
  Code value(Value value, Scope scope, Block out) {
    return any(value, null, scope, out);
  }

  private Code any(Value value, @Nullable JavaType expected, Scope scope, Block out) {
    return switch (value) {
      case Value.Constant it -> literal(it.literal(), context.typeOf(it));
      case Value.Constructor it -> writer.calls().call(it, scope, out);
      case Value.Reference it -> writer.calls().call(it, scope, out);
      case Value.Variable it -> writer.calls().call(it, scope, out);
      case Value.Apply it -> writer.calls().call(it, scope, out);
      case Value.Tuple it -> tuple(it, scope, out);
      case Value.Items it -> items(it, scope, out);
      case Value.Record it -> record(it, scope, out);
      case Value.FieldAccess it -> field(value(it.target(), scope, out), it.name());
      case Value.FieldFunction it -> fieldFunction(it, expected);
      case Value.Lambda it -> lambda(it, expected, scope);
      case Value.LetDefinition it ->
          any(it.in(), expected, writer.lets().bind(it, scope, out), out);
      case Value.LetRecursion it -> any(it.in(), expected, writer.lets().bind(it, scope, out), out);
      case Value.Destructure it -> any(it.in(), expected, writer.lets().bind(it, scope, out), out);
      case Value.IfThenElse it -> choice(it, expected, scope, out);
      case Value.PatternMatch it -> writer.matches().expression(it, expected, scope, out);
      case Value.UpdateRecord it -> update(it, scope, out);
      case Value.Unit it -> unit();
      case Value.Hole it -> throw new Unsayable("hole", "the definition has a hole");
    };
  }

  Code unit() {
    return Code.name(context.name(JavaType.UNIT) + ".UNIT", JavaType.UNIT);
  }

  /** A constant; a whole number is a float where one is wanted. */
  Code literal(Literal literal, JavaType type) {
    return switch (literal) {
      case Literal.Bool it -> Code.name(String.valueOf(it.value()), JavaType.BOOLEAN);
      case Literal.Char it ->
          Code.closed(
              "new " + context.name(JavaType.CHAR) + "(" + it.value().codePointAt(0) + ")",
              JavaType.CHAR);
      case Literal.Text it -> text(it.value());
      case Literal.WholeNumber it -> {
        if (type.unboxed().equals(JavaType.DOUBLE)) {
          yield number(it.value().doubleValue());
        }
        try {
          yield Code.name(it.value().longValueExact() + "L", JavaType.LONG);
        } catch (ArithmeticException e) {
          throw new Unsayable("number_too_large", "a whole number does not fit into 64 bits");
        }
      }
      case Literal.Float it -> number(it.value().doubleValue());
      case Literal.Decimal it ->
          Code.closed(
              "new " + context.name(JavaType.DECIMAL) + "(" + JavaFile.literal(it.value()) + ")",
              JavaType.DECIMAL);
      case Literal.Document it ->
          throw new Unsayable("document_literal", "Java has no literal of a document");
    };
  }

  private static Code number(double value) {
    return Code.name(Double.toString(value), JavaType.DOUBLE);
  }

  private Code text(String value) {
    if (value.length() <= LONGEST_TEXT) {
      return Code.name(JavaFile.literal(value), JavaType.STRING);
    }
    var joined = new StringBuilder(context.lang("String")).append(".join(\"\"");
    for (int i = 0; i < value.length(); i += LONGEST_TEXT) {
      String part = value.substring(i, Math.min(value.length(), i + LONGEST_TEXT));
      joined.append(", ").append(JavaFile.literal(part));
    }
    return Code.closed(joined.append(')').toString(), JavaType.STRING);
  }

  private Code tuple(Value.Tuple tuple, Scope scope, Block out) {
    JavaType type = context.typeOf(tuple);
    int size = tuple.elements().size();
    if (size == 0) {
      return unit();
    }
    boolean exact = type.arguments().size() == size;
    List<Code> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Value element = tuple.elements().get(i);
      elements.add(
          exact ? value(element, type.arguments().get(i), scope, out) : value(element, scope, out));
    }
    JavaType made = exact ? type : JavaType.tuple(elements.stream().map(Code::type).toList());
    if (size == 1) {
      return elements.get(0);
    }
    String list = "";
    String end = ")";
    if (size > 3) {
      list = context.name(JavaType.list(JavaType.OBJECT)) + ".<" + context.lang("Object") + ">of(";
      end = "))";
      elements = elements.stream().map(one -> context.as(JavaType.OBJECT, one)).toList();
    }
    return Code.closed("new " + context.text(made) + "(" + list + joined(elements) + end, made);
  }

  static String joined(List<Code> codes) {
    return String.join(", ", codes.stream().map(Code::text).toList());
  }

  private Code items(Value.Items list, Scope scope, Block out) {
    JavaType type = context.typeOf(list);
    if (type.arguments().size() != 1) {
      type = JavaType.list(JavaType.OBJECT);
    }
    JavaType item = type.arguments().get(0);
    List<Code> items = new ArrayList<>();
    for (Value one : list.items()) {
      items.add(value(one, item, scope, out));
    }
    return Code.closed(
        context.name(type) + ".<" + context.text(item) + ">of(" + joined(items) + ")", type);
  }

  private Code record(Value.Record record, Scope scope, Block out) {
    Map<Name, Value> fields = new HashMap<>();
    record.fields().forEach(field -> fields.put(field.name(), field.value()));
    JavaType type = context.typeOf(record);
    RecordClass made = recordClass(type, "a record is made");
    List<Code> arguments = new ArrayList<>();
    for (Component component : made.components()) {
      Value value = fields.get(component.field());
      if (value == null) {
        throw new Unsayable(
            "missing_field", "a record is made without its field " + component.field());
      }
      arguments.add(value(value, component(type, made, component), scope, out));
    }
    return construct(type, arguments);
  }

  Code construct(JavaType type, List<Code> arguments) {
    return Code.closed("new " + context.text(type) + "(" + joined(arguments) + ")", type);
  }

  private JavaType component(JavaType type, RecordClass made, Component component) {
    return context.types().component(type, made, component);
  }

  private RecordClass recordClass(JavaType type, String where) {
    RecordClass found = context.types().record(type);
    if (found == null) {
      throw new Unsayable("untyped_record", where + " whose fields are not known");
    }
    return found;
  }

  /** A field of a record. */
  Code field(Code target, Name name) {
    RecordClass record = recordClass(target.type(), "a field is taken out of a value");
    Component component = record.component(name);
    if (component == null) {
      throw new Unsayable("missing_field", "there is no field " + name + " in the record");
    }
    JavaType type = component(target.type(), record, component);
    String accessor = context.types().isOpen(record) ? TypeFiles.getter(name) : component.name();
    return Code.closed(target.operand() + "." + accessor + "()", type);
  }

  private Code fieldFunction(Value.FieldFunction function, @Nullable JavaType expected) {
    JavaType own = context.typeOf(function);
    JavaType type = own.isFunction() ? own : expected;
    if (type == null || !type.isFunction()) {
      throw new Unsayable("untyped_record", "a field is taken whose record is not known");
    }
    JavaType record = type.arguments().get(0);
    Code parameter = Code.name(context.locals().fresh("record_"), record);
    Code taken = context.as(type.arguments().get(1), field(parameter, function.name()));
    return Code.lambda(
        "(" + context.text(record) + " " + parameter.text() + ") -> " + taken.text(), type);
  }

  private Code update(Value.UpdateRecord update, Scope scope, Block out) {
    Code target = context.named(value(update.target(), scope, out), "updated", out);
    RecordClass record = recordClass(target.type(), "a record is updated");
    Map<Name, Value> fields = new HashMap<>();
    update.fields().forEach(field -> fields.put(field.name(), field.value()));
    if (context.types().isOpen(record)) {
      Code changed = target;
      for (Value.Field field : update.fields()) {
        Component component = Objects.requireNonNull(record.component(field.name()));
        JavaType type = component(target.type(), record, component);
        Code value = value(field.value(), type, scope, out);
        changed =
            Code.closed(
                changed.operand() + "." + TypeFiles.wither(field.name()) + "(" + value.text() + ")",
                target.type());
      }
      return changed;
    }
    List<Code> arguments = new ArrayList<>();
    for (Component component : record.components()) {
      Value value = fields.get(component.field());
      arguments.add(
          value == null
              ? field(target, component.field())
              : value(value, component(target.type(), record, component), scope, out));
    }
    return construct(target.type(), arguments);
  }

  private Code choice(
      Value.IfThenElse choice, @Nullable JavaType expected, Scope scope, Block out) {
    JavaType type = expected == null ? context.typeOf(choice) : expected;
    if (Tails.isSimpleChoice(choice)) {
      Code condition = value(choice.condition(), JavaType.BOOLEAN, scope, out);
      var thenOut = new Block();
      Code then = value(choice.then(), type, scope, thenOut);
      var elseOut = new Block();
      Code otherwise = value(choice.otherwise(), type, scope, elseOut);
      if (thenOut.isEmpty() && elseOut.isEmpty()) {
        return Code.open(
            condition.operand() + " ? " + then.operand() + " : " + otherwise.operand(), type);
      }
      String name = declared(type, out);
      thenOut.line(name + " = " + then.text() + ";");
      elseOut.line(name + " = " + otherwise.text() + ";");
      out.line("if (" + condition.text() + ") {").indented(thenOut);
      out.line("} else {").indented(elseOut).line("}");
      return Code.name(name, type);
    }
    String name = declared(type, out);
    writer.tails().write(choice, new Sink.Assign(name, type), scope, out);
    return Code.name(name, type);
  }

  /** A variable that gets its value later. */
  String declared(JavaType type, Block out) {
    String name = context.locals().fresh("result_");
    out.line("final " + context.text(type) + " " + name + ";");
    return name;
  }

  /** A function; two or three in one another are one that can be given all arguments at once. */
  Code lambda(Value.Lambda lambda, @Nullable JavaType expected, Scope scope) {
    JavaType own = context.typeOf(lambda);
    JavaType type = expected != null && expected.isFunction() ? expected : own;
    if (!type.isFunction()) {
      throw new Unsayable("untyped_function", "a function's type is not known");
    }
    List<Pattern> patterns = new ArrayList<>();
    List<JavaType> parameters = new ArrayList<>();
    JavaType result = type;
    Value body = lambda;
    while (patterns.size() < 3 && body instanceof Value.Lambda one && result.isFunction()) {
      patterns.add(one.parameter());
      parameters.add(result.arguments().get(0));
      result = result.arguments().get(1);
      body = one.body();
    }
    List<String> names = new ArrayList<>();
    Scope inner = scope;
    var block = new Block();
    for (int i = 0; i < patterns.size(); i++) {
      String name = parameterName(patterns.get(i));
      names.add(name);
      Code parameter = Code.name(name, parameters.get(i));
      inner = writer.patterns().bind(patterns.get(i), parameter, inner, block);
    }
    String text = body(body, result, inner, block);
    if (names.size() == 1) {
      String parameter = context.text(parameters.get(0)) + " " + names.get(0);
      return Code.lambda("(" + parameter + ") -> " + text, type);
    }
    parameters.add(result);
    JavaType many = new JavaType(JavaType.SDK, "Function" + names.size(), parameters);
    return Code.open(
        "(" + context.text(many) + ") (" + String.join(", ", names) + ") -> " + text, type);
  }

  private String parameterName(Pattern pattern) {
    if (pattern instanceof Pattern.As as && as.pattern() instanceof Pattern.Wildcard) {
      return context.locals().fresh(as.name());
    }
    return context.locals().fresh(pattern instanceof Pattern.Wildcard ? "ignored_" : "given_");
  }

  private String body(Value body, JavaType result, Scope scope, Block block) {
    if (Tails.isSimple(body)) {
      Code code = value(body, result, scope, block);
      if (block.isEmpty()) {
        return code.text();
      }
      block.line("return " + code.text() + ";");
    } else {
      writer.tails().write(body, new Sink.Return(result, null), scope, block);
    }
    return block.braced();
  }
}
