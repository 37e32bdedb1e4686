package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.Immediate;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import java.util.Map;

/**
 * Works around a fault of Endive 1.0.0: address and offset of a memory access are added as 32-bit
 * numbers, so an offset of 2 GiB or more wraps round to an address inside. No memory is so large
 * here, so such an access always traps; it does with the largest positive offset too, which is
 * written in its place.
 */
final class LargeOffsets {
  private LargeOffsets() {}

  static boolean isLarge(long offset) {
    return offset > Integer.MAX_VALUE;
  }

  /** A valid module that means the same, without such offsets. */
  static byte[] clamp(ModuleBinary module) {
    return ModuleCopy.of(
        module, Map.of(Section.CODE, ModuleCopy.code(module, LargeOffsets::replace)));
  }

  private static boolean replace(InstructionReader in, BinaryWriter out) {
    Immediate immediate = in.opcode().immediate();
    boolean lane = immediate == Immediate.MEMORY_ARGUMENT_LANE;
    if ((!lane && immediate != Immediate.MEMORY_ARGUMENT) || !isLarge(in.offset())) {
      return false;
    }
    out.opcode(in.opcode()).memoryArgument(in.memory(), in.alignment(), Integer.MAX_VALUE);
    if (lane) {
      out.u8(in.lane());
    }
    return true;
  }
}
