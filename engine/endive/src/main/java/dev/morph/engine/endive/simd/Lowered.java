package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.ModuleBinary;

/**
 * A module without vectors, and how it stands to its original. Functions, tables, memories and tags
 * keep their indices; functions may be added behind the original ones. Of a global that was a
 * vector the low half is a global, and the high half the next; an import of one is two, one behind
 * the other, the second of some other name; an export of one has the low half's index. Safe for
 * several threads.
 */
public final class Lowered {
  private final byte[] wasm;
  private final ModuleBinary original;
  private final int[] typeOrigins;
  private final boolean[] lowHalves;

  Lowered(byte[] wasm, ModuleBinary original, int[] typeOrigins, boolean[] lowHalves) {
    this.wasm = wasm;
    this.original = original;
    this.typeOrigins = typeOrigins;
    this.lowHalves = lowHalves;
  }

  /** The module's bytes, the original's own if it has no vectors. Not to be changed. */
  public byte[] wasm() {
    return wasm;
  }

  /** Whether the original has vectors. */
  public boolean changed() {
    return wasm != original.bytes();
  }

  /** How many functions the original has, imported ones too; those behind were added. */
  public int originalFunctions() {
    return original.functionTypes().size();
  }

  /**
   * A function type as the original has it, vectors included.
   *
   * @param type an index in {@link #wasm} of a type that the original has
   */
  public CompositeType.Function originalFunction(int type) {
    int origin = changed() ? typeOrigins[type] : type;
    return (CompositeType.Function) original.types().get(origin).composite();
  }

  /** Whether a global of {@link #wasm} is the low half of a vector. */
  public boolean isLowHalf(int global) {
    return changed() && lowHalves[global];
  }
}
