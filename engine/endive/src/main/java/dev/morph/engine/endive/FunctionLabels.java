package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import java.util.Map;

/**
 * Works around a fault of Endive 1.0.0: where a function ends with a block, the parser takes the
 * function's end for a second end of that block, and the compiler drops what the block's results
 * say at a branch to the function's label: the function then returns what lay below. A {@code nop}
 * between the two ends tells them apart.
 */
final class FunctionLabels {
  private Opcode previous = Opcode.NOP;

  private FunctionLabels() {}

  /** A valid module that means the same, in which no body ends with a block. */
  static byte[] separate(ModuleBinary module) {
    var pass = new FunctionLabels();
    return ModuleCopy.of(module, Map.of(Section.CODE, ModuleCopy.code(module, pass::replace)));
  }

  /** Between any two ends: where it does not matter it does no harm. */
  private boolean replace(InstructionReader in, BinaryWriter out) {
    boolean again = in.opcode() == Opcode.END && previous == Opcode.END;
    previous = in.opcode();
    if (again) {
      out.opcode(Opcode.NOP).opcode(Opcode.END);
    }
    return again;
  }
}
