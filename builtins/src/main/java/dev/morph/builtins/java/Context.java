package dev.morph.builtins.java;

import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the code of one method shares. Not safe for several threads. */
final class Context {
  private final JavaFile file;
  private final JavaTypes types;
  private final Declarations declarations;
  private final Map<Name, JavaType> variables;
  private final JavaNames.Locals locals = new JavaNames.Locals();
  private boolean unchecked;

  /**
   * @param variables the type variables of the method
   */
  Context(
      JavaFile file, JavaTypes types, Declarations declarations, Map<Name, JavaType> variables) {
    this.file = file;
    this.types = types;
    this.declarations = declarations;
    this.variables = variables;
  }

  JavaTypes types() {
    return types;
  }

  Declarations declarations() {
    return declarations;
  }

  Map<Name, JavaType> variables() {
    return variables;
  }

  JavaNames.Locals locals() {
    return locals;
  }

  /** True if there is a cast that Java cannot check. */
  boolean unchecked() {
    return unchecked;
  }

  String text(JavaType type) {
    return file.text(type);
  }

  String name(JavaType type) {
    return file.name(type);
  }

  String sdk(String name) {
    return file.sdk(name);
  }

  String lang(String name) {
    return file.lang(name);
  }

  JavaType typeOf(Value value) {
    return typeOf(value.attributes().inferredType());
  }

  JavaType typeOf(Pattern pattern) {
    return typeOf(pattern.attributes().inferredType());
  }

  private JavaType typeOf(@Nullable Type type) {
    return type == null ? JavaType.OBJECT : types.of(type, variables);
  }

  /** The expression as one of another type, by a cast where Java needs one. */
  Code as(JavaType expected, Code code) {
    JavaType actual = code.type();
    if (actual.equals(expected)) {
      return code;
    }
    if (code.form() == Code.Form.LAMBDA) {
      return as(expected, typed(code));
    }
    if (expected.isObject() || expected.equals(actual.boxed())) {
      return new Code(code.text(), expected, code.form());
    }
    if (expected.isPrimitive()) {
      return asPrimitive(expected, code);
    }
    if (actual.unboxed().isNumber() && expected.unboxed().isNumber()) {
      Code number = asPrimitive(expected.unboxed(), code);
      return new Code(number.text(), expected, number.form());
    }
    unchecked |= expected.isErased();
    String object = actual.isObject() ? "" : "(" + lang("Object") + ") ";
    return Code.open("(" + text(expected) + ") " + object + code.operand(), expected);
  }

  /** The expression with a type of its own. */
  Code typed(Code code) {
    return code.form() == Code.Form.LAMBDA
        ? Code.open("(" + text(code.type()) + ") " + code.text(), code.type())
        : code;
  }

  private Code asPrimitive(JavaType expected, Code code) {
    JavaType actual = code.type();
    if (actual.unboxed().isNumber() && expected.isNumber()) {
      String inner = actual.isPrimitive() ? "" : "(" + actual.unboxed().name() + ") ";
      boolean same = actual.unboxed().equals(expected);
      return Code.open(
          "(" + expected.name() + ") " + (same ? "" : inner) + code.operand(), expected);
    }
    boolean direct = actual.isObject() || actual.unboxed().equals(expected);
    String object = direct ? "" : "(" + lang("Object") + ") ";
    return Code.open("(" + expected.name() + ") " + object + code.operand(), expected);
  }

  /** A name for the value, which is computed here and once. */
  Code named(Code code, String wanted, Block out) {
    if (code.isName()) {
      return code;
    }
    String name = locals.fresh(wanted);
    out.line("final " + text(code.type()) + " " + name + " = " + code.text() + ";");
    return Code.name(name, code.type());
  }
}
