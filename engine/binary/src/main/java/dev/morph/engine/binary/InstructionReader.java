package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps over the instructions of a body or a constant expression. {@link #next} reads one; until it
 * is called again the getters have that instruction's immediates, where {@link Immediate} says that
 * it has them, and leftovers where not. Not safe for several threads.
 */
public final class InstructionReader {
  private final BinaryReader in;
  private int start;
  private Opcode opcode = Opcode.NOP;
  private int index;
  private int index2;
  private int memory;
  private int alignment;
  private int lane;
  private int castFlags;
  private int heapType;
  private int heapType2;
  private long offset;
  private long bits;
  private long highBits;
  private int[] labels = {};
  private BlockType blockType = BlockType.EMPTY;
  private List<CatchClause> catches = List.of();
  private List<ValType> valueTypes = List.of();

  /** Reads what stands from {@code start} up to {@code end}. */
  public InstructionReader(byte[] bytes, int start, int end) {
    in = new BinaryReader(bytes, start, end);
  }

  /**
   * Reads one instruction; false at the end of the bytes.
   *
   * @throws ModuleException {@code MALFORMED} if there is none, {@code REFUSED} if it is one of
   *     threads or relaxed SIMD
   */
  public boolean next() {
    if (in.atEnd()) {
      return false;
    }
    start = in.position();
    opcode = readOpcode();
    immediates();
    return true;
  }

  private Opcode readOpcode() {
    int first = in.u8();
    int prefix = first >= 0xFB && first <= 0xFD ? first : 0;
    long number = prefix == 0 ? first : in.u32();
    if (first == 0xFE) {
      throw refused("threads");
    }
    if (prefix == 0xFD && number >= 0x100 && number <= 0x113) {
      throw refused("relaxed SIMD");
    }
    Opcode found = Opcode.of(prefix, number);
    if (found == null) {
      throw in.malformed("illegal opcode " + Integer.toHexString(first) + " " + number);
    }
    return found;
  }

  static ModuleException refused(String feature) {
    return new ModuleException(
        Phase.REFUSED,
        "the module uses "
            + feature
            + ", which is not accepted; build it for WebAssembly 3.0 without memory64, threads and"
            + " relaxed SIMD");
  }

  private void immediates() {
    switch (opcode.immediate()) {
      case NONE -> {}
      case BLOCK_TYPE -> blockType = readBlockType();
      case CATCHES -> {
        blockType = readBlockType();
        catches = readCatches();
      }
      case LABEL, FUNCTION, TYPE, TAG, LOCAL, GLOBAL, TABLE, ELEMENT, DATA -> index = in.index();
      case LABEL_TABLE -> {
        labels = new int[in.count() + 1];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = in.index();
        }
      }
      case TYPE_TABLE,
          TYPE_FIELD,
          TYPE_COUNT,
          TYPE_DATA,
          TYPE_ELEMENT,
          TYPE_TYPE,
          TABLE_TABLE,
          ELEMENT_TABLE -> {
        index = in.index();
        index2 = in.index();
      }
      case MEMORY -> memory = in.index();
      case MEMORY_MEMORY -> {
        memory = in.index();
        index2 = in.index();
      }
      case DATA_MEMORY -> {
        index = in.index();
        memory = in.index();
      }
      case MEMORY_ARGUMENT -> memoryArgument();
      case MEMORY_ARGUMENT_LANE -> {
        memoryArgument();
        lane = in.u8();
      }
      case I32 -> bits = in.s32();
      case I64 -> bits = in.s64();
      case F32 -> bits = in.littleEndian32() & 0xFFFF_FFFFL;
      case F64 -> bits = in.littleEndian64();
      case V128, SHUFFLE -> {
        bits = in.littleEndian64();
        highBits = in.littleEndian64();
      }
      case LANE -> lane = in.u8();
      case HEAP_TYPE -> heapType = in.heapType();
      case VALUE_TYPES -> {
        int count = in.count();
        var types = new ArrayList<ValType>(count);
        for (int i = 0; i < count; i++) {
          types.add(in.valueType());
        }
        valueTypes = types;
      }
      case CAST -> {
        castFlags = in.u8();
        if (castFlags > 3) {
          throw in.malformed("malformed cast flags");
        }
        index = in.index();
        heapType = in.heapType();
        heapType2 = in.heapType();
      }
    }
  }

  private void memoryArgument() {
    long flags = in.u32();
    if (flags >= 0x80) {
      throw in.malformed("malformed memop flags");
    }
    alignment = (int) flags & 0x3F;
    memory = (flags & 0x40) != 0 ? in.index() : 0;
    offset = in.u64();
  }

  private BlockType readBlockType() {
    int first = in.peek();
    if (first == 0x40) {
      in.u8();
      return BlockType.EMPTY;
    }
    if (first > 0x40 && first < 0x80) {
      return new BlockType(-1, in.valueType());
    }
    long type = in.s33();
    if (type < 0) {
      throw in.malformed("malformed block type");
    }
    return new BlockType((int) Math.min(type, Integer.MAX_VALUE), null);
  }

  private List<CatchClause> readCatches() {
    int count = in.count();
    var clauses = new ArrayList<CatchClause>(count);
    for (int i = 0; i < count; i++) {
      int kind = in.u8();
      if (kind > 3) {
        throw in.malformed("malformed catch clause");
      }
      int tag = kind < 2 ? in.index() : -1;
      clauses.add(new CatchClause(kind, tag, in.index()));
    }
    return clauses;
  }

  /** Which instruction it is. */
  public Opcode opcode() {
    return opcode;
  }

  /** Where the instruction begins in the bytes. */
  public int start() {
    return start;
  }

  /** Where the next one begins. */
  public int end() {
    return in.position();
  }

  /** The first index; one above the largest int is the largest int. */
  public int index() {
    return index;
  }

  /** The second index or count. */
  public int index2() {
    return index2;
  }

  /** The memory's index. */
  public int memory() {
    return memory;
  }

  /** The alignment's exponent, 0 to 63. */
  public int alignment() {
    return alignment;
  }

  /** The offset of a memory argument, unsigned. */
  public long offset() {
    return offset;
  }

  /** The lane, 0 to 255. */
  public int lane() {
    return lane;
  }

  /** A constant, or the low half of one. */
  public long bits() {
    return bits;
  }

  /** The high half of a constant of 128 bits. */
  public long highBits() {
    return highBits;
  }

  /** Of a cast that branches: bit 0 says that the source is nullable, bit 1 the target. */
  public int castFlags() {
    return castFlags;
  }

  /** A heap type as {@link HeapType} has it; of a cast that branches, the source's. */
  public int heapType() {
    return heapType;
  }

  /** The target's heap type of a cast that branches. */
  public int heapType2() {
    return heapType2;
  }

  /** The labels of a branch table, the default last. Not to be changed. */
  public int[] labels() {
    return labels;
  }

  /** The type of a block. */
  public BlockType blockType() {
    return blockType;
  }

  /** The handlers of a {@code try_table}. */
  public List<CatchClause> catches() {
    return catches;
  }

  /** The types of a typed {@code select}. */
  public List<ValType> valueTypes() {
    return valueTypes;
  }
}
