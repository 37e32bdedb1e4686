package dev.morph.capabilities.fs;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of files and folders that are being made, before they get their own. */
final class TemporaryNames {
  private static final String PREFIX = ".morph-";
  private static final String SUFFIX = ".tmp";
  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryNames() {}

  static String next() {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes) + SUFFIX;
  }

  static boolean isOne(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
