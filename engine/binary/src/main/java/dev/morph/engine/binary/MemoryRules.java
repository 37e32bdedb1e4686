package dev.morph.engine.binary;

/** Checks the immediates of instructions whose operands are fixed: memories, lanes, segments. */
final class MemoryRules {
  private static final byte[] WIDTHS = widths();

  private final ModuleRules module;
  private final Site site;

  MemoryRules(ModuleRules module) {
    this.module = module;
    this.site = module.site;
  }

  void check(InstructionReader in) {
    switch (in.opcode().immediate()) {
      case MEMORY_ARGUMENT -> access(in);
      case MEMORY_ARGUMENT_LANE -> {
        access(in);
        lane(in.lane(), 16 >> WIDTHS[in.opcode().ordinal()]);
      }
      case LANE -> lane(in.lane(), lanes(in.opcode()));
      case SHUFFLE -> {
        shuffle(in.bits());
        shuffle(in.highBits());
      }
      case MEMORY -> module.memory(in.memory());
      case MEMORY_MEMORY -> {
        module.memory(in.memory());
        module.memory(in.index2());
      }
      case DATA_MEMORY -> {
        module.dataSegment(in.index());
        module.memory(in.memory());
      }
      case DATA -> module.dataSegment(in.index());
      case ELEMENT -> module.element(in.index());
      case TABLE -> module.table(in.index());
      case TABLE_TABLE -> into(module.table(in.index()), module.table(in.index2()));
      case ELEMENT_TABLE -> into(module.table(in.index2()), module.element(in.index()));
      default -> {} // constants need no check; the other immediates have rules of their own
    }
  }

  private void into(int target, int source) {
    if (!module.types.matches(source, target)) {
      throw site.mismatch(TypeCode.text(target), TypeCode.text(source));
    }
  }

  private void access(InstructionReader in) {
    module.memory(in.memory());
    int natural = WIDTHS[in.opcode().ordinal()];
    if (in.alignment() > natural) {
      throw site.invalid(
          "alignment 2^" + in.alignment() + " must not be larger than natural, 2^" + natural);
    }
    if (in.offset() >>> 32 != 0) {
      throw site.invalid("offset out of range: " + Long.toUnsignedString(in.offset()));
    }
  }

  private void lane(int lane, int count) {
    if (lane >= count) {
      throw site.invalid("invalid lane index " + lane + ", there are " + count);
    }
  }

  private void shuffle(long lanes) {
    for (int shift = 0; shift < 64; shift += 8) {
      lane((int) (lanes >>> shift) & 0xFF, 32);
    }
  }

  private static int lanes(Opcode opcode) {
    return switch (opcode) {
      case I8X16_EXTRACT_LANE_S, I8X16_EXTRACT_LANE_U, I8X16_REPLACE_LANE -> 16;
      case I16X8_EXTRACT_LANE_S, I16X8_EXTRACT_LANE_U, I16X8_REPLACE_LANE -> 8;
      case I32X4_EXTRACT_LANE, I32X4_REPLACE_LANE, F32X4_EXTRACT_LANE, F32X4_REPLACE_LANE -> 4;
      case I64X2_EXTRACT_LANE, I64X2_REPLACE_LANE, F64X2_EXTRACT_LANE, F64X2_REPLACE_LANE -> 2;
      default -> throw new IllegalStateException("no lanes: " + opcode);
    };
  }

  /** The exponent of the bytes that each memory access touches, by the opcode's ordinal. */
  private static byte[] widths() {
    var widths = new byte[Opcode.values().length];
    for (Opcode opcode : Opcode.values()) {
      switch (opcode.immediate()) {
        case MEMORY_ARGUMENT, MEMORY_ARGUMENT_LANE ->
            widths[opcode.ordinal()] =
                (byte) (Integer.numberOfTrailingZeros(accessBits(opcode)) - 3);
        default -> {} // no access
      }
    }
    return widths;
  }

  /** As the name says: {@code i64.load32_s} 32, {@code v128.load8x8_u} 64, {@code f64.load} 64. */
  private static int accessBits(Opcode opcode) {
    String name = opcode.text();
    int dot = name.indexOf('.');
    String digits = name.substring(dot + 1).replaceFirst("^(load|store)", "").split("_", 2)[0];
    if (digits.isEmpty()) {
      return Integer.parseInt(name.substring(1, dot));
    }
    int bits = 1;
    for (String factor : digits.split("x", -1)) {
      bits *= Integer.parseInt(factor);
    }
    return bits;
  }
}
