package dev.morph.morphir.sdk;

/** The functions of Morphir.SDK.Int: of integers of so many bits. */
public final class IntFunctions {
  private IntFunctions() {}

  /** The integer. */
  public static long fromInt8(Byte n) {
    return n;
  }

  /** The integer if it has 8 bits. */
  public static Maybe<Byte> toInt8(long n) {
    return n == (byte) n ? Maybe.just((byte) n) : Maybe.nothing();
  }

  /** The integer. */
  public static long fromInt16(Short n) {
    return n;
  }

  /** The integer if it has 16 bits. */
  public static Maybe<Short> toInt16(long n) {
    return n == (short) n ? Maybe.just((short) n) : Maybe.nothing();
  }

  /** The integer. */
  public static long fromInt32(Integer n) {
    return n;
  }

  /** The integer if it has 32 bits. */
  public static Maybe<Integer> toInt32(long n) {
    return n == (int) n ? Maybe.just((int) n) : Maybe.nothing();
  }

  /** The integer. */
  public static long fromInt64(Long n) {
    return n;
  }

  /** The integer, which has 64 bits. */
  public static Maybe<Long> toInt64(long n) {
    return Maybe.just(n);
  }
}
