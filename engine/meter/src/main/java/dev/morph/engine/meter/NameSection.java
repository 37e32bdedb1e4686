package dev.morph.engine.meter;

import dev.morph.engine.binary.BinaryWriter;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the custom section {@code name}: names of functions and globals follow what they name;
 * those of locals and labels are left out, as nobody reads them and the pass adds some of both. All
 * else is kept. A section that does not decode is a hint that nobody can use, and is kept as it is.
 */
final class NameSection {
  private static final int FUNCTIONS = 1;
  private static final int LOCALS = 2;
  private static final int LABELS = 3;
  private static final int GLOBALS = 7;

  private NameSection() {}

  /** Writes the content, which begins behind the section's own name. */
  static void write(byte[] bytes, int start, int end, AddedIndices indices, BinaryWriter out) {
    BinaryWriter rewritten = rewritten(bytes, start, end, indices);
    if (rewritten == null) {
      out.write(bytes, start, end);
    } else {
      out.write(rewritten);
    }
  }

  private static @Nullable BinaryWriter rewritten(
      byte[] bytes, int start, int end, AddedIndices indices) {
    var out = new BinaryWriter(end - start + 16);
    var in = new Leb(bytes, start, end);
    while (!in.atEnd()) {
      int subsection = in.position();
      int id = in.u8();
      long size = in.u32();
      int content = in.position();
      if (size < 0 || !in.skip(size)) {
        return null;
      }
      if (id == GLOBALS || id == FUNCTIONS) {
        var subsectionIn = new Leb(bytes, content, in.position());
        BinaryWriter names =
            id == GLOBALS
                ? names(subsectionIn, bytes, indices.globals(), indices::global)
                : names(subsectionIn, bytes, indices.functions(), indices::function);
        if (names == null) {
          return null;
        }
        out.u8(id).sized(names);
      } else if (id != LABELS && id != LOCALS) {
        out.write(bytes, subsection, in.position());
      }
    }
    return out;
  }

  private static @Nullable BinaryWriter names(
      Leb in, byte[] bytes, int total, IntUnaryOperator renumbered) {
    var out = new BinaryWriter();
    long count = in.u32();
    out.u32((int) count);
    for (long i = 0; i < count; i++) {
      long index = in.u32();
      int name = in.position();
      if (index < 0 || index >= total || !in.skip(in.u32())) {
        return null;
      }
      out.u32(renumbered.applyAsInt((int) index)).write(bytes, name, in.position());
    }
    return count >= 0 && in.atEnd() ? out : null;
  }
}
