package dev.morph.builtins.java;

import dev.morph.builtins.java.SourceModule.SourceValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The source files of values: a class of static methods for each module. */
final class ValueFiles {
  /**
   * A method's code has 65,535 bytes at most. A character of source becomes up to 3.4 bytes: the
   * items of a list of integers, {@code x, }, are ten each.
   */
  private static final int LONGEST_BODY = 19_000;

  private final JavaTypes types;
  private final Declarations declarations;
  private final Findings findings;
  private final Typed typed;

  ValueFiles(JavaTypes types, Declarations declarations, Findings findings) {
    this.types = types;
    this.declarations = declarations;
    this.findings = findings;
    this.typed = new Typed(types.environment());
  }

  JavaFile functions(SourceModule module) {
    JavaType owner = declarations.functions(module);
    var file = new JavaFile(owner.qualifier(), declarations.namesOf(owner.qualifier()));
    String doc = module.doc() == null || module.doc().text() == null ? "" : module.doc().text();
    file.lines(JavaFile.comment(doc.isBlank() ? "The values of " + module.path() + "." : doc, ""));
    file.line("public final class " + owner.name() + " {");
    file.line("  private " + owner.name() + "() {}");
    for (SourceValue value : module.values()) {
      file.line("");
      method(file, module, value);
    }
    return file.line("}");
  }

  private void method(JavaFile file, SourceModule module, SourceValue value) {
    FQName name = module.name(value.name());
    String called = Objects.requireNonNull(declarations.method(name)).name();
    Map<Name, JavaType> variables = variables(value);
    var context = new Context(file, types, declarations, variables);
    List<String> names = new ArrayList<>();
    List<JavaType> parameters = new ArrayList<>();
    List<String> declared = new ArrayList<>();
    for (ValueDefinition.Input input : value.inputs()) {
      JavaType type = types.of(input.type(), variables);
      String parameter = context.locals().fresh(input.name());
      names.add(parameter);
      parameters.add(type);
      declared.add(file.text(type) + " " + parameter);
    }
    JavaType result =
        value.output() == null ? JavaType.OBJECT : types.of(value.output(), variables);
    Block body = body(context, name, value, names, parameters, result);
    file.lines(JavaFile.comment(value.doc(), "  "));
    if (context.unchecked()) {
      file.line("  @" + file.lang("SuppressWarnings") + "(\"unchecked\")");
    }
    String generic =
        variables.isEmpty()
            ? ""
            : "<"
                + String.join(", ", variables.values().stream().map(JavaType::name).toList())
                + "> ";
    file.line(
        "  "
            + (value.open() ? "public " : "")
            + "static "
            + generic
            + file.text(result)
            + " "
            + called
            + "("
            + String.join(", ", declared)
            + ") {");
    file.lines(new Block().indented(new Block().indented(body)).lines()).line("  }");
  }

  private Map<Name, JavaType> variables(SourceValue value) {
    Set<Name> free = new LinkedHashSet<>();
    value.inputs().forEach(input -> Instance.free(input.type(), free));
    if (value.output() != null) {
      Instance.free(value.output(), free);
    }
    Set<String> taken = new HashSet<>(declarations.allNames());
    Map<Name, JavaType> variables = new LinkedHashMap<>();
    for (Name name : free) {
      String variable = JavaNames.typeVariable(name, taken);
      taken.add(variable);
      variables.put(name, JavaType.variable(variable));
    }
    return variables;
  }

  private Block body(
      Context context,
      FQName name,
      SourceValue value,
      List<String> names,
      List<JavaType> parameters,
      JavaType result) {
    try {
      Value expression = expression(name, value.definition());
      List<Pattern> patterns = new ArrayList<>();
      for (ValueDefinition.Input input : value.inputs()) {
        ValueAttributes attributes = ValueAttributes.of(input.type());
        patterns.add(new Pattern.As(attributes, new Pattern.Wildcard(attributes), input.name()));
      }
      var loop = new Sink.Loop(name, null, "", names, parameters);
      Block body =
          new Writer(context)
              .tails()
              .method(patterns, names, parameters, expression, result, loop, Scope.EMPTY);
      int length = body.lines().stream().mapToInt(line -> line.strip().length()).sum();
      if (length > LONGEST_BODY) {
        throw new Unsayable(
            "method_too_large",
            "its Java has " + length + " characters; the limit is " + LONGEST_BODY);
      }
      return body;
    } catch (Unsayable e) {
      findings.unsaid(name, e);
      String message = "there is no Java for " + name + ": " + e.reason();
      return new Block()
          .line(
              "throw new "
                  + context.lang("UnsupportedOperationException")
                  + "("
                  + JavaFile.literal(message)
                  + ");");
    }
  }

  private Value expression(FQName name, @Nullable ValueDefinition definition) {
    return switch (definition) {
      case ValueDefinition.Expression it -> typed.body(name, it);
      case ValueDefinition.External it when it.body() != null ->
          typed.body(name, new ValueDefinition.Expression(it.inputs(), it.output(), it.body()));
      case ValueDefinition.External it ->
          throw new Unsayable("external_definition", "it is defined outside of the model");
      case ValueDefinition.Native it ->
          throw new Unsayable("native_definition", "every platform has to bring it itself");
      case ValueDefinition.Incomplete it ->
          throw new Unsayable("incomplete_definition", "its definition is incomplete");
      case null -> throw new Unsayable("specified_only", "the model has its specification alone");
    };
  }
}
