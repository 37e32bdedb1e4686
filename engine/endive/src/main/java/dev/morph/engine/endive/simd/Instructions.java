package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CatchClause;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.List;

/** Writes instructions that are no vector instructions again, with the indices they have now. */
final class Instructions {
  private final byte[] original;
  private final LoweredTypes types;

  Instructions(byte[] original, LoweredTypes types) {
    this.original = original;
    this.types = types;
  }

  void write(InstructionReader in, BinaryWriter out) {
    Opcode opcode = in.opcode();
    switch (opcode.immediate()) {
      case BLOCK_TYPE -> out.opcode(opcode).blockType(blockType(in.blockType()));
      case CATCHES -> {
        out.opcode(opcode).blockType(blockType(in.blockType())).u32(in.catches().size());
        for (CatchClause clause : in.catches()) {
          out.u8(clause.kind());
          if (!clause.all()) {
            out.u32(clause.tag());
          }
          out.u32(clause.label());
        }
      }
      case TYPE -> out.opcode(opcode, types.of(in.index()));
      case TYPE_TABLE, TYPE_COUNT, TYPE_DATA, TYPE_ELEMENT ->
          out.opcode(opcode, types.of(in.index())).u32(in.index2());
      case TYPE_FIELD ->
          out.opcode(opcode, types.of(in.index())).u32(types.field(in.index(), in.index2()));
      case TYPE_TYPE -> out.opcode(opcode, types.of(in.index())).u32(types.of(in.index2()));
      case HEAP_TYPE -> out.opcode(opcode).s64(types.heap(in.heapType()));
      case VALUE_TYPES -> {
        out.opcode(opcode).u32(in.valueTypes().size());
        for (ValType type : in.valueTypes()) {
          out.valueType(types.of(type));
        }
      }
      case CAST ->
          out.opcode(opcode)
              .u8(in.castFlags())
              .u32(in.index())
              .s64(types.heap(in.heapType()))
              .s64(types.heap(in.heapType2()));
      default -> out.write(original, in.start(), in.end());
    }
  }

  private BlockType blockType(BlockType type) {
    ValType result = type.result();
    if (result == null) {
      return type.typeIndex() < 0 ? type : new BlockType(types.of(type.typeIndex()), null);
    }
    return result.equals(ValType.V128)
        ? new BlockType(types.function(List.of(), List.of(ValType.I64, ValType.I64)), null)
        : new BlockType(-1, types.of(result));
  }
}
