package dev.morph.engine.meter;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.nio.charset.StandardCharsets;

/**
 * The three globals that every metered module imports from {@link #MODULE}, mutable, in this order:
 * {@link #FUEL} ({@code i64}), {@link #GC_ALLOC} ({@code i64}) and {@link #STACK_DEPTH} ({@code
 * i32}). Each holds what is left; the host sets them before a call and reads them after it. All
 * core instances of one extension get the same three.
 *
 * <p>A global that is below zero is exhausted: then the guest has trapped, whatever the trap's own
 * text says. If several are, fuel comes first, then allocation.
 */
public final class Counters {
  /** The module that they are imported from; a guest that imports from it itself is refused. */
  public static final String MODULE = "morph:meter";

  /** Fuel that is left ({@code i64}). */
  public static final String FUEL = "fuel";

  /** Bytes of objects that may still be allocated ({@code i64}). */
  public static final String GC_ALLOC = "gc-alloc";

  /** Nested calls of functions that can recurse, as many as may still be made ({@code i32}). */
  public static final String STACK_DEPTH = "stack-depth";

  /**
   * What {@link #GC_ALLOC} loses, at least, when a single object is larger than {@link
   * MeterOptions#objectBytes}: by this the host tells it from a budget that ran out.
   */
  public static final long TOO_LARGE = 1L << 50;

  static final int COUNT = 3;

  private Counters() {}

  /** The name of one of them, 0 to 2. */
  static String name(int counter) {
    return switch (counter) {
      case 0 -> FUEL;
      case 1 -> GC_ALLOC;
      case 2 -> STACK_DEPTH;
      default -> throw new IllegalArgumentException("counter " + counter);
    };
  }

  private static ValType type(int counter) {
    return counter == 2 ? ValType.I32 : ValType.I64;
  }

  /** Writes the import of one of them. */
  static void writeImport(BinaryWriter out, int counter) {
    writeName(out, MODULE);
    writeName(out, name(counter));
    out.u8(ExternKind.GLOBAL.ordinal()).valueType(type(counter)).u8(1);
  }

  static void writeName(BinaryWriter out, String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    out.u32(utf8.length).write(utf8, 0, utf8.length);
  }

  /**
   * The binary of a module that defines the three globals, all 0, and exports them under their
   * names: any engine can make them by it.
   */
  public static byte[] module() {
    var globals = new BinaryWriter().u32(COUNT);
    var exports = new BinaryWriter().u32(COUNT);
    for (int i = 0; i < COUNT; i++) {
      globals
          .valueType(type(i))
          .u8(1)
          .opcode(type(i) == ValType.I32 ? Opcode.I32_CONST : Opcode.I64_CONST)
          .s64(0)
          .opcode(Opcode.END);
      writeName(exports, name(i));
      exports.u8(ExternKind.GLOBAL.ordinal()).u32(i);
    }
    return new BinaryWriter()
        .u8(0)
        .u8('a')
        .u8('s')
        .u8('m')
        .u8(1)
        .u8(0)
        .u8(0)
        .u8(0)
        .u8(Section.GLOBAL)
        .sized(globals)
        .u8(Section.EXPORT)
        .sized(exports)
        .toByteArray();
  }
}
