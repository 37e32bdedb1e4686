package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.ValidationCaps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instructions of one function, and the scratch locals that they take behind its own. A local
 * is taken for the code of one instruction of the original; {@link #release} gives all back.
 */
final class Code {
  final BinaryWriter out = new BinaryWriter(256);
  private final int firstScratch;
  private final List<ValType> scratch = new ArrayList<>();
  private final Map<ValType, Pool> pools = new HashMap<>();

  private final List<Pool> inUse = new ArrayList<>();

  /** The scratch locals of one type; the first so many are taken. */
  private static final class Pool {
    final List<Integer> locals = new ArrayList<>();
    int taken;
  }

  /** Of a function whose parameters and own locals take so many indices. */
  Code(int firstScratch) {
    this.firstScratch = firstScratch;
  }

  /** Takes a scratch local. */
  int scratch(ValType type) {
    Pool pool = pools.computeIfAbsent(type, _ -> new Pool());
    if (pool.taken == 0) {
      inUse.add(pool);
    }
    if (pool.taken == pool.locals.size()) {
      pool.locals.add(firstScratch + scratch.size());
      scratch.add(type);
      Excess.check("locals in a function", firstScratch + scratch.size(), ValidationCaps.LOCALS);
    }
    return pool.locals.get(pool.taken++);
  }

  /** Gives all scratch locals back. */
  void release() {
    for (Pool pool : inUse) {
      pool.taken = 0;
    }
    inUse.clear();
  }

  /** An entry of the code section: own locals, as runs that are already written, and the code. */
  BinaryWriter entry(int ownRuns, BinaryWriter own) {
    var entry = new BinaryWriter(out.length() + own.length() + 16);
    var runs = new BinaryWriter(8);
    int runCount = ownRuns;
    for (int i = 0; i < scratch.size(); ) {
      int end = i;
      while (end < scratch.size() && scratch.get(end).equals(scratch.get(i))) {
        end++;
      }
      runs.u32(end - i).valueType(scratch.get(i));
      runCount++;
      i = end;
    }
    return entry.u32(runCount).write(own).write(runs).write(out);
  }
}
