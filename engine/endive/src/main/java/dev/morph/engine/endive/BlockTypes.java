package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works around a fault of Endive 1.0.0: a block type that is the index 64 to 127 of a type is read
 * as a value type. The types so used are written again at the end of the type section, where their
 * index is 128 or more, and the blocks name the copies. Block types are compared by their
 * parameters and results, so nothing that runs can tell.
 */
final class BlockTypes {
  private static final int FIRST_AMBIGUOUS = 64;
  private static final int FIRST_SAFE = 128;

  private final List<DefinedType> types;

  /** The copy of each ambiguous type. */
  private final Map<Integer, Integer> copies = new HashMap<>();

  private BlockTypes(List<DefinedType> types) {
    this.types = new ArrayList<>(types);
  }

  static boolean isAmbiguous(int typeIndex) {
    return typeIndex >= FIRST_AMBIGUOUS && typeIndex < FIRST_SAFE;
  }

  /** A valid module that means the same, and that the parser reads right. */
  static byte[] disambiguate(ModuleBinary module) {
    var pass = new BlockTypes(module.types());
    while (pass.types.size() < FIRST_SAFE) {
      pass.add(new Function(List.of(), List.of()));
    }
    var code = ModuleCopy.code(module, pass::replace);
    return ModuleCopy.of(
        module, Map.of(Section.TYPE, new BinaryWriter().types(pass.types), Section.CODE, code));
  }

  private int add(CompositeType type) {
    int index = types.size();
    types.add(new DefinedType(type, true, List.of(), index, 1));
    return index;
  }

  private boolean replace(InstructionReader in, BinaryWriter out) {
    switch (in.opcode()) {
      case BLOCK, LOOP, IF, TRY_TABLE -> {}
      default -> {
        return false;
      }
    }
    int index = in.blockType().typeIndex();
    if (!isAmbiguous(index)) {
      return false;
    }
    int copy = copies.computeIfAbsent(index, type -> add(types.get(type).composite()));
    out.opcode(in.opcode()).blockType(new BlockType(copy, null));
    if (in.opcode() == Opcode.TRY_TABLE) {
      out.catches(in.catches());
    }
    return true;
  }
}
