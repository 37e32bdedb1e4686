package dev.morph.engine.binary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element segment (core spec 2.5.7). Its items are functions or expressions, the other list is
 * empty.
 *
 * @param table of an active segment, else -1
 * @param offset of an active segment, else null
 */
@SuppressWarnings("ArrayRecordComponent")
public record ElementSegment(
    Mode mode,
    int table,
    @Nullable Expression offset,
    ValType type,
    int[] functions,
    List<Expression> expressions) {
  /** When the segment is used. */
  public enum Mode {
    ACTIVE,
    PASSIVE,
    DECLARATIVE
  }
}
