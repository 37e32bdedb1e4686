package dev.morph.engine.endive;

/**
 * Minimum, maximum and rounding of floats, whose result is a quiet NaN if an operand is any NaN
 * (core spec 4.3.3). Endive 1.0.0 leaves them to {@link Math}, which may hand a signalling NaN on
 * as it is. Public because generated code and the interpreter call it.
 */
public final class QuietFloats {
  private static final int QUIET_32 = 1 << 22;
  private static final long QUIET_64 = 1L << 51;

  private QuietFloats() {}

  /** The WebAssembly instruction {@code f32.min}. */
  public static float F32_MIN(float a, float b) {
    float least = Math.min(a, b);
    return Float.isNaN(least) ? quiet(least) : least;
  }

  /** The WebAssembly instruction {@code f32.max}. */
  public static float F32_MAX(float a, float b) {
    float most = Math.max(a, b);
    return Float.isNaN(most) ? quiet(most) : most;
  }

  /** The WebAssembly instruction {@code f64.min}. */
  public static double F64_MIN(double a, double b) {
    double least = Math.min(a, b);
    return Double.isNaN(least) ? quiet(least) : least;
  }

  /** The WebAssembly instruction {@code f64.max}. */
  public static double F64_MAX(double a, double b) {
    double most = Math.max(a, b);
    return Double.isNaN(most) ? quiet(most) : most;
  }

  /** The WebAssembly instruction {@code f64.ceil}. */
  public static double F64_CEIL(double x) {
    return Double.isNaN(x) ? quiet(x) : Math.ceil(x);
  }

  /** The WebAssembly instruction {@code f64.floor}. */
  public static double F64_FLOOR(double x) {
    return Double.isNaN(x) ? quiet(x) : Math.floor(x);
  }

  /** The WebAssembly instruction {@code f64.trunc}. */
  public static double F64_TRUNC(double x) {
    return Double.isNaN(x) ? quiet(x) : x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  private static float quiet(float nan) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(nan) | QUIET_32);
  }

  private static double quiet(double nan) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(nan) | QUIET_64);
  }
}
