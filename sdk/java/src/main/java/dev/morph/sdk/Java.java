package dev.morph.sdk;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.Address;

/**
 * Rules of Java that TeaVM leaves to JavaScript or to WebAssembly's traps. The compiler plugin
 * names these methods; nothing else calls them. Public, because any class of a guest may come to
 * call one.
 */
public final class Java {
  private static final StringBuilder LINE = new StringBuilder();

  private Java() {}

  /** {@code /} on ints: an exception for 0 and no trap for the least int by -1. */
  public static int div(int a, int b) {
    if (b == 0) {
      throw new ArithmeticException("/ by zero");
    }
    return b == -1 ? -a : a / b;
  }

  /** {@code %} on ints. */
  public static int rem(int a, int b) {
    if (b == 0) {
      throw new ArithmeticException("/ by zero");
    }
    return a % b;
  }

  /** {@code /} on longs. */
  public static long div(long a, long b) {
    if (b == 0) {
      throw new ArithmeticException("/ by zero");
    }
    return b == -1 ? -a : a / b;
  }

  /** {@code %} on longs. */
  public static long rem(long a, long b) {
    if (b == 0) {
      throw new ArithmeticException("/ by zero");
    }
    return a % b;
  }

  /** The size of a new array. */
  public static int size(int size) {
    if (size < 0) {
      throw new NegativeArraySizeException(String.valueOf(size));
    }
    return size;
  }

  /** {@code Math.round}: half way goes up. */
  public static long round(double value) {
    double floor = Math.floor(value);
    return (long) (value - floor >= 0.5 ? floor + 1 : floor);
  }

  /** {@code Math.round}: half way goes up. */
  public static int round(float value) {
    double floor = Math.floor(value);
    return (int) (value - floor >= 0.5 ? floor + 1 : floor);
  }

  /** {@code Math.rint}: half way goes to the even one. */
  public static double rint(double value) {
    double size = Math.abs(value);
    if (!(size < 0x1p52)) {
      return value;
    }
    // above 2^52 there are no fractions: the sum is rounded as it should be
    double whole = size + 0x1p52 - 0x1p52;
    return value < 0 || 1 / value < 0 ? -whole : whole;
  }

  /** {@code Throwable.addSuppressed}: the array with one more. */
  public static Throwable[] suppress(Throwable @Nullable [] before, Throwable more) {
    if (before == null) {
      return new Throwable[] {more};
    }
    var after = new Throwable[before.length + 1];
    for (int i = 0; i < before.length; i++) {
      after[i] = before[i];
    }
    after[before.length] = more;
    return after;
  }

  /** {@code Throwable.getSuppressed}. */
  public static Throwable[] suppressed(Throwable @Nullable [] all) {
    return all == null ? new Throwable[0] : all.clone();
  }

  /** Standard output and error: a log line for each line. */
  public static void print(char c) {
    if (c == '\n') {
      Log.info(LINE.toString());
      LINE.setLength(0);
    } else {
      LINE.append(c);
    }
  }

  /** {@code System.currentTimeMillis}. */
  public static long currentTimeMillis() {
    return Clock.unixMillis();
  }

  /** {@code System.nanoTime}, as fine as the host's clock. */
  public static long nanoTime() {
    return Clock.unixMillis() * 1_000_000L;
  }

  /** {@code Math.random}. */
  public static double random() {
    return Random.between(0, (1L << 53) - 1) * 0x1.0p-53;
  }

  /** TeaVM's buffers outside of the heap. */
  public static Address allocate(int length) {
    return Address.fromInt(LinearMemory.alloc(length));
  }

  /** TeaVM's buffers outside of the heap. */
  public static void release(Address address) {
    LinearMemory.free(address.toInt(), 0);
  }

  /** Never throws, but the compiler cannot know: so these classes keep their names in a guest. */
  static void keepNames(int never) {
    if (never == 2) {
      throw new NullPointerException();
    } else if (never == 3) {
      throw new ArrayIndexOutOfBoundsException();
    } else if (never == 4) {
      throw new ClassCastException();
    }
  }
}
