package dev.morph.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line item of {@code instructions.txt}.
 *
 * @param prefix the byte before the opcode, or 0
 * @param opcode the opcode, written as LEB128 after a prefix
 * @param alignment natural alignment in bytes, or 0
 */
record Instruction(int prefix, int opcode, Shape shape, int alignment) {
  private static final Map<String, Instruction> BY_NAME = load();

  /** What stands behind the opcode. */
  enum Shape {
    NONE,
    LABEL,
    LABELS,
    FUNC,
    TYPE,
    TAG,
    INDIRECT,
    SELECT,
    LOCAL,
    GLOBAL,
    TABLE,
    MEMORY,
    MEMORYINDEX,
    I32,
    I64,
    F32,
    F64,
    HEAP,
    FIELD,
    TYPECOUNT,
    TYPEDATA,
    TYPEELEM,
    TYPETYPE,
    REFTEST,
    CAST,
    MEMORYINIT,
    DATA,
    MEMORYCOPY,
    TABLEINIT,
    ELEM,
    TABLECOPY,
    V128,
    LANES16,
    LANE,
    MEMORYLANE
  }

  static @Nullable Instruction named(String name) {
    return BY_NAME.get(name);
  }

  void writeOpcode(Encoder out) {
    if (prefix == 0) {
      out.raw(opcode);
    } else {
      out.raw(prefix).unsigned(opcode);
    }
  }

  Instruction plus(int more) {
    return new Instruction(prefix, opcode + more, shape, alignment);
  }

  private static Map<String, Instruction> load() {
    Map<String, Instruction> all = new HashMap<>();
    try (var in = Instruction.class.getResourceAsStream("instructions.txt")) {
      if (in == null) {
        throw new IllegalStateException("instructions.txt is not on the class path");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> add(all, line.split(" ", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(all);
  }

  private static void add(Map<String, Instruction> all, String[] words) {
    int colon = words[0].indexOf(':');
    int prefix = colon < 0 ? 0 : Integer.parseInt(words[0].substring(0, colon), 16);
    int opcode = Integer.parseInt(words[0].substring(colon + 1), 16);
    var shape = Shape.valueOf(words[1].toUpperCase(Locale.ROOT));
    for (int i = 2; i < words.length; i++) {
      int mark = words[i].indexOf(':');
      String name = mark < 0 ? words[i] : words[i].substring(0, mark);
      int alignment = mark < 0 ? 0 : Integer.parseInt(words[i].substring(mark + 1));
      if (all.put(name, new Instruction(prefix, opcode + i - 2, shape, alignment)) != null) {
        throw new IllegalStateException(name + " stands twice in instructions.txt");
      }
    }
  }
}
