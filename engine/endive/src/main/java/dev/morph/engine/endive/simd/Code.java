package dev.morph.engine.endive.simd;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ValType;
import java.util.ArrayList;
import java.util.List;

/**
 * The instructions of one function, and the scratch locals that they take behind its own. A local
 * is taken for the code of one instruction of the original; {@link #release} gives all back.
 */
final class Code {
  final BinaryWriter out = new BinaryWriter(256);
  private final int firstScratch;
  private final List<ValType> scratch = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();

  /** Of a function whose parameters and own locals take so many indices. */
  Code(int firstScratch) {
    this.firstScratch = firstScratch;
  }

  /** Takes a scratch local. */
  int scratch(ValType type) {
    for (int i = 0; i < scratch.size(); i++) {
      if (scratch.get(i).equals(type) && !taken.contains(i)) {
        taken.add(i);
        return firstScratch + i;
      }
    }
    scratch.add(type);
    taken.add(scratch.size() - 1);
    return firstScratch + scratch.size() - 1;
  }

  /** Gives all scratch locals back. */
  void release() {
    taken.clear();
  }

  /** How many scratch locals there are. */
  int scratchCount() {
    return scratch.size();
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
