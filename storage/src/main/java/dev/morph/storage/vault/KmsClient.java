package dev.morph.storage.vault;

import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * A key management service that wraps the vault's data keys under a master key that never leaves
 * it. Found by {@link java.util.ServiceLoader}, or given to {@link MasterKeys#kms}. Safe for
 * several threads; a call waits no longer than a minute.
 */
public interface KmsClient {
  /** Whether keys of this URI are its own, as {@code aws-kms://arn:...}. */
  boolean handles(String keyUri);

  /**
   * Encrypts a data key of 32 bytes.
   *
   * @param associatedData what the same key must be decrypted with
   * @throws IOException if the service cannot be reached, or does not let this user use the key
   * @throws GeneralSecurityException if the service refuses what it was given
   */
  byte[] wrap(String keyUri, byte[] dataKey, byte[] associatedData)
      throws IOException, GeneralSecurityException;

  /**
   * Decrypts a data key.
   *
   * @throws IOException if the service cannot be reached, or does not let this user use the key
   * @throws GeneralSecurityException if the key wrapped nothing like this
   */
  byte[] unwrap(String keyUri, byte[] wrapped, byte[] associatedData)
      throws IOException, GeneralSecurityException;
}
