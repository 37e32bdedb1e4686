package dev.morph.base;

/** Prints the table of {@link ErrorCode} for readers: {@code docs/errors.md}. */
final class ErrorCodeTable {
  private static final String HEAD =
      """
      # Errors

      Every error has a code: a word that stays the same for ever. Programs compare codes, people
      read messages. A message says what was seen, what is accepted and what to do; `details` holds
      the same as values.

      ```json
      {"error": {"code": "params-invalid", "category": "user", "message": "...", "details": {}}}
      ```

      The category says who can mend it, and is the exit code of a command. 0 is success.

      | category | exit code |
      |---|---|
      """;

  private static final String GUEST_HEAD =
      """

      ## Answered to guests

      A host function answers these to the guest that called it; a call ends with one of them only
      if the guest passes it on, and then as `action-failed`. Guests see `permission-*`,
      `address-not-allowed` and the limits that count or size host calls in the same way.

      """;

  private static final String COLUMNS =
      """
      | code | HTTP | JSON-RPC | what happened | what to do |
      |---|---|---|---|---|
      """;

  private ErrorCodeTable() {}

  /** The whole text of {@code docs/errors.md}. */
  static String markdown() {
    var out = new StringBuilder(HEAD);
    for (ErrorCategory category : ErrorCategory.values()) {
      out.append("| `").append(category.word()).append("` | ");
      out.append(category.exitCode()).append(" |\n");
    }
    for (ErrorCategory category : ErrorCategory.values()) {
      out.append("\n## ").append(title(category)).append(" (`").append(category.word());
      out.append("`, exit ").append(category.exitCode()).append(")\n\n").append(COLUMNS);
      for (ErrorCode code : ErrorCode.values()) {
        if (code.category() == category && !code.guestOnly()) {
          row(out, code);
        }
      }
    }
    out.append(GUEST_HEAD).append(COLUMNS);
    for (ErrorCode code : ErrorCode.values()) {
      if (code.guestOnly()) {
        row(out, code);
      }
    }
    return out.toString();
  }

  private static String title(ErrorCategory category) {
    return switch (category) {
      case ACTION -> "The action's own error";
      case USER -> "The request is wrong";
      case DENIED -> "A right, an approval or trust is missing";
      case LIMIT -> "A budget is used up";
      case GUEST -> "The guest broke its contract";
      case ENVIRONMENT -> "Network, registry, disk or store";
      case INTERNAL -> "A fault of Morph";
    };
  }

  private static void row(StringBuilder out, ErrorCode code) {
    out.append("| `").append(code.word()).append("` | ");
    out.append(code.httpStatus()).append(" | ").append(code.jsonRpcCode()).append(" | ");
    out.append(cell(code.meaning())).append(" | ").append(cell(code.remedy())).append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
