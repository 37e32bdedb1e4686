package dev.morph.storage.vault;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.Utf8;
import dev.morph.storage.data.Owner;
import java.nio.charset.StandardCharsets;

/**
 * Which secret: an extension's, an owner's, by key.
 *
 * @param extensionId an {@link ExtensionId}
 * @param owner whose it is within the extension
 * @param key 1 to 256 bytes of UTF-8 without control characters; keys that begin with {@link
 *     #RESERVED} are Morph's own, as those of OAuth tokens, and no guest may name them
 */
public record SecretName(String extensionId, Owner owner, String key) {
  /** What the keys of Morph's own secrets begin with. */
  public static final String RESERVED = "morph:";

  private static final int MOST_KEY_BYTES = 256;

  /**
   * @throws MorphException ({@code usage-invalid}) if the one is no extension's id, or the key is
   *     empty, too long, or has a control character
   */
  public SecretName {
    try {
      ExtensionId unused = new ExtensionId(extensionId);
    } catch (IllegalArgumentException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "the extension of a secret: " + e.getMessage(), e);
    }
    checkKey(key);
  }

  /** A secret that belongs to nobody in particular: the one user of a single-user store. */
  public static SecretName of(String extensionId, String key) {
    return new SecretName(extensionId, Owner.NOBODY, key);
  }

  /** Whether it is one of Morph's own. */
  public boolean isReserved() {
    return key.startsWith(RESERVED);
  }

  private static void checkKey(String key) {
    if (key.isEmpty()) {
      throw invalid("is empty; give 1 to " + MOST_KEY_BYTES + " bytes");
    }
    if (!Utf8.isEncodable(key) || key.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("has a control character, or is no text; give it as one line");
    }
    int size = key.getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_KEY_BYTES) {
      throw invalid("has " + size + " bytes; at most " + MOST_KEY_BYTES + " are accepted");
    }
  }

  private static MorphException invalid(String fault) {
    return new MorphException(ErrorCode.USAGE_INVALID, "the key of a secret " + fault);
  }

  /** As messages name it. */
  @Override
  public String toString() {
    String group = owner.groupId().isEmpty() ? "" : " in group " + owner.groupId();
    String user = owner.userId().isEmpty() ? "" : " of user " + owner.userId();
    return extensionId + "/" + key + user + group;
  }
}
