package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.FunctionBody.LocalRun;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.ValidationCaps;
import java.util.Arrays;
import java.util.List;

/** A function's parameters and locals, kept as runs, and where they are once a vector is two. */
final class LoweredLocals {
  private final int[] starts;
  private final int[] lowered;
  private final ValType[] types;
  private final int count;
  private final int runs;
  private final BinaryWriter declared = new BinaryWriter();

  LoweredLocals(List<ValType> params, List<LocalRun> locals, LoweredTypes loweredTypes) {
    starts = new int[params.size() + locals.size()];
    lowered = new int[starts.length];
    types = new ValType[starts.length];
    int index = 0;
    int at = 0;
    int run = 0;
    for (ValType type : params) {
      starts[run] = index++;
      lowered[run] = at;
      types[run++] = type;
      at += width(type);
    }
    for (LocalRun local : locals) {
      int length = (int) local.count();
      starts[run] = index;
      lowered[run] = at;
      types[run++] = local.type();
      index += length;
      at += length * width(local.type());
      boolean vector = isVector(local.type());
      declared.u32(length * width(local.type()));
      declared.valueType(vector ? ValType.I64 : loweredTypes.of(local.type()));
    }
    count = at;
    runs = locals.size();
    Excess.check("locals in a function", count, ValidationCaps.LOCALS);
  }

  private static boolean isVector(ValType type) {
    return type.equals(ValType.V128);
  }

  private static int width(ValType type) {
    return isVector(type) ? 2 : 1;
  }

  private int run(int local) {
    int found = Arrays.binarySearch(starts, local);
    if (found < 0) {
      return -found - 2;
    }
    int last = found;
    // empty runs have the start of the next one
    while (last + 1 < starts.length && starts[last + 1] == local) {
      last++;
    }
    return last;
  }

  /** Whether a local of the original is a vector. */
  boolean isVector(int local) {
    return isVector(types[run(local)]);
  }

  /** The new index of a local; a vector has this one and the next. */
  int of(int local) {
    int run = run(local);
    return lowered[run] + (local - starts[run]) * width(types[run]);
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** How many runs {@link #declared} has. */
  int runs() {
    return runs;
  }

  /** The runs of locals without parameters, as a function's body begins. */
  BinaryWriter declared() {
    return declared;
  }
}
