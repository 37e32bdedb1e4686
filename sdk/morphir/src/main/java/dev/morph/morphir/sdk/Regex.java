package dev.morph.morphir.sdk;

/**
 * A regular expression in JavaScript's syntax, without the flag {@code u}. Immutable, safe to
 * share.
 *
 * <p>No pattern can hang a program: where a search would try one place again and again, it keeps a
 * record of what failed. A search that takes more than {@value #MAX_STEPS} steps all the same, as
 * one with back references may, is an {@link IllegalArgumentException}.
 */
public final class Regex {
  /** So many steps one call may take. */
  public static final long MAX_STEPS = 50_000_000;

  private final String pattern;
  private final RegexProgram program;

  private Regex(String pattern, RegexProgram program) {
    this.pattern = pattern;
    this.program = program;
  }

  /**
   * The expression of a pattern; nothing if it is none, its groups stand more than 200 deep in one
   * another, or written out without counts it has more than 20,000 parts.
   */
  public static Maybe<Regex> compile(String pattern, RegexOptions options) {
    try {
      var parser = new RegexParser(pattern);
      RegexNode node = parser.parse();
      return Maybe.just(new Regex(pattern, RegexCompiler.compile(node, parser.groups(), options)));
    } catch (RegexParser.NoPattern none) {
      return Maybe.nothing();
    }
  }

  RegexProgram program() {
    return program;
  }

  /** The pattern. */
  @Override
  public String toString() {
    return pattern;
  }
}
