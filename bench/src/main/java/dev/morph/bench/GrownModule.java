package dev.morph.bench;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.util.SplittableRandom;

/**
 * Modules of any size that look like compiled code: functions of some 300 bytes with arithmetic,
 * loads and stores, branches, short loops and calls, and one page of memory. Its export {@code run}
 * enters eight of the functions at most. The same size is the same module.
 */
final class GrownModule {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int STATEMENTS = 36;

  /** Functions call the one before them, but for one in so many. */
  private static final int CHAIN = 8;

  private static final BlockType NOTHING = BlockType.EMPTY;

  private static final Opcode[] OPERATIONS = {
    Opcode.I32_ADD, Opcode.I32_SUB, Opcode.I32_MUL, Opcode.I32_XOR, Opcode.I32_AND, Opcode.I32_ROTL
  };

  private final SplittableRandom random = new SplittableRandom(1);

  private GrownModule() {}

  /** A module of about so many bytes. */
  static byte[] of(int bytes) {
    return new GrownModule().write(bytes);
  }

  private byte[] write(int bytes) {
    var bodies = new BinaryWriter(bytes);
    int functions = 0;
    while (bodies.length() < bytes || functions % CHAIN != 0) {
      bodies.sized(body(functions++));
    }
    var types = new BinaryWriter().u32(1).u8(0x60).u32(1).valueType(ValType.I32);
    types.u32(1).valueType(ValType.I32);
    var declared = new BinaryWriter().u32(functions);
    for (int i = 0; i < functions; i++) {
      declared.u32(0);
    }
    var memory = new BinaryWriter().u32(1).u8(0).u32(1);
    var exports = new BinaryWriter().u32(1).name("run");
    exports.u8(ExternKind.FUNCTION.ordinal()).u32(functions - 1);
    return new BinaryWriter(bytes + functions * 2)
        .write(HEADER, 0, HEADER.length)
        .u8(Section.TYPE)
        .sized(types)
        .u8(Section.FUNCTION)
        .sized(declared)
        .u8(Section.MEMORY)
        .sized(memory)
        .u8(Section.EXPORT)
        .sized(exports)
        .u8(Section.CODE)
        .sized(new BinaryWriter(bytes).u32(functions).write(bodies))
        .toByteArray();
  }

  /** A function with a parameter, which it works on, and a local to count with. */
  private BinaryWriter body(int function) {
    var out = new BinaryWriter().u32(1).u32(1).valueType(ValType.I32);
    for (int i = 0; i < STATEMENTS; i++) {
      statement(out, random.nextInt(10));
    }
    out.opcode(Opcode.LOCAL_GET, 0);
    if (function % CHAIN != 0) {
      out.opcode(Opcode.CALL, function - 1);
    }
    return out.opcode(Opcode.END);
  }

  private void statement(BinaryWriter out, int kind) {
    switch (kind) {
      case 0, 1 -> {
        address(out);
        out.opcode(Opcode.I32_LOAD).memoryArgument(0, 2, random.nextInt(1_024));
        out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.I32_XOR).opcode(Opcode.LOCAL_SET, 0);
      }
      case 2 -> {
        address(out);
        out.opcode(Opcode.LOCAL_GET, 0).opcode(Opcode.I32_STORE);
        out.memoryArgument(0, 2, random.nextInt(1_024));
      }
      case 3 -> {
        constant(out.opcode(Opcode.LOCAL_GET, 0), 1 << random.nextInt(16));
        out.opcode(Opcode.I32_AND).opcode(Opcode.IF).blockType(NOTHING);
        arithmetic(out);
        out.opcode(Opcode.ELSE);
        arithmetic(out);
        out.opcode(Opcode.END);
      }
      case 4 -> {
        constant(out, 2 + random.nextInt(6)).opcode(Opcode.LOCAL_SET, 1);
        out.opcode(Opcode.LOOP).blockType(NOTHING);
        arithmetic(out);
        constant(out.opcode(Opcode.LOCAL_GET, 1), 1).opcode(Opcode.I32_SUB);
        out.opcode(Opcode.LOCAL_TEE, 1).opcode(Opcode.BR_IF, 0).opcode(Opcode.END);
      }
      default -> arithmetic(out);
    }
  }

  private static void address(BinaryWriter out) {
    constant(out.opcode(Opcode.LOCAL_GET, 0), 0x7FFC).opcode(Opcode.I32_AND);
  }

  private void arithmetic(BinaryWriter out) {
    constant(out.opcode(Opcode.LOCAL_GET, 0), random.nextInt());
    out.opcode(OPERATIONS[random.nextInt(OPERATIONS.length)]).opcode(Opcode.LOCAL_SET, 0);
  }

  private static BinaryWriter constant(BinaryWriter out, int value) {
    return out.opcode(Opcode.I32_CONST).s64(value);
  }
}
