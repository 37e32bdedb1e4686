package dev.morph.engine.binary;

import dev.morph.engine.binary.FunctionBody.LocalRun;
import java.util.Arrays;
import java.util.List;

/**
 * The types of a body's locals, and which of those without a default value have been set (core spec
 * 3.1.1). Runs are not unrolled beyond a fixed number, so that an entry of a few bytes cannot cost
 * more than that.
 */
final class LocalVariables {
  private static final int UNROLLED = 512;

  private final TypeRules types;
  private final Site site;

  /** The types of the first locals. */
  private final int[] first = new int[UNROLLED];

  private int count;
  private int[] params = {};
  private int runs;

  /** By run: the index of the first local behind it, and the code. */
  private int[] runEnds = new int[16];

  private int[] runCodes = new int[16];

  /** The locals set since the body began, the latest last; as long as the blocks around last. */
  private int[] set = new int[16];

  private int setCount;
  private boolean[] isSet = {};

  LocalVariables(TypeRules types, Site site) {
    this.types = types;
    this.site = site;
  }

  /** Begins a body. */
  void enter(int[] bodyParams, List<LocalRun> locals) {
    forget(0);
    params = bodyParams;
    System.arraycopy(params, 0, first, 0, Math.min(params.length, UNROLLED));
    runs = locals.size();
    if (runs > runEnds.length) {
      runEnds = new int[runs];
      runCodes = new int[runs];
    }
    long total = params.length;
    for (int i = 0; i < runs; i++) {
      LocalRun run = locals.get(i);
      int code = types.code(run.type(), site);
      if (total < UNROLLED) {
        Arrays.fill(first, (int) total, (int) Math.min(UNROLLED, total + run.count()), code);
      }
      total += run.count();
      ValidationCaps.check("locals in a function", total, ValidationCaps.LOCALS);
      runEnds[i] = (int) total;
      runCodes[i] = code;
    }
    count = (int) total;
  }

  /** A local's type. */
  int type(int local) {
    if (local >= count) {
      throw site.unknown("local", local);
    }
    if (local < UNROLLED) {
      return first[local];
    }
    return local < params.length ? params[local] : runCodes[run(local)];
  }

  private int run(int local) {
    int low = 0;
    int high = runs - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runEnds[middle] > local) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** A local's type, if it certainly has a value. */
  int read(int local) {
    int type = type(local);
    if (!TypeCode.isDefaultable(type)
        && local >= params.length
        && (local >= isSet.length || !isSet[local])) {
      throw site.invalid("uninitialized local " + local);
    }
    return type;
  }

  /** Notes that a local has a value from here on. */
  void set(int local) {
    if (TypeCode.isDefaultable(type(local)) || local < params.length) {
      return;
    }
    if (local >= isSet.length) {
      isSet = Arrays.copyOf(isSet, count);
    }
    if (!isSet[local]) {
      isSet[local] = true;
      if (setCount == set.length) {
        set = Arrays.copyOf(set, setCount * 2);
      }
      set[setCount++] = local;
    }
  }

  /** How many locals were set so far, for {@link #forget}. */
  int setCount() {
    return setCount;
  }

  /** At the end of a block: what was set in it is as before it. */
  void forget(int before) {
    while (setCount > before) {
      isSet[set[--setCount]] = false;
    }
  }
}
