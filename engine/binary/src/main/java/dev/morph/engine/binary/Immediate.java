package dev.morph.engine.binary;

/** What follows an opcode (core spec 5.4); {@link InstructionReader} says where each is found. */
public enum Immediate {
  /** Nothing. */
  NONE,
  /** {@code blockType}. */
  BLOCK_TYPE,
  /** {@code blockType} and {@code catches}. */
  CATCHES,
  /** {@code index}. */
  LABEL,
  /** {@code labels}, the default last. */
  LABEL_TABLE,
  /** {@code index}. */
  FUNCTION,
  /** {@code index} the type, {@code index2} the table. */
  TYPE_TABLE,
  /** {@code index}. */
  TYPE,
  /** {@code index} the type, {@code index2} the field. */
  TYPE_FIELD,
  /** {@code index} the type, {@code index2} how many operands. */
  TYPE_COUNT,
  /** {@code index} the type, {@code index2} the data segment. */
  TYPE_DATA,
  /** {@code index} the type, {@code index2} the element segment. */
  TYPE_ELEMENT,
  /** {@code index} the type of the target, {@code index2} that of the source. */
  TYPE_TYPE,
  /** {@code index}. */
  TAG,
  /** {@code index}. */
  LOCAL,
  /** {@code index}. */
  GLOBAL,
  /** {@code index}. */
  TABLE,
  /** {@code index} the target, {@code index2} the source. */
  TABLE_TABLE,
  /** {@code index} the element segment, {@code index2} the table. */
  ELEMENT_TABLE,
  /** {@code index}. */
  ELEMENT,
  /** {@code memory}. */
  MEMORY,
  /** {@code memory} the target, {@code index2} the source. */
  MEMORY_MEMORY,
  /** {@code index} the data segment, {@code memory}. */
  DATA_MEMORY,
  /** {@code index}. */
  DATA,
  /** {@code memory}, {@code alignment}, {@code offset}. */
  MEMORY_ARGUMENT,
  /** {@code memory}, {@code alignment}, {@code offset}, {@code lane}. */
  MEMORY_ARGUMENT_LANE,
  /** {@code bits}, sign-extended. */
  I32,
  /** {@code bits}. */
  I64,
  /** {@code bits}, the IEEE bits in the low 32. */
  F32,
  /** {@code bits}, the IEEE bits. */
  F64,
  /** {@code bits} the low half, {@code highBits} the high one. */
  V128,
  /** 16 lane numbers: {@code bits} the first eight, {@code highBits} the others, little-endian. */
  SHUFFLE,
  /** {@code lane}. */
  LANE,
  /** {@code heapType}. */
  HEAP_TYPE,
  /** {@code valueTypes}. */
  VALUE_TYPES,
  /** {@code castFlags}, {@code index} the label, {@code heapType}, {@code heapType2}. */
  CAST
}
