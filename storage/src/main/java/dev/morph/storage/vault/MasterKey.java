package dev.morph.storage.vault;

import com.google.crypto.tink.Aead;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A key that wraps data keys. */
sealed interface MasterKey {
  /** What the rows of the keys that it wrapped name it by. Not secret. */
  String id();

  /**
   * @throws MorphException ({@code store-unavailable}) if a service does not do it
   */
  byte[] wrap(byte[] dataKey, byte[] associatedData);

  /**
   * @throws GeneralSecurityException if it wrapped nothing like this
   * @throws MorphException ({@code store-unavailable}) if a service cannot be asked
   */
  byte[] unwrap(byte[] wrapped, byte[] associatedData) throws GeneralSecurityException;

  /** A key whose bytes are here. */
  record Local(String id, Aead cipher) implements MasterKey {
    private static final String KIND = "morph-vault-master-1";
    private static final int ID_DIGITS = 16;

    /** The key of these bytes, which are copied. Its id is a digest, which does not tell them. */
    static Local of(byte[] key) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(KIND.getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(digest.digest(key));
        return new Local("local:" + hex.substring(0, ID_DIGITS), Aes.of(key));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JVM has SHA-256", e);
      }
    }

    @Override
    public byte[] wrap(byte[] dataKey, byte[] associatedData) {
      return Aes.encrypt(cipher, dataKey, associatedData);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
      return cipher.decrypt(wrapped, associatedData);
    }
  }

  /** A key that a service keeps; its URI is its id. */
  record Kms(String id, KmsClient client) implements MasterKey {
    @Override
    public byte[] wrap(byte[] dataKey, byte[] associatedData) {
      try {
        return client.wrap(id, dataKey, associatedData);
      } catch (IOException | GeneralSecurityException e) {
        throw unavailable(e);
      }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
      try {
        return client.unwrap(id, wrapped, associatedData);
      } catch (IOException e) {
        throw unavailable(e);
      }
    }

    private MorphException unavailable(Exception failure) {
      return new MorphException(
          ErrorCode.STORE_UNAVAILABLE,
          "the key service does not use the vault's master key "
              + id
              + ": "
              + failure.getMessage()
              + ". Check the URI, the network and this user's rights to the key",
          failure);
    }
  }
}
