package dev.morph.host.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Wraps payloads: magic, the key's length and text, the payload, and an HMAC-SHA-256 over all of
 * it. The key's text inside keeps an entry from being believed in another's place.
 */
final class Seal {
  private static final long MAGIC = 0x4D4F_5250_4843_4331L; // MORPHCC1
  private static final int MAC_BYTES = 32;
  private static final int HEADER_BYTES = 12;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  Seal(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  byte[] close(String key, byte[] payload) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + name.length + payload.length + MAC_BYTES);
    out.putLong(MAGIC).putInt(name.length).put(name).put(payload);
    out.put(mac(out.array(), out.position()));
    return out.array();
  }

  /** The payload, or null if the entry is not one that was closed for this key. */
  byte @Nullable [] open(String key, byte[] entry) {
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    int start = HEADER_BYTES + name.length;
    int end = entry.length - MAC_BYTES;
    if (end < start) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(entry);
    byte[] found = new byte[MAC_BYTES];
    in.get(end, found);
    if (!MessageDigest.isEqual(found, mac(entry, end))
        || in.getLong() != MAGIC
        || in.getInt() != name.length
        || !ByteBuffer.wrap(name).equals(in.slice(HEADER_BYTES, name.length))) {
      return null;
    }
    byte[] payload = new byte[end - start];
    in.get(start, payload);
    return payload;
  }

  private byte[] mac(byte[] bytes, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(bytes, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
