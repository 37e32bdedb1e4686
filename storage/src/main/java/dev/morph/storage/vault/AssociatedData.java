package dev.morph.storage.vault;

import dev.morph.storage.secret.SecretRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a ciphertext is bound to, so that it opens in its own place alone: a word for its kind, then
 * each field, texts with their length in bytes before them (4 bytes, big-endian), so that no two
 * places give the same bytes.
 */
final class AssociatedData {
  private static final String SECRET = "morph-vault-secret-1";
  private static final String KEY = "morph-vault-key-1";

  private AssociatedData() {}

  /** That of a secret: its name, its key, and the time when it was set, which is its version. */
  static byte[] of(SecretRow row) {
    Instant at = row.updatedAt();
    return write(out -> {
      text(out, SECRET);
      text(out, row.keyId());
      text(out, row.extensionId());
      text(out, row.owner().userId());
      text(out, row.owner().groupId());
      text(out, row.name());
      out.writeLong(at.getEpochSecond());
      out.writeInt(at.getNano());
    });
  }

  /** That of a data key, wrapped by a master key. */
  static byte[] of(long seq, String id, String masterId) {
    return write(out -> {
      text(out, KEY);
      out.writeLong(seq);
      text(out, id);
      text(out, masterId);
    });
  }

  private interface Fields {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      fields.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
