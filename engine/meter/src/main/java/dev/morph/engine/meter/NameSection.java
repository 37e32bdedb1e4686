package dev.morph.engine.meter;

import dev.morph.engine.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the custom section {@code name}: names of globals follow their globals; those of labels
 * are left out, as the pass adds blocks and so numbers labels anew. All else is kept. A section
 * that does not decode is a hint that nobody can use, and is kept as it is.
 */
final class NameSection {
  private static final int LABELS = 3;
  private static final int GLOBALS = 7;

  private NameSection() {}

  /** Writes the content, which begins behind the section's own name. */
  static void write(byte[] bytes, int start, int end, GlobalIndices globals, BinaryWriter out) {
    BinaryWriter rewritten = rewritten(bytes, start, end, globals);
    if (rewritten == null) {
      out.write(bytes, start, end);
    } else {
      out.write(rewritten);
    }
  }

  private static @Nullable BinaryWriter rewritten(
      byte[] bytes, int start, int end, GlobalIndices globals) {
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
      if (id == GLOBALS) {
        BinaryWriter names = globalNames(new Leb(bytes, content, in.position()), bytes, globals);
        if (names == null) {
          return null;
        }
        out.u8(id).sized(names);
      } else if (id != LABELS) {
        out.write(bytes, subsection, in.position());
      }
    }
    return out;
  }

  private static @Nullable BinaryWriter globalNames(Leb in, byte[] bytes, GlobalIndices globals) {
    var out = new BinaryWriter();
    long count = in.u32();
    out.u32((int) count);
    for (long i = 0; i < count; i++) {
      long index = in.u32();
      int name = in.position();
      if (index < 0 || index >= globals.total() || !in.skip(in.u32())) {
        return null;
      }
      out.u32(globals.renumbered((int) index)).write(bytes, name, in.position());
    }
    return count >= 0 && in.atEnd() ? out : null;
  }
}
