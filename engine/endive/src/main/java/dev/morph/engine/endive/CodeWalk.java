package dev.morph.engine.endive;

import java.util.List;

/**
 * Steps over instructions and types (core spec 5.3 and 5.4), noting features. A table of the
 * instruction set, hence its length.
 */
final class CodeWalk {
  private final ModuleScan scan;

  CodeWalk(ModuleScan scan) {
    this.scan = scan;
  }

  private void uses(String feature) {
    scan.features.add(feature);
  }

  void valueType(Cursor in) {
    valueType(in.u8(), in);
  }

  void valueType(int code, Cursor in) {
    switch (code) {
      case 0x7F, 0x7E, 0x7D, 0x7C, 0x70 -> {}
      case 0x7B -> uses(Features.SIMD);
      case 0x6F -> uses(Features.REFERENCE_TYPES);
      case 0x69, 0x74 -> uses(Features.EXCEPTIONS);
      case 0x63, 0x64 -> {
        uses(Features.TYPED_FUNCTION_REFERENCES);
        heapType(in);
      }
      case 0x78, 0x77, 0x73, 0x72, 0x71, 0x6E, 0x6D, 0x6C, 0x6B, 0x6A -> uses(Features.GC);
      default -> throw new Cursor.Malformed("value type " + code);
    }
  }

  private void heapType(Cursor in) {
    long type = in.s33();
    if (type < 0) {
      switch ((int) type & 0x7F) {
        case 0x70 -> {}
        case 0x6F -> uses(Features.REFERENCE_TYPES);
        case 0x69, 0x74 -> uses(Features.EXCEPTIONS);
        default -> uses(Features.GC);
      }
    }
  }

  void constantExpression(Cursor in) {
    while (true) {
      int opcode = in.u8();
      if (opcode == 0x0B) {
        return;
      }
      if (opcode >= 0x6A && opcode <= 0x7E) {
        uses(Features.EXTENDED_CONST);
      }
      if (opcode == 0x23) {
        int global = in.index();
        scan.unknownGlobal |= global >= scan.globals;
      } else {
        instruction(opcode, in);
      }
    }
  }

  /** Steps over a body after its locals; collects block types with an index of 64 to 127. */
  void body(Cursor in, List<ModuleScan.BlockType> ambiguous) {
    while (!in.atEnd() && scan.refused == null) {
      int opcode = in.u8();
      switch (opcode) {
        case 0x02, 0x03, 0x04 -> blockType(in, ambiguous);
        case 0x1F -> {
          uses(Features.EXCEPTIONS);
          blockType(in, ambiguous);
          catches(in);
        }
        default -> instruction(opcode, in);
      }
    }
  }

  private void blockType(Cursor in, List<ModuleScan.BlockType> ambiguous) {
    int start = in.position();
    int first = in.u8();
    if (first == 0x40) {
      return;
    }
    if (first < 0x80 && first > 0x40) {
      valueType(first, in);
      return;
    }
    var again = new Cursor(in.bytes, start, in.bytes.length);
    long index = again.s33();
    in.skip(again.position() - in.position());
    if (index < 0) {
      throw new Cursor.Malformed("block type " + index);
    }
    uses(Features.MULTI_VALUE);
    if (index >= 64 && index <= 127) {
      ambiguous.add(new ModuleScan.BlockType(start, in.position(), (int) index));
    }
  }

  private static void catches(Cursor in) {
    for (int n = in.index(); n > 0; n--) {
      int kind = in.u8();
      if (kind > 3) {
        throw new Cursor.Malformed("catch kind " + kind);
      }
      if (kind < 2) {
        in.index();
      }
      in.index();
    }
  }

