package dev.morph.storage.secret;

import dev.morph.storage.data.Owner;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A secret as it is kept. Its text never has the ciphertext.
 *
 * @param extensionId whose namespace it is in; not an extension's id where Morph's own secrets are
 * @param name 1 to 500 characters
 * @param ciphertext encrypted elsewhere; copied in and out
 * @param keyId which key encrypted it; of a row that somebody edited, any text
 */
public record SecretRow(
    String extensionId,
    Owner owner,
    String name,
    byte[] ciphertext,
    String keyId,
    Instant updatedAt) {
  private static final int NAME_CHARACTERS = 500;

  /**
   * @throws IllegalArgumentException if a name is empty, too long or has NUL
   */
  public SecretRow {
    for (String text : new String[] {extensionId, name}) {
      if (text.isEmpty() || text.length() > NAME_CHARACTERS || text.indexOf(0) >= 0) {
        throw new IllegalArgumentException(
            "the names of a secret have 1 to " + NAME_CHARACTERS + " characters, none of them NUL");
      }
    }
    ciphertext = ciphertext.clone();
    updatedAt = Times.whole(updatedAt);
  }

  @Override
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** The same secret, encrypted by another key. */
  public SecretRow with(byte[] otherCiphertext, String otherKeyId) {
    return new SecretRow(extensionId, owner, name, otherCiphertext, otherKeyId, updatedAt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretRow row
        && row.extensionId.equals(extensionId)
        && row.owner.equals(owner)
        && row.name.equals(name)
        && Arrays.equals(row.ciphertext, ciphertext)
        && row.keyId.equals(keyId)
        && row.updatedAt.equals(updatedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(extensionId, owner, name, Arrays.hashCode(ciphertext), keyId, updatedAt);
  }

  @Override
  public String toString() {
    return "SecretRow[" + extensionId + ", " + owner + ", " + name + ", key " + keyId + "]";
  }
}
