package dev.morph.engine.meter;

/**
 * How a module is metered. Modules metered with equal options are equal, byte for byte.
 *
 * @param objectBytes the largest single object, in the bytes that {@code gc-alloc} counts; at least
 *     1 and below 2^40
 */
public record MeterOptions(long objectBytes) {
  private static final long DEFAULT_OBJECT_BYTES = 64L << 20;

  public MeterOptions {
    if (objectBytes < 1 || objectBytes >= 1L << 40) {
      throw new IllegalArgumentException(
          "objectBytes is " + objectBytes + "; 1 to 2^40 - 1 is accepted");
    }
  }

  /** Objects of at most 64 MiB. */
  public static MeterOptions defaults() {
    return new MeterOptions(DEFAULT_OBJECT_BYTES);
  }
}
