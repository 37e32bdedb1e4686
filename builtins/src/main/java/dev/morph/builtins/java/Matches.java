package dev.morph.builtins.java;

import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Choices by patterns. Where the cases differ in their constructor or their text alone, a switch;
 * else tests, one after another.
 */
final class Matches {
  private final Writer writer;
  private final Context context;

  Matches(Writer writer) {
    this.writer = writer;
    this.context = writer.context();
  }

  /** The match as an expression, or as statements that name what it gives. */
  Code expression(Value.PatternMatch match, @Nullable JavaType expected, Scope scope, Block out) {
    JavaType type = expected == null ? context.typeOf(match) : expected;
    if (match.cases().stream().allMatch(one -> Tails.isSimple(one.body()))) {
      Code subject = subject(match, scope, out);
      Labels labels = labels(match, subject);
      if (labels != null) {
        return switched(labels, subject, type, scope);
      }
      String name = writer.expressions().declared(type, out);
      tests(match.cases(), List.of(subject), new Sink.Assign(name, type), scope, out);
      return Code.name(name, type);
    }
    String name = writer.expressions().declared(type, out);
    write(match, new Sink.Assign(name, type), scope, out);
    return Code.name(name, type);
  }

  private Code switched(Labels labels, Code subject, JavaType type, Scope scope) {
    var arms = new Block();
    List<Code> codes = new ArrayList<>();
    List<Block> before = new ArrayList<>();
    for (Label label : labels.all()) {
      var own = new Block();
      Scope inner = label.names(scope);
      codes.add(writer.expressions().value(label.body(), type, inner, own));
      before.add(own);
    }
    for (int i = 0; i < codes.size(); i++) {
      String text = codes.get(i).text() + ";";
      if (!before.get(i).isEmpty()) {
        text = before.get(i).line("yield " + text).braced();
      }
      arms.line(labels.all().get(i).text() + " -> " + text);
    }
    if (!labels.complete()) {
      arms.line("default -> " + unmatched(subject));
    }
    var text = new Block().line("switch (" + subject.text() + ") {").indented(arms).line("}");
    return Code.open(String.join("\n", text.lines()), type);
  }

  /** Writes the match to its end. */
  void write(Value.PatternMatch match, Sink sink, Scope scope, Block out) {
    List<Code> parts = parts(match, scope, out);
    if (parts != null) {
      tests(match.cases(), parts, sink, scope, out);
      return;
    }
    Code subject = subject(match, scope, out);
    Labels labels = labels(match, subject);
    if (labels == null) {
      tests(match.cases(), List.of(subject), sink, scope, out);
      return;
    }
    boolean simple =
        sink instanceof Sink.Return given
            && given.loop() == null
            && labels.all().stream().allMatch(label -> Tails.isSimple(label.body()));
    if (simple) {
      Code code = switched(labels, subject, sink.type(), scope);
      writer.tails().put(code, sink, out);
      return;
    }
    out.line("switch (" + subject.text() + ") {");
    for (Label label : labels.all()) {
      var body = new Block();
      writer.tails().write(label.body(), sink, label.names(scope), body);
      out.line("  " + label.text() + " -> {").indented(new Block().indented(body)).line("  }");
    }
    if (!labels.complete() || labels.constants()) {
      if (!labels.byDefault()) {
        out.line("  default -> " + unmatched(subject));
      }
    }
    out.line("}");
  }

  private String unmatched(Code subject) {
    return "throw new "
        + context.lang("IllegalStateException")
        + "(\"no case matches \" + "
        + subject.operand()
        + ");";
  }

  private Code subject(Value.PatternMatch match, Scope scope, Block out) {
    Code value = writer.expressions().value(match.value(), scope, out);
    for (Value.Case one : match.cases()) {
      JavaType own = context.typeOf(one.pattern());
      if (value.type().isObject() && !own.isObject()) {
        value = context.as(own, value);
      }
    }
    return context.named(value, "matched_", out);
  }

  /** The elements of a tuple that is made to be matched at once; null if it is none. */
  private @Nullable List<Code> parts(Value.PatternMatch match, Scope scope, Block out) {
    if (!(match.value() instanceof Value.Tuple tuple) || tuple.elements().isEmpty()) {
      return null;
    }
    int size = tuple.elements().size();
    for (Value.Case one : match.cases()) {
      boolean fits =
          one.pattern() instanceof Pattern.Wildcard
              || (one.pattern() instanceof Pattern.Tuple it && it.elements().size() == size);
      if (!fits) {
        return null;
      }
    }
    List<Code> parts = new ArrayList<>();
    for (Value element : tuple.elements()) {
      Code part = writer.expressions().value(element, scope, out);
      parts.add(context.named(part, "matched_", out));
    }
    return parts;
  }

