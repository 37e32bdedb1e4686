package dev.morph.engine.tck;

import dev.morph.engine.api.Trap;
import dev.morph.engine.api.Trap.Kind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The kinds of trap that fit the suite's trap texts. */
final class TrapKinds {
  private static final Map<String, Set<Kind>> BY_TEXT =
      Map.ofEntries(
          Map.entry("out of bounds memory access", EnumSet.of(Kind.MEMORY_OUT_OF_BOUNDS)),
          Map.entry("out of bounds table access", EnumSet.of(Kind.TABLE_OUT_OF_BOUNDS)),
          Map.entry("undefined element", EnumSet.of(Kind.TABLE_OUT_OF_BOUNDS)),
          Map.entry(
              "uninitialized element",
              EnumSet.of(Kind.NULL_REFERENCE, Kind.INDIRECT_CALL_MISMATCH)),
          Map.entry("indirect call type mismatch", EnumSet.of(Kind.INDIRECT_CALL_MISMATCH)),
          Map.entry("unreachable", EnumSet.of(Kind.UNREACHABLE)),
          Map.entry("integer divide by zero", EnumSet.of(Kind.INTEGER_DIVIDE_BY_ZERO)),
          Map.entry("integer overflow", EnumSet.of(Kind.INTEGER_OVERFLOW)),
          Map.entry("invalid conversion to integer", EnumSet.of(Kind.INVALID_CONVERSION)),
          Map.entry("cast failure", EnumSet.of(Kind.CAST_FAILURE)),
          Map.entry("out of bounds array access", EnumSet.of(Kind.ARRAY_OUT_OF_BOUNDS)));

  private TrapKinds() {}

  static boolean fits(String text, Trap trap) {
    if (text.startsWith("null ")) {
      return trap.kind() == Kind.NULL_REFERENCE;
    }
    String known = text.startsWith("uninitialized element") ? "uninitialized element" : text;
    Set<Kind> kinds = BY_TEXT.get(known);
    if (kinds == null) {
      throw new IllegalStateException("the suite has a trap text that is not known: " + text);
    }
    return kinds.contains(trap.kind());
  }
}
