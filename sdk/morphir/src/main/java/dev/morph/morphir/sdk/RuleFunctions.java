package dev.morph.morphir.sdk;

import java.util.List;
import java.util.function.Function;

/** The functions of Morphir.SDK.Rule: of functions that may have no answer. */
public final class RuleFunctions {
  private RuleFunctions() {}

  /** The answer of the first rule that has one. */
  public static <A, B> Maybe<B> chain(List<Function<A, Maybe<B>>> rules, A input) {
    for (Function<A, Maybe<B>> rule : rules) {
      Maybe<B> answer = rule.apply(input);
      if (MaybeFunctions.hasValue(answer)) {
        return answer;
      }
    }
    return Maybe.nothing();
  }

  /** The rule that is the chain of some. */
  public static <A, B> Function<A, Maybe<B>> chain(List<Function<A, Maybe<B>>> rules) {
    return input -> chain(rules, input);
  }

  /** True of every value. */
  public static <A> boolean any(A value) {
    return true;
  }

  /** True if the value equals the one given. */
  public static <A> boolean is(A ref, A value) {
    return Equality.equal(ref, value);
  }

  /** True if the value is one of the list. */
  public static <A> boolean anyOf(List<A> ref, A value) {
    return ListFunctions.member(value, ref);
  }

  /** True if the value is none of the list. */
  public static <A> boolean noneOf(List<A> ref, A value) {
    return !anyOf(ref, value);
  }
}