  private static List<Pattern> patterns(Pattern pattern, int size) {
    if (size == 1) {
      return List.of(pattern);
    }
    if (pattern instanceof Pattern.Tuple tuple) {
      return tuple.elements();
    }
    List<Pattern> wildcards = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      wildcards.add(pattern);
    }
    return wildcards;
  }

  /** Tests one after another. */
  private void tests(
      List<Value.Case> cases, List<Code> subjects, Sink sink, Scope scope, Block out) {
    boolean chained = sink instanceof Sink.Assign;
    String opening = "if (";
    for (Value.Case one : cases) {
      Patterns.Test test =
          writer.patterns().test(patterns(one.pattern(), subjects.size()), subjects);
      var body = new Block();
      Scope inner = writer.patterns().names(test, scope, body);
      writer.tails().write(one.body(), sink, inner, body);
      if (test.always()) {
        if (opening.startsWith("}")) {
          out.line("} else {").indented(body).line("}");
        } else {
          body.lines().forEach(out::line);
        }
        return;
      }
      out.line(opening + test.condition() + ") {").indented(body);
      if (chained) {
        opening = "} else if (";
      } else {
        out.line("}");
      }
    }
    String failed = unmatched(subjects.get(0));
    if (opening.startsWith("}")) {
      out.line("} else {").line("  " + failed).line("}");
    } else {
      out.line(failed);
    }
  }

  /**
   * A label of a switch.
   *
   * @param parts what names in the pattern are
   */
  private record Label(String text, Value body, List<Part> parts) {
    Scope names(Scope scope) {
      Scope inner = scope;
      for (Part part : parts) {
        inner = inner.with(part.name(), part.code());
      }
      return inner;
    }
  }

  private record Part(Name name, Code code) {}

  /**
   * All labels.
   *
   * @param complete if no value can match none
   * @param constants if they are constants of an enum, which Java does not count in statements
   * @param byDefault if the last one takes all that is left
   */
  private record Labels(List<Label> all, boolean complete, boolean constants, boolean byDefault) {}

  /** The labels of a switch; null if it takes tests. */
  private @Nullable Labels labels(Value.PatternMatch match, Code subject) {
    List<Label> labels = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean constants = false;
    int siblings = 0;
    for (Value.Case one : match.cases()) {
      Pattern pattern = one.pattern();
      if (isDefault(pattern)) {
        if (labels.isEmpty()) {
          return null;
        }
        labels.add(new Label("default", one.body(), byDefault(pattern, subject)));
        return new Labels(labels, true, constants, true);
      }
      if (pattern instanceof Pattern.Constant constant
          && constant.literal() instanceof Literal.Text text
          && subject.type().equals(JavaType.STRING)) {
        String literal = JavaFile.literal(text.value());
        if (seen.add(literal)) {
          labels.add(new Label("case " + literal, one.body(), List.of()));
        }
      } else if (pattern instanceof Pattern.Constructor constructor && isFlat(constructor)) {
        CaseInfo info = writer.patterns().info(constructor, subject);
        if (!info.parent().equals(subject.type())
            || (info.type().equals(info.parent()) && !info.constant())) {
          return null;
        }
        siblings = info.siblings();
        constants |= info.constant();
        if (seen.add(info.name())) {
          labels.add(label(constructor, info, one.body()));
        }
      } else {
        return null;
      }
    }
    boolean complete = siblings > 0 && seen.size() == siblings;
    return labels.isEmpty() ? null : new Labels(labels, complete, constants, false);
  }

  private static boolean isDefault(Pattern pattern) {
    return Patterns.isIgnored(pattern)
        || (pattern instanceof Pattern.As as && Patterns.isIgnored(as.pattern()));
  }

  private static List<Part> byDefault(Pattern pattern, Code subject) {
    return pattern instanceof Pattern.As as ? List.of(new Part(as.name(), subject)) : List.of();
  }

  private static boolean isFlat(Pattern.Constructor constructor) {
    return constructor.arguments().stream().allMatch(Matches::isDefault);
  }

  private Label label(Pattern.Constructor constructor, CaseInfo info, Value body) {
    if (info.constant()) {
      return new Label("case " + info.name(), body, List.of());
    }
    List<String> parts = new ArrayList<>();
    List<Part> names = new ArrayList<>();
    for (int i = 0; i < info.types().size(); i++) {
      if (i < constructor.arguments().size()
          && constructor.arguments().get(i) instanceof Pattern.As as) {
        String name = context.locals().fresh(as.name());
        parts.add("var " + name);
        names.add(new Part(as.name(), Code.name(name, info.types().get(i))));
      } else {
        parts.add("_");
      }
    }
    String text = "case " + context.name(info.type()) + "(" + String.join(", ", parts) + ")";
    return new Label(text, body, names);
  }
}
