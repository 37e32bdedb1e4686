package dev.morph.builtins.java;

/** Those that write the code of one method, and need one another. */
final class Writer {
  private final Context context;
  private final Expressions expressions;
  private final Calls calls;
  private final Lets lets;
  private final Patterns patterns;
  private final Matches matches;
  private final Tails tails;

  Writer(Context context) {
    this.context = context;
    this.expressions = new Expressions(this);
    this.calls = new Calls(this);
    this.lets = new Lets(this);
    this.patterns = new Patterns(this);
    this.matches = new Matches(this);
    this.tails = new Tails(this);
  }

  Context context() {
    return context;
  }

  Expressions expressions() {
    return expressions;
  }

  Calls calls() {
    return calls;
  }

  Lets lets() {
    return lets;
  }

  Patterns patterns() {
    return patterns;
  }

  Matches matches() {
    return matches;
  }

  Tails tails() {
    return tails;
  }
}
