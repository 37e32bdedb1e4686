package dev.morph.engine.tck;

import java.util.List;

/**
 * The {@code spectest} module that the core suite imports from, as a binary, so that it is made by
 * the engine under test. The print functions print nothing.
 */
final class Spectest {
  private static final int I32 = 0x7f;
  private static final int I64 = 0x7e;
  private static final int F32 = 0x7d;
  private static final int F64 = 0x7c;
  private static final int FUNCREF = 0x70;
  private static final int END = 0x0b;

  private record Print(String name, int... params) {}

  private static final List<Print> PRINTS =
      List.of(
          new Print("print"),
          new Print("print_i32", I32),
          new Print("print_i64", I64),
          new Print("print_f32", F32),
          new Print("print_f64", F64),
          new Print("print_i32_f32", I32, F32),
          new Print("print_f64_f64", F64, F64));

  private Spectest() {}

  static byte[] binary() {
    var types = ModuleBytes.piece().unsigned(PRINTS.size());
    var functions = ModuleBytes.piece().unsigned(PRINTS.size());
    var code = ModuleBytes.piece().unsigned(PRINTS.size());
    for (int i = 0; i < PRINTS.size(); i++) {
      int[] params = PRINTS.get(i).params();
      types.bytes(0x60).unsigned(params.length).bytes(params).bytes(0);
      functions.unsigned(i);
      code.sized(ModuleBytes.piece().bytes(0, END));
    }
    return ModuleBytes.module()
        .section(ModuleBytes.TYPES, types)
        .section(ModuleBytes.FUNCTIONS, functions)
        .section(ModuleBytes.TABLES, ModuleBytes.piece().bytes(1, FUNCREF, 1, 10, 20))
        .section(ModuleBytes.MEMORIES, ModuleBytes.piece().bytes(1, 1, 1, 2))
        .section(ModuleBytes.GLOBALS, globals())
        .section(ModuleBytes.EXPORTS, exports())
        .section(ModuleBytes.CODE, code)
        .toByteArray();
  }

  private static ModuleBytes globals() {
    return ModuleBytes.piece()
        .unsigned(4)
        .bytes(I32, 0, 0x41)
        .signed(666)
        .bytes(END)
        .bytes(I64, 0, 0x42)
        .signed(666)
        .bytes(END)
        .bytes(F32, 0, 0x43)
        .littleEndian(Float.floatToRawIntBits(666.6f), 4)
        .bytes(END)
        .bytes(F64, 0, 0x44)
        .littleEndian(Double.doubleToRawLongBits(666.6), 8)
        .bytes(END);
  }

  private static ModuleBytes exports() {
    var exports = ModuleBytes.piece().unsigned(PRINTS.size() + 6);
    for (int i = 0; i < PRINTS.size(); i++) {
      exports.name(PRINTS.get(i).name()).bytes(0).unsigned(i);
    }
    return exports
        .name("table")
        .bytes(1, 0)
        .name("memory")
        .bytes(2, 0)
        .name("global_i32")
        .bytes(3, 0)
        .name("global_i64")
        .bytes(3, 1)
        .name("global_f32")
        .bytes(3, 2)
        .name("global_f64")
        .bytes(3, 3);
  }
}
