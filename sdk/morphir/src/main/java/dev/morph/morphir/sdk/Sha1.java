package dev.morph.morphir.sdk;

import java.util.Arrays;

/** SHA-1 of FIPS 180-4, which UUIDs of version 5 are made with; of no use against forgers. */
final class Sha1 {
  private static final int BLOCK = 64;

  private Sha1() {}

  /** The five words of a message's digest. */
  static int[] digest(byte[] message) {
    int blocks = (message.length + 8) / BLOCK + 1;
    byte[] padded = Arrays.copyOf(message, blocks * BLOCK);
    padded[message.length] = (byte) 0x80;
    long bits = message.length * 8L;
    for (int i = 0; i < 8; i++) {
      padded[padded.length - 1 - i] = (byte) (bits >>> (8 * i));
    }
    int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    for (int block = 0; block < blocks; block++) {
      round(state, schedule(padded, block * BLOCK));
    }
    return state;
  }

  private static int[] schedule(byte[] bytes, int start) {
    var words = new int[80];
    for (int i = 0; i < BLOCK; i++) {
      words[i / 4] = words[i / 4] << 8 | (bytes[start + i] & 0xFF);
    }
    for (int i = 16; i < words.length; i++) {
      words[i] = Integer.rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    }
    return words;
  }

  private static void round(int[] state, int[] words) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    for (int i = 0; i < words.length; i++) {
      int mixed =
          switch (i / 20) {
            case 0 -> ((b & c) | (~b & d)) + 0x5A827999;
            case 1 -> (b ^ c ^ d) + 0x6ED9EBA1;
            case 2 -> ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
            default -> (b ^ c ^ d) + 0xCA62C1D6;
          };
      int next = Integer.rotateLeft(a, 5) + mixed + e + words[i];
      e = d;
      d = c;
      c = Integer.rotateLeft(b, 30);
      b = a;
      a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
}
