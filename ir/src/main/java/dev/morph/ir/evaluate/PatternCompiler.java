package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.evaluate.Scope.Binding;
import dev.morph.morphir.sdk.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes matchers of patterns, and collects what they bind. */
final class PatternCompiler {
  private final Globals globals;
  private final Scope scope;
  private @Nullable Binding bound;

  /**
   * @param bound what is bound around the pattern
   */
  PatternCompiler(Globals globals, Scope scope, @Nullable Binding bound) {
    this.globals = globals;
    this.scope = scope;
    this.bound = bound;
  }

  /** What is bound where the pattern has matched. */
  @Nullable Binding bound() {
    return bound;
  }

  /** The name of a pattern that matches anything and names it; null for others. */
  static @Nullable Name nameOf(Pattern pattern) {
    return pattern instanceof Pattern.As as && as.pattern() instanceof Pattern.Wildcard
        ? as.name()
        : null;
  }

  Matcher matcher(Pattern pattern, Location at) {
    scope.enter();
    Matcher matcher =
        switch (pattern) {
          case Pattern.Wildcard it -> new Matcher.Any();
          case Pattern.As it -> {
            int slot = scope.newSlot();
            bound = new Binding(it.name(), slot, false, bound);
            yield new Matcher.Bind(matcher(it.pattern(), at), slot);
          }
          case Pattern.Tuple it -> new Matcher.Elements(all(it.elements(), at));
          case Pattern.Constructor it -> constructor(it.name(), all(it.arguments(), at), at);
          case Pattern.EmptyList it -> new Matcher.Empty();
          case Pattern.HeadTail it ->
              new Matcher.HeadTail(
                  matcher(it.head(), at.then("head")), matcher(it.tail(), at.then("tail")));
          case Pattern.Constant it -> constant(it, at);
          case Pattern.Unit it -> new Matcher.Same(Unit.UNIT);
        };
    scope.leave();
    return matcher;
  }

  private Matcher[] all(List<Pattern> patterns, Location at) {
    var matchers = new Matcher[patterns.size()];
    for (int i = 0; i < matchers.length; i++) {
      matchers[i] = matcher(patterns.get(i), at.then(Integer.toString(i)));
    }
    return matchers;
  }

  private static Matcher constant(Pattern.Constant pattern, Location at) {
    try {
      return new Matcher.Same(Literals.value(pattern.literal(), pattern.attributes()));
    } catch (IllegalArgumentException e) {
      return new Wrong(at, EvaluationError.INVALID_LITERAL, String.valueOf(e.getMessage()));
    }
  }

  private Matcher constructor(FQName name, Matcher[] arguments, Location at) {
    Callable constructor = globals.constructor(name);
    if (constructor == null) {
      return new Wrong(
          at, EvaluationError.CONSTRUCTOR_NOT_FOUND, "there is no constructor " + name);
    }
    if (constructor.arity() != arguments.length) {
      return new Wrong(
          at,
          EvaluationError.SIZE_MISMATCH,
          name
              + " takes "
              + constructor.arity()
              + " arguments; the pattern has "
              + arguments.length);
    }
    return switch (constructor) {
      case Constructors.OfSdk maker -> new Matcher.MadeBySdk(maker.constructor(), arguments);
      default -> new Matcher.Made(constructor.name(), arguments);
    };
  }

  /** A pattern that has no meaning: fails when it is reached. */
  private static final class Wrong extends Matcher {
    private final Location at;
    private final EvaluationError error;
    private final String message;

    Wrong(Location at, EvaluationError error, String message) {
      this.at = at;
      this.error = error;
      this.message = message;
    }

    @Override
    boolean matches(Object value, Object[] frame) {
      throw at.fault(error, message);
    }
  }
}
