package dev.morph.ir.types;

import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the terms of patterns. Not safe for several threads. */
abstract class PatternTyping extends NodeTyping {
  PatternTyping(TermMaker maker, Unifier unifier, FQName definition) {
    super(maker, unifier, definition);
  }

  /** A pattern of what has this type; answers what can be seen with its variables. */
  final @Nullable Scope pattern(Pattern pattern, Term subject, @Nullable Scope scope) {
    terms.add(subject);
    return switch (pattern) {
      case Pattern.Wildcard _ -> scope;
      case Pattern.As it ->
          new Scope(pattern(it.pattern(), subject, scope), it.name(), subject, Scope.ONE_TYPE);
      case Pattern.Tuple it -> {
        List<Term> elements =
            unifier.whole(subject) instanceof Term.Tuple known
                    && known.elements.size() == it.elements().size()
                ? known.elements
                : tuple(it.attributes(), it.elements().size(), subject);
        Scope inner = scope;
        for (int i = 0; i < elements.size(); i++) {
          inner = pattern(it.elements().get(i), elements.get(i), inner);
        }
        yield inner;
      }
      case Pattern.Constructor it -> constructor(it, subject, scope);
      case Pattern.EmptyList it -> {
        item(it.attributes(), subject);
        yield scope;
      }
      case Pattern.HeadTail it -> {
        Term item = item(it.attributes(), subject);
        yield pattern(it.tail(), subject, pattern(it.head(), item, scope));
      }
      case Pattern.Constant it -> {
        meet(it.attributes(), subject, literal(it.literal()));
        yield scope;
      }
      case Pattern.Unit it -> {
        meet(it.attributes(), subject, maker.unit());
        yield scope;
      }
    };
  }

  private @Nullable Scope constructor(Pattern.Constructor it, Term subject, @Nullable Scope scope) {
    Term type = maker.constructor(it.name(), level);
    if (type == null) {
      fault(
          it.attributes(),
          DiagnosticCode.UNRESOLVED_REFERENCE,
          "there is no constructor " + it.name());
    }
    List<Term> parameters = new ArrayList<>();
    while (parameters.size() < it.arguments().size() && type instanceof Term.Function function) {
      parameters.add(function.parameter);
      type = function.result;
    }
    if (type instanceof Term.Function
        || (type != null && parameters.size() < it.arguments().size())) {
      fault(
          it.attributes(),
          DiagnosticCode.TYPE_MISMATCH,
          "the pattern of "
              + it.name().local().pascalCase()
              + " has "
              + it.arguments().size()
              + " arguments, which is not how many the constructor has");
    } else if (type != null) {
      meet(it.attributes(), subject, type);
    }
    Scope inner = scope;
    for (int i = 0; i < it.arguments().size(); i++) {
      Term parameter = i < parameters.size() ? parameters.get(i) : cell();
      inner = pattern(it.arguments().get(i), parameter, inner);
    }
    return inner;
  }
}
