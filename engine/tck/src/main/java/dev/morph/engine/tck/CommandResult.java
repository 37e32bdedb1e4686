package dev.morph.engine.tck;

/**
 * What came of one command of a core suite file.
 *
 * @param line line of the command in the file's {@code .wast} source
 * @param causeLine line of the module command whose failure left nothing to run this command on;
 *     else {@code line}
 * @param assertion false for the commands that only prepare: modules, registrations, actions
 * @param failure what was expected and what happened, or empty if it passed
 */
record CommandResult(
    String file, int line, int causeLine, String type, boolean assertion, String failure) {
  boolean passed() {
    return failure.isEmpty();
  }

  @Override
  public String toString() {
    return file + ":" + line + " " + type + ": " + failure;
  }
}
