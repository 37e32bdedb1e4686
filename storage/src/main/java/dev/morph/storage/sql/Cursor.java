package dev.morph.storage.sql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a list goes on: opaque text for its users. */
public final class Cursor {
  private static final int MOST_CHARACTERS = 400;

  private Cursor() {}

  /**
   * The cursor of a place.
   *
   * @param kind the list that it belongs to
   */
  public static String of(String kind, String place) {
    byte[] text = (kind + ":" + place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** The place of a cursor; empty if it is not one of this kind of list. */
  public static Optional<String> place(String kind, String cursor) {
    if (cursor.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      boolean ours =
          text.startsWith(kind + ":") && of(kind, text.substring(kind.length() + 1)).equals(cursor);
      return ours ? Optional.of(text.substring(kind.length() + 1)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
