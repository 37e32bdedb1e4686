package dev.morph.engine.endive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * Turns generated code's calls for the operations of {@link QuietFloats} to it: in a class file's
 * constant pool (JVM spec 4.4) the method references get another owner. Nothing else of the file
 * changes, but for the owner's two entries at the end of the pool.
 */
final class FloatCalls {
  private static final String OWNER = QuietFloats.class.getName().replace('.', '/');
  private static final Set<String> NAMES =
      Set.of("F32_MIN", "F32_MAX", "F64_MIN", "F64_MAX", "F64_CEIL", "F64_FLOOR", "F64_TRUNC");
  private static final int LONGEST_NAME = 9;
  private static final int POOL_START = 10;
  private static final int MOST_ENTRIES = 0xFFFF;

  private FloatCalls() {}

  /** The class file with its calls turned; the same array if there are none. */
  static byte[] turn(byte[] classFile) {
    var in = ByteBuffer.wrap(classFile);
    int count = in.getShort(POOL_START - 2) & 0xFFFF;
    var names = new HashSet<Integer>();
    var nameAndTypes = new int[count];
    var methods = new ArrayList<Integer>();
    in.position(POOL_START);
    for (int i = 1; i < count; i++) {
      int at = in.position();
      int tag = in.get();
      switch (tag) {
        case 1 -> {
          var text = new byte[in.getShort() & 0xFFFF];
          in.get(text);
          if (text.length <= LONGEST_NAME
              && NAMES.contains(new String(text, StandardCharsets.UTF_8))) {
            names.add(i);
          }
        }
        case 3, 4, 9, 11, 17, 18 -> in.position(at + 5);
        case 5, 6 -> {
          in.position(at + 9);
          i++; // takes two entries
        }
        case 7, 8, 16, 19, 20 -> in.position(at + 3);
        case 10 -> {
          methods.add(at);
          in.position(at + 5);
        }
        case 12 -> {
          nameAndTypes[i] = in.getShort(at + 1) & 0xFFFF;
          in.position(at + 5);
        }
        case 15 -> in.position(at + 4);
        default -> throw new IllegalStateException("constant pool tag " + tag);
      }
    }
    methods.removeIf(at -> !names.contains(nameAndTypes[in.getShort(at + 3) & 0xFFFF]));
    if (methods.isEmpty() || count + 2 > MOST_ENTRIES) {
      return classFile;
    }
    return withOwner(in, count, methods);
  }

  private static byte[] withOwner(ByteBuffer in, int count, ArrayList<Integer> methods) {
    int poolEnd = in.position();
    byte[] owner = OWNER.getBytes(StandardCharsets.UTF_8);
    var out = ByteBuffer.allocate(in.capacity() + 6 + owner.length);
    out.put(in.array(), 0, poolEnd);
    out.put((byte) 1).putShort((short) owner.length).put(owner);
    out.put((byte) 7).putShort((short) count);
    out.put(in.array(), poolEnd, in.capacity() - poolEnd);
    out.putShort(POOL_START - 2, (short) (count + 2));
    for (int at : methods) {
      out.putShort(at + 1, (short) (count + 1));
    }
    return out.array();
  }
}
