package dev.morph.testkit;

/** The index spaces of one module. */
final class Spaces {
  final Types types = new Types();
  final Names functions = new Names("function");
  final Names tables = new Names("table");
  final Names memories = new Names("memory");
  final Names globals = new Names("global");
  final Names tags = new Names("tag");
  final Names elems = new Names("element segment");
  final Names datas = new Names("data segment");

  /** Set by the first instruction that needs the data count section. */
  boolean needsDataCount;

  Names of(Node.Word kind) {
    return switch (kind.text()) {
      case "func" -> functions;
      case "table" -> tables;
      case "memory" -> memories;
      case "global" -> globals;
      case "tag" -> tags;
      default -> throw kind.fault("one of func, table, memory, global, tag is wanted here");
    };
  }

  /** The byte of a kind in imports and exports. */
  static int code(String kind) {
    return switch (kind) {
      case "func" -> 0;
      case "table" -> 1;
      case "memory" -> 2;
      case "global" -> 3;
      default -> 4;
    };
  }
}
