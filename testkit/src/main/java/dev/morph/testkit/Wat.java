package dev.morph.testkit;

import java.util.List;

/**
 * Assembles the WebAssembly text format: core modules of version 3.0 with the instructions of
 * {@code instructions.txt}. It does not validate, so that tests can make modules that engines must
 * refuse. Safe for several threads.
 *
 * @see <a href="https://webassembly.github.io/spec/core/text/index.html">core spec, text format</a>
 */
public final class Wat {
  private Wat() {}

  /**
   * The binary form of one module; the {@code (module ...)} around its fields may be left out.
   *
   * @throws WatException with line and column, for text that is no module
   */
  public static byte[] assemble(String wat) {
    List<Node> top = WatReader.read(wat);
    if (top.size() == 1 && top.getFirst() instanceof Node.Group group && group.isGroup("module")) {
      Cursor fields = Cursor.of(group);
      fields.takeIfName();
      return ModuleAssembler.assemble(fields);
    }
    return ModuleAssembler.assemble(new Cursor(top, new Node.Group(top, 1, 1), 0));
  }
}
