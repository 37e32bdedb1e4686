package dev.morph.builtins.migrate;

import dev.morph.base.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a writer hands on. Not safe for several threads. */
final class Pieces implements JsonWriter.Sink {
  private final List<byte[]> pieces = new ArrayList<>();
  private int length;

  @Override
  public void write(byte[] bytes, int count) {
    pieces.add(Arrays.copyOf(bytes, count));
    length = Math.addExact(length, count);
  }

  /** All of it. */
  byte[] together() {
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }
}
