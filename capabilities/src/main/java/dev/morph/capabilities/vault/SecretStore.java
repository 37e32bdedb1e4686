package dev.morph.capabilities.vault;

import dev.morph.runtime.capability.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets are between calls. Asked only after both gates, and never for keys that are Morph's
 * own. Safe for several threads.
 *
 * <p>Methods throw {@link dev.morph.base.MorphException} if it cannot be used or a secret cannot be
 * read; the guest hears that it is so, the log of the call why.
 */
public interface SecretStore {
  /**
   * The value of a secret; null if there is none.
   *
   * @param key at most 256 bytes, without control characters
   */
  @Nullable String get(Namespace namespace, String key);

  /**
   * Keeps a secret, durably.
   *
   * @param value at most 64 KiB of UTF-8
   */
  void set(Namespace namespace, String key, String value);
}
