package dev.morph.cli;

import picocli.CommandLine.Option;

/** Whose rows: nobody's in particular unless it is said. */
final class OwnerMixin {
  @Option(
      names = "--owner",
      paramLabel = "USER",
      description = "The user whose it is (default: nobody in particular).")
  private String user = "";

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "The group within which the user has it.")
  private String group = "";

  String user() {
    return user;
  }

  String group() {
    return group;
  }

  boolean isGiven() {
    return !user.isEmpty() || !group.isEmpty();
  }
}
