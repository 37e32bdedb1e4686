package dev.morph.engine.meter;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What every metered module imports from {@link #MODULE}: three mutable globals, in this order
 * {@link #FUEL} ({@code i64}), {@link #GC_ALLOC} ({@code i64}) and {@link #STACK_DEPTH} ({@code
 * i32}), and behind them the function {@link #REFILL}. All core instances of one extension get the
 * same four; {@link FuelBudget} is the host's side of them.
 *
 * <p>Each global holds what is left, of fuel a slice. Code that finds one below zero calls {@code
 * refill} with the fuel that is left; that ends the call if the budget is used up, else it answers
 * the fuel to go on with.
 */
public final class Counters {
  /** The module that they are imported from; a guest that imports from it itself is refused. */
  public static final String MODULE = "morph:meter";

  /** Fuel that is left of the slice ({@code i64}). */
  public static final String FUEL = "fuel";

  /** Bytes of objects that may still be allocated ({@code i64}). */
  public static final String GC_ALLOC = "gc-alloc";

  /** Nested calls of functions that can recurse, as many as may still be made ({@code i32}). */
  public static final String STACK_DEPTH = "stack-depth";

  /** The function that code calls where a counter is below zero. */
  public static final String REFILL = "refill";

  /** Fuel that is left, and fuel to go on with. */
  static final FunctionType REFILL_TYPE =
      new FunctionType(List.of(ValueType.I64), List.of(ValueType.I64));

  /**
   * What {@link #GC_ALLOC} loses, at least, when a single object is larger than {@link
   * MeterOptions#objectBytes}: by this the host tells it from a budget that ran out.
   */
  public static final long TOO_LARGE = 1L << 50;

  /** How many globals. */
  static final int GLOBALS = 3;

  /** How many imports. */
  static final int COUNT = GLOBALS + 1;

  private Counters() {}

  /** The name of one of the globals, 0 to 2. */
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

  /** Writes all imports. */
  static void writeImports(BinaryWriter out, int refillType) {
    for (int i = 0; i < GLOBALS; i++) {
      writeName(out, MODULE);
      writeName(out, name(i));
      out.u8(ExternKind.GLOBAL.ordinal()).valueType(type(i)).u8(1);
    }
    writeName(out, MODULE);
    writeName(out, REFILL);
    out.u8(ExternKind.FUNCTION.ordinal()).u32(refillType);
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
    var globals = new BinaryWriter().u32(GLOBALS);
    var exports = new BinaryWriter().u32(GLOBALS);
    for (int i = 0; i < GLOBALS; i++) {
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
