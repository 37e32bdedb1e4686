package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for each secret of one recording: {@code [redacted:HASH]}, equal for equal secrets.
 * The hash is keyed, and the key is thrown away: nobody can try out which secret it was.
 */
final class Masks {
  static final String EXAMPLE = "[redacted:0123456789abcdef]";

  private static final String START = "[redacted:";
  private static final int DIGITS = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final Redactor redactor;
  private final List<String> texts;

  private Masks(Map<String, String> marks) {
    this.redactor = Redactor.of(marks);
    Set<String> distinct = new LinkedHashSet<>(marks.values());
    this.texts = List.copyOf(distinct);
  }

  /** Masks for these secrets, under a key of their own. */
  static Masks of(Collection<String> secrets) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    Map<String, String> marks = new LinkedHashMap<>();
    for (String secret : secrets) {
      if (Redactor.hides(secret) && !isMask(secret)) {
        marks.put(secret, START + hash(key, secret) + "]");
      }
    }
    return new Masks(marks);
  }

  /** Masks that a recording has: each form of one is that one again. */
  static Masks again(Collection<String> masks) {
    Map<String, String> marks = new LinkedHashMap<>();
    masks.forEach(mask -> marks.put(mask, mask));
    return new Masks(marks);
  }

  private static String hash(byte[] key, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(UTF_8))).substring(0, DIGITS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** True if the text is a mask and nothing else. */
  static boolean isMask(String text) {
    if (text.length() != EXAMPLE.length() || !text.startsWith(START) || !text.endsWith("]")) {
      return false;
    }
    for (int i = START.length(); i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  Redactor redactor() {
    return redactor;
  }

  /** Each mask once. */
  List<String> texts() {
    return texts;
  }
}
