package dev.morph.storage.vault;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Master keys in a text: 32 bytes each, in base64, with spaces, line ends or commas between.
 *
 * @param name of the variable that has the text
 * @param text never shown
 */
record MasterText(String name, String text) implements MasterSource {
  private static final int MOST_KEYS = 100;

  @Override
  public List<MasterKey> keys() {
    List<MasterKey> keys = parse(name, text);
    if (keys.isEmpty()) {
      throw fault(name, "has no key");
    }
    return keys;
  }

  /**
   * The keys of a text; what begins with {@code #} is a comment to the end of its line.
   *
   * @throws MorphException ({@code store-unavailable}) if something else is in it; the message says
   *     where, never what
   */
  static List<MasterKey> parse(String name, String text) {
    List<MasterKey> keys = new ArrayList<>();
    for (String line : text.split("\\R", -1)) {
      int comment = line.indexOf('#');
      String content = comment < 0 ? line : line.substring(0, comment);
      for (String word : content.split("[\\s,]+", -1)) {
        if (!word.isEmpty()) {
          keys.add(key(name, word, keys.size() + 1));
        }
      }
    }
    if (keys.size() > MOST_KEYS) {
      throw fault(name, "has more than " + MOST_KEYS + " keys");
    }
    return keys;
  }

  private static MasterKey key(String name, String word, int number) {
    byte[] bytes = {};
    try {
      bytes = Base64.getDecoder().decode(word);
    } catch (IllegalArgumentException e) {
      // its message would tell a part of the key
      throw fault(name, "has no base64 where key " + number + " is expected");
    }
    try {
      if (bytes.length != Aes.KEY_BYTES) {
        throw fault(name, "has a key " + number + " of " + bytes.length + " bytes");
      }
      return MasterKey.Local.of(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static MorphException fault(String name, String fault) {
    return new MorphException(
        ErrorCode.STORE_UNAVAILABLE,
        "the vault's master key: "
            + name
            + " "
            + fault
            + ". Accepted are keys of "
            + Aes.KEY_BYTES
            + " bytes in base64, as `openssl rand -base64 32` prints one");
  }

  @Override
  public String toString() {
    return name;
  }
}
