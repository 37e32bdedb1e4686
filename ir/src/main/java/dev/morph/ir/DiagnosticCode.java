package dev.morph.ir;

/** What can be wrong with a document of the IR; codes that upstream has are named as there. */
public enum DiagnosticCode {
  INVALID_JSON(
      "invalid_json", Severity.ERROR, "Give a whole document of JSON (RFC 8259) in UTF-8."),
  DUPLICATE_MEMBER("duplicate_member", Severity.ERROR, "Leave one member of the name."),
  DEPTH_LIMIT(
      "depth_limit",
      Severity.ERROR,
      "Name inner parts by definitions of their own, or raise the limit."),
  SIZE_LIMIT("size_limit", Severity.ERROR, "Split the document, or raise the limit."),
  TOO_MANY_DIAGNOSTICS(
      "too_many_diagnostics", Severity.ERROR, "Mend those above and run again to see the others."),
  INVALID_FORMAT_VERSION_TYPE(
      "invalid_format_version_type",
      Severity.ERROR,
      "Write formatVersion as a whole number: 1, 2, 3 or 4."),
  INVALID_FORMAT_VERSION_SYNTAX(
      "invalid_format_version_syntax",
      Severity.ERROR,
      "Write formatVersion as a whole number, or as \"3.0.0\"."),
  FORMAT_VERSION_OUT_OF_RANGE(
      "format_version_out_of_range", Severity.ERROR, "Parts of a version are below 4294967296."),
  UNSUPPORTED_FORMAT_VERSION_MAJOR(
      "unsupported_format_version_major",
      Severity.ERROR,
      "Convert the document with the tool that wrote it."),
  UNSUPPORTED_FORMAT_VERSION_MINOR(
      "unsupported_format_version_minor",
      Severity.ERROR,
      "Convert the document with the tool that wrote it."),
  FORMAT_VERSION_NOT_FIRST(
      "format_version_not_first", Severity.WARNING, "Write formatVersion as the first member."),
  INVALID_DISTRIBUTION_SHAPE(
      "invalid_distribution_shape",
      Severity.ERROR,
      "In v1 to v3: [\"Library\", package, dependencies, definition]; in v4: {\"Library\":"
          + " {...}}."),
  INVALID_SHAPE("invalid_shape", Severity.ERROR, "The message says what is accepted here."),
  MISSING_MEMBER("missing_member", Severity.ERROR, "Add the member."),
  UNKNOWN_MEMBER("unknown_member", Severity.WARNING, "Leave it out; it is not kept."),
  UNKNOWN_NODE("unknown_node", Severity.ERROR, "Check the tag and its version's spelling."),
  LEGACY_SPELLING(
      "legacy_spelling",
      Severity.WARNING,
      "It is read; what is written has the version's own spelling."),
  INVALID_NAME(
      "invalid_name",
      Severity.ERROR,
      "Words are of a-z and 0-9: arrays of them in v1 to v3, in v4 joined as in value-in-USD."),
  DUPLICATE_NAME("duplicate_name", Severity.ERROR, "Rename one of the two."),
  INVALID_LITERAL("invalid_literal", Severity.ERROR, "The message says what is accepted here."),
  MISSING_INFERRED_TYPE(
      "missing_inferred_type",
      Severity.WARNING,
      "Other tools need the type of each value; run the compiler that wrote the document again."),
  LOST_DOCUMENTATION(
      "lost_documentation", Severity.ERROR, "Choose a later version, which has a place for it."),
  INEXACT_NAME(
      "inexact_name",
      Severity.WARNING,
      "Initialisms of one letter or with digits exist in v4 alone."),
  LOST_INFERRED_TYPE(
      "lost_inferred_type", Severity.WARNING, "Ask for the expanded form, which keeps them."),
  LOST_PARAMETER_TYPE(
      "lost_parameter_type", Severity.WARNING, "Ask for the expanded form, which keeps it."),
  LOST_ATTRIBUTES(
      "lost_attributes", Severity.WARNING, "Keep the document in v4 if positions are needed."),
  LARGE_NUMBER(
      "large_number", Severity.WARNING, "Tools of v1 to v3 may round it; a decimal is exact."),
  REPEATED_NAME("repeated_name", Severity.WARNING, "Give each member a name of its own."),
  UNRESOLVED_REFERENCE(
      "unresolved_reference",
      Severity.ERROR,
      "Define it, or add the package that has it to the dependencies."),
  WRONG_ARGUMENT_COUNT(
      "wrong_argument_count", Severity.ERROR, "Give as many as the declaration has parameters."),
  UNBOUND_TYPE_VARIABLE(
      "unbound_type_variable", Severity.ERROR, "Add the variable to the type's parameters."),
  CYCLIC_ALIAS("cyclic_alias", Severity.ERROR, "Make one of them a custom type."),
  TYPE_MISMATCH(
      "type_mismatch", Severity.ERROR, "Change the value, or the type that is declared for it."),
  UNSUPPORTED_V4_DOWNGRADE(
      "unsupported_v4_downgrade", Severity.ERROR, "Keep the document in v4, or replace this part.");

  private final String word;
  private final Severity severity;
  private final String help;

  DiagnosticCode(String word, Severity severity, String help) {
    this.word = word;
    this.severity = severity;
    this.help = help;
  }

  /** The stable word, as {@code invalid_name}. */
  public String word() {
    return word;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** True if it tells what a conversion changes or leaves out; few of these are listed. */
  public boolean isLoss() {
    return switch (this) {
      case INEXACT_NAME,
          LOST_INFERRED_TYPE,
          LOST_PARAMETER_TYPE,
          LOST_ATTRIBUTES,
          LARGE_NUMBER,
          REPEATED_NAME,
          MISSING_INFERRED_TYPE ->
          true;
      default -> false;
    };
  }

  /** What to do about it. */
  public String help() {
    return help;
  }
}
