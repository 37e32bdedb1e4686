package dev.morph.host.cache;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * A process that puts and gets without end, and says so and ends if it ever gets what nobody put:
 * an entry's bytes are all the same and as many as its key says.
 */
final class CacheHammer {
  static final int WRONG = 9;
  private static final int KEYS = 20;

  private CacheHammer() {}

  /** The folder, and how much it may hold. */
  public static void main(String[] args) {
    CompileCache cache =
        CompileCache.in(Path.of(args[0]), Long.parseLong(args[1]), System.out::println);
    Random random = new Random(ProcessHandle.current().pid());
    System.out.println("ready");
    while (true) {
      int key = random.nextInt(KEYS);
      byte[] payload = new byte[length(key)];
      Arrays.fill(payload, (byte) random.nextInt());
      cache.put("key " + key, payload);
      int other = random.nextInt(KEYS);
      byte[] found = cache.get("key " + other);
      if (found != null && !isWhole(found, other)) {
        System.out.println("wrong: key " + other + " has " + found.length + " bytes");
        Runtime.getRuntime().halt(WRONG);
      }
    }
  }

  private static int length(int key) {
    return 1_000 + key * 40_000;
  }

  static boolean isWhole(byte[] payload, int key) {
    for (byte b : payload) {
      if (b != payload[0]) {
        return false;
      }
    }
    return payload.length == length(key);
  }
}
