package dev.morph.builtins.elm;

/**
 * A name with the module that stands before it.
 *
 * @param module a module's name or the alias of an import; empty if none stands there
 */
record Qualified(String module, String name, Span span) {
  static Qualified of(Token token) {
    return new Qualified(token.module(), token.text(), token.span());
  }

  /** As it stands in the source. */
  String shown() {
    return Texts.shown(module.isEmpty() ? name : module + "." + name);
  }
}
