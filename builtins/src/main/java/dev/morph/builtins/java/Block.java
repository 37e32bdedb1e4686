package dev.morph.builtins.java;

import java.util.ArrayList;
import java.util.List;

/** Statements in the order in which they run. */
final class Block {
  private final List<String> lines = new ArrayList<>();

  /** Adds text of one line or more. */
  Block line(String text) {
    lines.addAll(JavaNames.parts(text, '\n'));
    return this;
  }

  /** The lines of another block, one step further in. */
  Block indented(Block inner) {
    inner.lines.forEach(line -> lines.add("  " + line));
    return this;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<String> lines() {
    return lines;
  }

  /** The statements as the body of a lambda. */
  String braced() {
    var text = new StringBuilder("{\n");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.append('}').toString();
  }
}
