package dev.morph.storage.sql;

import java.security.SecureRandom;
import java.util.UUID;

/** Makes ids: UUID version 7 (RFC 9562), each greater than those made before in this process. */
public final class Ids {
  /** Random for each process; what follows from it and a tick no other process makes. */
  private static final long PROCESS = new SecureRandom().nextLong();

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 1L << 63;
  private static final int COUNTER_BITS = 12;

  /** Milliseconds since 1970, and below them a counter that runs on into the milliseconds. */
  private static long last;

  private Ids() {}

  /** A new id: 36 characters, which sort by time. Safe for several threads. */
  public static String next() {
    long tick = tick(System.currentTimeMillis());
    long high = tick >>> COUNTER_BITS << 16 | VERSION | tick & (1 << COUNTER_BITS) - 1;
    long low = mixed(PROCESS + tick * 0x9e3779b97f4a7c15L) >>> 2 | VARIANT;
    return new UUID(high, low).toString();
  }

  /** Another number for each (SplitMix64), so that neighbours look unlike. */
  private static long mixed(long number) {
    long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  private static synchronized long tick(long millis) {
    last = Math.max(last + 1, millis << COUNTER_BITS);
    return last;
  }
}
