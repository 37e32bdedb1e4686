package dev.morph.runtime.policy;

/** Sizes and times, and how people read them. */
final class Size {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final long GIB = 1024 * MIB;
  static final long MILLI = 1_000_000;
  static final long SECOND = 1000 * MILLI;

  private Size() {}

  static String bytes(long value) {
    if (value != 0 && value % GIB == 0) {
      return grouped(value / GIB) + " GiB";
    }
    if (value != 0 && value % MIB == 0) {
      return grouped(value / MIB) + " MiB";
    }
    if (value != 0 && value % KIB == 0) {
      return grouped(value / KIB) + " KiB";
    }
    return grouped(value) + (value == 1 ? " byte" : " bytes");
  }

  static String time(long nanos) {
    if (nanos % SECOND == 0) {
      return grouped(nanos / SECOND) + " s";
    }
    if (nanos % MILLI == 0) {
      return grouped(nanos / MILLI) + " ms";
    }
    return grouped(nanos) + " ns";
  }

  /** With commas between thousands. */
  static String grouped(long value) {
    String digits = Long.toString(value);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      int left = digits.length() - i;
      if (i > 0 && left % 3 == 0 && digits.charAt(i - 1) != '-') {
        out.append(',');
      }
      out.append(digit);
    }
    return out.toString();
  }
}
