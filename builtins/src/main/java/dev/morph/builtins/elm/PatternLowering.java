package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleNames.Kind;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one pattern of the IR, and collects the names that it binds. The IR has no record patterns:
 * such a one becomes a name of the record, and its fields are {@link #fields} to be defined from
 * that. Not safe for several threads.
 */
final class PatternLowering {
  /** A field of a record that a pattern takes out. */
  record Taken(Identifier field, Name record) {}

  private final Names names;
  private final Locals locals;
  private final Positions positions;
  private final List<Identifier> bound = new ArrayList<>();
  private final List<Taken> fields = new ArrayList<>();

  PatternLowering(Names names, Locals locals, Positions positions) {
    this.names = names;
    this.locals = locals;
    this.positions = positions;
  }

  /** The names that are bound, with those of fields. */
  List<Identifier> bound() {
    return bound;
  }

  List<Taken> fields() {
    return fields;
  }

  Pattern pattern(PatternSyntax syntax) {
    Span span = syntax.span();
    return switch (syntax) {
      case PatternSyntax.Wildcard _ -> new Pattern.Wildcard(positions.at(span));
      case PatternSyntax.Unit _ -> new Pattern.Unit(positions.at(span));
      case PatternSyntax.Constant it -> new Pattern.Constant(positions.at(span), it.literal());
      case PatternSyntax.Variable it -> {
        bound.add(it.name());
        yield named(span, Ordering.name(it.name().text()));
      }
      case PatternSyntax.Tuple it -> new Pattern.Tuple(positions.at(span), all(it.elements()));
      case PatternSyntax.Items it ->
          list(all(it.items()), new Pattern.EmptyList(positions.at(span)), span);
      case PatternSyntax.Cons it -> list(all(it.heads()), pattern(it.tail()), span);
      case PatternSyntax.Constructor it -> constructor(it);
      case PatternSyntax.Fields it -> {
        Name record = locals.unnamedRecord();
        take(it, record);
        yield named(span, record);
      }
      case PatternSyntax.As it -> as(it);
    };
  }

  private Pattern named(Span span, Name name) {
    return new Pattern.As(positions.at(span), new Pattern.Wildcard(positions.at(span)), name);
  }

  private void take(PatternSyntax.Fields it, Name record) {
    bound.addAll(it.names());
    for (Identifier field : it.names()) {
      fields.add(new Taken(field, record));
    }
  }

  private Pattern as(PatternSyntax.As it) {
    Name name = Ordering.name(it.name().text());
    bound.add(it.name());
    if (it.pattern() instanceof PatternSyntax.Fields taken) {
      take(taken, name);
      return named(it.span(), name);
    }
    return new Pattern.As(positions.at(it.span()), pattern(it.pattern()), name);
  }

  private List<Pattern> all(List<PatternSyntax> syntax) {
    List<Pattern> patterns = new ArrayList<>();
    for (PatternSyntax one : syntax) {
      patterns.add(pattern(one));
    }
    return patterns;
  }

  private Pattern list(List<Pattern> heads, Pattern tail, Span span) {
    Pattern list = tail;
    for (int i = heads.size() - 1; i >= 0; i--) {
      list = new Pattern.HeadTail(positions.at(span), heads.get(i), list);
    }
    return list;
  }

  private Pattern constructor(PatternSyntax.Constructor it) {
    List<Pattern> arguments = all(it.arguments());
    if (names.isTruthValue(it.name()) && arguments.isEmpty()) {
      var literal = new Literal.Bool(it.name().name().equals("True"));
      return new Pattern.Constant(positions.at(it.span()), literal);
    }
    FQName name = names.find(Kind.CONSTRUCTOR, it.name());
    return name == null
        ? new Pattern.Wildcard(positions.at(it.span()))
        : new Pattern.Constructor(positions.at(it.span()), name, arguments);
  }
}
