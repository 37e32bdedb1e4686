package dev.morph.fuzz;

/** Reads choices from the fuzzer's bytes; zeros when there are no more. */
final class Input {
  private final byte[] bytes;
  private int at;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  int nextByte() {
    return at < bytes.length ? bytes[at++] & 0xFF : 0;
  }

  /** From 0 to {@code bound - 1}. */
  int next(int bound) {
    return nextByte() % bound;
  }

  /** Small, near a border, or anything. */
  long nextLong() {
    int kind = nextByte();
    long value = nextByte();
    return switch (kind & 7) {
      case 0, 1 -> value;
      case 2 -> value << 8;
      case 3 -> FuzzedGuest.SIZE - (value & 0x1F);
      case 4 -> 0xFFFF_FFFFL - value;
      case 5 -> 0x8000_0000L + value;
      case 6 -> -value;
      default -> {
        for (int i = 0; i < 7; i++) {
          value = value << 8 | nextByte();
        }
        yield value;
      }
    };
  }

  /** What is left, over and over, as the content of a memory. */
  byte[] fill(int size) {
    byte[] memory = new byte[size];
    int left = bytes.length - at;
    for (int i = 0; i < size && left > 0; i += left) {
      System.arraycopy(bytes, at, memory, i, Math.min(left, size - i));
    }
    return memory;
  }
}
