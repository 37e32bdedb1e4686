package dev.morph.builtins.elm;

/** What can be wrong with sources in Elm's syntax, by the words that diagnostics carry. */
enum ElmFault {
  SYNTAX_ERROR("syntax_error"),
  INVALID_CHARACTER("invalid_character"),
  INVALID_LITERAL("invalid_literal"),
  INVALID_NAME("invalid_name"),
  UNSUPPORTED_SYNTAX("unsupported_syntax"),
  DEPTH_LIMIT("depth_limit"),
  DUPLICATE_NAME("duplicate_name"),
  DUPLICATE_MODULE("duplicate_module"),
  SHADOWED_NAME("shadowed_name"),
  UNKNOWN_NAME("unknown_name"),
  UNKNOWN_MODULE("unknown_module"),
  AMBIGUOUS_NAME("ambiguous_name"),
  IMPORT_CYCLE("import_cycle"),
  DEFINITION_CYCLE("definition_cycle"),
  MISSING_ANNOTATION("missing_annotation"),
  UNBOUND_TYPE_VARIABLE("unbound_type_variable"),
  TYPE_ARGUMENTS("type_arguments"),
  MODULE_OUTSIDE_PACKAGE("module_outside_package"),
  MISSING_PACKAGE("missing_package"),
  MISSING_SOURCES("missing_sources"),
  INVALID_OPTION("invalid_option"),
  UNKNOWN_OPTION("unknown_option"),
  TOO_MANY_DIAGNOSTICS("too_many_diagnostics");

  private final String word;

  ElmFault(String word) {
    this.word = word;
  }

  /** The stable word, as {@code unknown_name}. */
  String word() {
    return word;
  }
}
