package dev.morph.engine.binary;

import java.util.List;

/**
 * The body of a function.
 *
 * @param start where the entry begins, behind its length
 * @param code where the first instruction begins, behind the locals
 * @param end where the entry ends, behind its last {@code end}
 * @param locals runs of locals, without the parameters
 */
public record FunctionBody(int start, int code, int end, List<LocalRun> locals) {
  /** So many locals of one type; the count is at most 2^32 - 1. */
  public record LocalRun(long count, ValType type) {}

  public FunctionBody {
    locals = List.copyOf(locals);
  }
}