  private void instruction(int opcode, Cursor in) {
    switch (opcode) {
      case 0x00, 0x01, 0x05, 0x0B, 0x0F, 0x1A, 0x1B -> {}
      case 0x0C, 0x0D, 0x10, 0x20, 0x21, 0x22, 0x23, 0x24 -> in.index();
      case 0x08 -> {
        uses(Features.EXCEPTIONS);
        in.index();
      }
      case 0x0A -> uses(Features.EXCEPTIONS);
      case 0x0E -> {
        for (int n = in.index(); n >= 0; n--) {
          in.index();
        }
      }
      case 0x11 -> {
        in.index();
        in.index();
      }
      case 0x12 -> {
        uses(Features.TAIL_CALL);
        in.index();
      }
      case 0x13 -> {
        uses(Features.TAIL_CALL);
        in.index();
        in.index();
      }
      case 0x14 -> {
        uses(Features.TYPED_FUNCTION_REFERENCES);
        in.index();
      }
      case 0x15 -> {
        uses(Features.TYPED_FUNCTION_REFERENCES);
        uses(Features.TAIL_CALL);
        in.index();
      }
      case 0x1C -> {
        uses(Features.REFERENCE_TYPES);
        for (int n = in.index(); n > 0; n--) {
          valueType(in);
        }
      }
      case 0x25, 0x26, 0xD2 -> {
        uses(Features.REFERENCE_TYPES);
        in.index();
      }
      case 0x3F, 0x40 -> memoryIndex(in);
      case 0x41 -> in.s33();
      case 0x42 -> in.s64();
      case 0x43 -> in.skip(4);
      case 0x44 -> in.skip(8);
      case 0x96, 0x97, 0x9B, 0x9C, 0x9D, 0xA4, 0xA5 -> scan.quietFloats = true;
      case 0xC0, 0xC1, 0xC2, 0xC3, 0xC4 -> uses(Features.SIGN_EXTENSION);
      case 0xD0 -> {
        uses(Features.REFERENCE_TYPES);
        heapType(in);
      }
      case 0xD1 -> uses(Features.REFERENCE_TYPES);
      case 0xD3 -> uses(Features.GC);
      case 0xD4 -> uses(Features.TYPED_FUNCTION_REFERENCES);
      case 0xD5, 0xD6 -> {
        uses(Features.TYPED_FUNCTION_REFERENCES);
        in.index();
      }
      case 0xFB -> {
        uses(Features.GC);
        gc(in.index(), in);
      }
      case 0xFC -> miscellaneous(in.index(), in);
      case 0xFD -> {
        uses(Features.SIMD);
        scan.vectorInstructions = true;
        vector(in.index(), in);
      }
      case 0xFE -> scan.refuse("threads");
      default -> {
        if (opcode >= 0x28 && opcode <= 0x3E) {
          memoryArgument(in);
        } else if (opcode < 0x45 || opcode > 0xC4) {
          throw new Cursor.Malformed("opcode " + opcode + " at byte " + (in.position() - 1));
        }
      }
    }
  }

  private void memoryIndex(Cursor in) {
    if (in.index() != 0) {
      uses(Features.MULTI_MEMORY);
    }
  }

  private void memoryArgument(Cursor in) {
    long flags = in.u32();
    if (flags > 127) {
      throw new Cursor.Malformed("malformed memop flags " + flags);
    }
    if ((flags & 64) != 0) {
      memoryIndex(in);
    }
    int start = in.position();
    if (in.u64() > Integer.MAX_VALUE) {
      scan.largeOffsets.add(start);
    }
  }

  private void gc(int opcode, Cursor in) {
    switch (opcode) {
      case 0, 1, 6, 7, 11, 12, 13, 14, 16 -> in.index();
      case 2, 3, 4, 5, 8, 9, 10, 17, 18, 19 -> {
        in.index();
        in.index();
      }
      case 20, 21, 22, 23 -> heapType(in);
      case 24, 25 -> {
        in.u8();
        in.index();
        heapType(in);
        heapType(in);
      }
      case 15, 26, 27, 28, 29, 30 -> {}
      default -> throw new Cursor.Malformed("opcode 251 " + opcode);
    }
  }

  private void miscellaneous(int opcode, Cursor in) {
    if (opcode <= 7) {
      uses(Features.SATURATING_FLOAT);
      return;
    }
    uses(opcode <= 14 ? Features.BULK_MEMORY : Features.REFERENCE_TYPES);
    switch (opcode) {
      case 8 -> {
        in.index();
        memoryIndex(in);
      }
      case 10 -> {
        memoryIndex(in);
        memoryIndex(in);
      }
      case 11 -> memoryIndex(in);
      case 12, 14 -> {
        in.index();
        in.index();
      }
      case 9, 13, 15, 16, 17 -> in.index();
      default -> throw new Cursor.Malformed("opcode 252 " + opcode);
    }
  }

  private void vector(int opcode, Cursor in) {
    if (opcode >= 256) {
      scan.refuse("relaxed SIMD");
    } else if (opcode <= 11 || opcode == 92 || opcode == 93) {
      memoryArgument(in);
    } else if (opcode == 12 || opcode == 13) {
      in.skip(16);
    } else if (opcode >= 21 && opcode <= 34) {
      in.u8();
    } else if (opcode >= 84 && opcode <= 91) {
      memoryArgument(in);
      in.u8();
    }
  }
}
