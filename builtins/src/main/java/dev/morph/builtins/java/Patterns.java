package dev.morph.builtins.java;

import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Patterns as tests, and as names for the parts of what was tested. */
final class Patterns {
  private final Writer writer;
  private final Context context;

  Patterns(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  /** What has to be true for a pattern to match, and what its names are then. */
  static final class Test {
    private final List<String> conditions = new ArrayList<>();
    private final List<Named> names = new ArrayList<>();

    /** The condition; empty if it always matches. */
    String condition() {
      return String.join(" && ", conditions);
    }

    boolean always() {
      return conditions.isEmpty();
    }
  }

  private record Named(Name name, Code value) {}

  /** Names the parts of a value that the pattern matches. */
  Scope bind(Pattern pattern, Code value, Scope scope, Block out) {
    if (pattern instanceof Pattern.Constructor constructor) {
      return bindConstructor(constructor, value, scope, out);
    }
    if (pattern instanceof Pattern.As as) {
      Scope named = scope.with(as.name(), value);
      return bind(as.pattern(), value, named, out);
    }
    if (pattern instanceof Pattern.Tuple tuple) {
      Scope inner = scope;
      for (int i = 0; i < tuple.elements().size(); i++) {
        Pattern part = tuple.elements().get(i);
        inner = bindPart(part, element(tuple, value, i), inner, out);
      }
      return inner;
    }
    if (pattern instanceof Pattern.HeadTail list) {
      Scope inner = bindPart(list.head(), head(list, value), scope, out);
      return bindPart(list.tail(), tail(list, value), inner, out);
    }
    return scope;
  }

  private Scope bindConstructor(
      Pattern.Constructor constructor, Code value, Scope scope, Block out) {
    CaseInfo info = info(constructor, value);
    if (info.constant() || constructor.arguments().stream().allMatch(Patterns::isIgnored)) {
      return scope;
    }
    Code typed = context.as(info.parent(), value);
    Code cast = Code.open("(" + context.text(info.type()) + ") " + typed.operand(), info.type());
    Code taken = context.named(cast, "taken_", out);
    Scope inner = scope;
    for (int i = 0; i < constructor.arguments().size(); i++) {
      inner = bindPart(constructor.arguments().get(i), info.part(taken, i), inner, out);
    }
    return inner;
  }

  static boolean isIgnored(Pattern pattern) {
    return pattern instanceof Pattern.Wildcard || pattern instanceof Pattern.Unit;
  }

  private Scope bindPart(Pattern pattern, Code part, Scope scope, Block out) {
    if (isIgnored(pattern)) {
      return scope;
    }
    String wanted = pattern instanceof Pattern.As as ? JavaNames.local(as.name()) : "taken_";
    return bind(pattern, context.named(part, wanted, out), scope, out);
  }

  CaseInfo info(Pattern.Constructor constructor, Code value) {
    JavaType own = context.typeOf(constructor);
    return writer.calls().cases().of(constructor.name(), value.type(), own);
  }

  private Code element(Pattern.Tuple tuple, Code value, int i) {
    int size = tuple.elements().size();
    if (size == 1) {
      return value;
    }
    JavaType type = value.type();
    String expected = size == 2 ? "Tuple2" : size == 3 ? "Tuple3" : "TupleN";
    Code typed = value;
    if (!type.name().equals(expected)) {
      List<JavaType> objects = tuple.elements().stream().map(one -> JavaType.OBJECT).toList();
      JavaType own = context.typeOf(tuple);
      typed = context.as(own.name().equals(expected) ? own : JavaType.tuple(objects), value);
    }
    if (size > 3) {
      Code part = Code.closed(typed.operand() + ".values().get(" + i + ")", JavaType.OBJECT);
      return context.as(context.typeOf(tuple.elements().get(i)).boxed(), part);
    }
    String accessor = i == 0 ? "first" : i == 1 ? "second" : "third";
    return Code.closed(typed.operand() + "." + accessor + "()", typed.type().arguments().get(i));
  }

  private Code list(Pattern pattern, Code value) {
    JavaType own = context.typeOf(pattern);
    boolean known = value.type().key().equals("java.util.List");
    return known ? value : context.as(own.isObject() ? JavaType.list(JavaType.OBJECT) : own, value);
  }

  private Code head(Pattern.HeadTail pattern, Code value) {
    Code list = list(pattern, value);
    return Code.closed(list.operand() + ".getFirst()", list.type().arguments().get(0));
  }

  private Code tail(Pattern.HeadTail pattern, Code value) {
    Code list = list(pattern, value);
    return Code.closed(
        context.sdk("ListFunctions") + ".drop(1L, " + list.text() + ")", list.type());
  }

  /** What has to be true of the values for the patterns to match. */
  Test test(List<Pattern> patterns, List<Code> values) {
    var test = new Test();
    for (int i = 0; i < patterns.size(); i++) {
      test(patterns.get(i), values.get(i), test);
    }
    return test;
  }

  /** Names what a test that was true has found. */
  Scope names(Test test, Scope scope, Block out) {
    Scope inner = scope;
    for (Named named : test.names) {
      Code value = context.named(named.value(), JavaNames.local(named.name()), out);
      inner = inner.with(named.name(), value);
    }
    return inner;
  }

  private void test(Pattern pattern, Code value, Test test) {
    switch (pattern) {
      case Pattern.Wildcard it -> {}
      case Pattern.Unit it -> {}
      case Pattern.As it -> {
        test.names.add(new Named(it.name(), value));
        test(it.pattern(), value, test);
      }
      case Pattern.Tuple it -> {
        for (int i = 0; i < it.elements().size(); i++) {
          if (!isIgnored(it.elements().get(i))) {
            test(it.elements().get(i), element(it, value, i), test);
          }
        }
      }
      case Pattern.EmptyList it -> test.conditions.add(list(it, value).operand() + ".isEmpty()");
      case Pattern.HeadTail it -> {
        test.conditions.add("!" + list(it, value).operand() + ".isEmpty()");
        test(it.head(), head(it, value), test);
        test(it.tail(), tail(it, value), test);
      }
      case Pattern.Constant it -> test.conditions.add(equals(it.literal(), value));
      case Pattern.Constructor it -> testConstructor(it, value, test);
    }
  }

  private void testConstructor(Pattern.Constructor pattern, Code value, Test test) {
    CaseInfo info = info(pattern, value);
    Code typed = context.as(info.parent(), value);
    if (info.constant()) {
      String constant = context.name(info.parent()) + "." + info.name();
      test.conditions.add(typed.operand() + " == " + constant);
      return;
    }
    String check = typed.operand() + " instanceof " + context.text(info.type());
    if (pattern.arguments().stream().allMatch(Patterns::isIgnored)) {
      test.conditions.add(check);
      return;
    }
    String name = context.locals().fresh("as_" + info.name());
    test.conditions.add(check + " " + name);
    Code as = Code.name(name, info.type());
    for (int i = 0; i < pattern.arguments().size(); i++) {
      if (!isIgnored(pattern.arguments().get(i))) {
        test(pattern.arguments().get(i), info.part(as, i), test);
      }
    }
  }

  private String equals(Literal literal, Code value) {
    Code constant = writer.expressions().literal(literal, value.type());
    JavaType type = constant.type();
    return switch (literal) {
      case Literal.Bool it -> (it.value() ? "" : "!") + context.as(type, value).operand();
      case Literal.Text it -> constant.text() + ".equals(" + value.text() + ")";
      case Literal.Char it ->
          context.as(type, value).operand() + ".codePoint() == " + it.value().codePointAt(0);
      case Literal.Decimal it ->
          constant.operand() + ".compareTo(" + context.as(type, value).text() + ") == 0";
      default ->
          value.type().unboxed().isNumber()
              ? context.as(type, value).operand() + " == " + constant.text()
              : context.sdk("BasicsFunctions")
                  + ".equal("
                  + context.as(JavaType.OBJECT, value).text()
                  + ", "
                  + constant.text()
                  + ")";
    };
  }
}
