package dev.morph.base.cbor;

import dev.morph.base.json.JsonReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One way through a JSON document, without a stack of the thread's: counts what containers hold, or
 * writes them with what was counted. Not safe for several threads.
 */
final class Walk {
  private final JsonReader in;
  private final @Nullable CborWriter out;
  private int[] sizes;
  private int containers;
  private int[] open = new int[16];
  private boolean[] objects = new boolean[16];
  private int depth;

  /**
   * @param sizes of the containers, in the order in which they begin; filled if nothing is written
   * @param out null to count
   */
  Walk(JsonReader in, int[] sizes, @Nullable CborWriter out) {
    this.in = in;
    this.sizes = sizes;
    this.out = out;
  }

  /** Goes all the way; answers the sizes. */
  int[] sizes() {
    do {
      int c = in.peek();
      if (c == '{' || c == '[') {
        begin(c == '{');
      } else if (out == null) {
        in.skipValue();
      } else {
        CborJson.scalar(in.readValue(), out);
      }
      boolean next = false;
      while (depth > 0 && !next) {
        next = next();
        if (!next) {
          depth--;
        }
      }
    } while (depth > 0);
    in.end();
    return sizes;
  }

  private void begin(boolean object) {
    if (object) {
      in.beginObject();
    } else {
      in.beginArray();
    }
    if (containers == sizes.length) {
      sizes = Arrays.copyOf(sizes, containers * 2);
    }
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
      objects = Arrays.copyOf(objects, depth * 2);
    }
    if (out != null && object) {
      out.map(sizes[containers]);
    } else if (out != null) {
      out.array(sizes[containers]);
    }
    objects[depth] = object;
    open[depth++] = containers++;
  }

  /** True if the container that is open has another part; its name is read too. */
  private boolean next() {
    int at = depth - 1;
    if (objects[at]) {
      String name = in.nextName();
      if (name == null) {
        return false;
      }
      if (out != null) {
        out.text(name);
      }
    } else if (!in.nextItem()) {
      return false;
    }
    if (out == null) {
      sizes[open[at]]++;
    }
    return true;
  }
}
