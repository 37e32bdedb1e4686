package dev.morph.capabilities.http;

import java.net.IDN;
import java.util.Locale;

/** Maps a host with letters beyond ASCII to A-labels; the policy parses the answer anew. */
final class Idna {
  private Idna() {}

  /**
   * The host in ASCII.
   *
   * @throws IllegalArgumentException if it has no such form
   */
  static String toAscii(String host) {
    return IDN.toASCII(host.toLowerCase(Locale.ROOT), IDN.USE_STD3_ASCII_RULES);
  }
}
