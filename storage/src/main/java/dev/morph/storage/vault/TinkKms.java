package dev.morph.storage.vault;

import com.google.crypto.tink.KmsClients;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * The services that Tink has integrations for, as AWS and Google Cloud, whose jars the operator
 * puts on the class path. Each finds this user's credentials by itself.
 */
final class TinkKms implements KmsClient {
  private final com.google.crypto.tink.KmsClient client;

  private TinkKms(com.google.crypto.tink.KmsClient client) {
    this.client = client;
  }

  /** The client for a key; empty if no integration takes it. */
  static Optional<KmsClient> of(String keyUri) {
    try {
      return Optional.of(new TinkKms(KmsClients.getAutoLoaded(keyUri)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean handles(String keyUri) {
    return client.doesSupport(keyUri);
  }

  @Override
  public byte[] wrap(String keyUri, byte[] dataKey, byte[] associatedData) throws IOException {
    try {
      return signedIn().getAead(keyUri).encrypt(dataKey, associatedData);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Tink says of a service that is away what it says of a wrong ciphertext. */
  @Override
  public byte[] unwrap(String keyUri, byte[] wrapped, byte[] associatedData) throws IOException {
    try {
      return signedIn().getAead(keyUri).decrypt(wrapped, associatedData);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private com.google.crypto.tink.KmsClient signedIn() throws GeneralSecurityException {
    return client.withDefaultCredentials();
  }
}
