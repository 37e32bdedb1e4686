package dev.morph.storage.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** AES-256-GCM of Tink: a nonce of 12 random bytes, the ciphertext, a tag of 16 bytes. */
final class Aes {
  static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Aes() {}

  static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /** The cipher of a key, which is copied. */
  @AccessesPartialKey
  static Aead of(byte[] key) {
    try {
      return AesGcmJce.create(
          AesGcmKey.builder()
              .setParameters(
                  AesGcmParameters.builder()
                      .setKeySizeBytes(KEY_BYTES)
                      .setIvSizeBytes(NONCE_BYTES)
                      .setTagSizeBytes(TAG_BYTES)
                      .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                      .build())
              .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-256-GCM", e);
    }
  }

  /** Encrypts, which cannot fail with a key that {@link #of} took. */
  static byte[] encrypt(Aead cipher, byte[] plaintext, byte[] associatedData) {
    try {
      return cipher.encrypt(plaintext, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM does not encrypt here", e);
    }
  }
}
