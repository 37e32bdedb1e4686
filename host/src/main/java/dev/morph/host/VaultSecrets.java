package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.capabilities.vault.SecretStore;
import dev.morph.runtime.capability.Namespace;
import dev.morph.storage.data.Owner;
import dev.morph.storage.vault.SecretName;
import dev.morph.storage.vault.SecretValue;
import dev.morph.storage.vault.Vault;
import org.jspecify.annotations.Nullable;

/** The vault of a store, as extensions have it. Safe for several threads. */
public final class VaultSecrets implements SecretStore {
  private final Vault vault;

  private VaultSecrets(Vault vault) {
    this.vault = vault;
  }

  /**
   * The secrets of a vault.
   *
   * @param vault whose store the caller closes, after {@link Morph}
   */
  public static VaultSecrets of(Vault vault) {
    return new VaultSecrets(vault);
  }

  @Override
  public @Nullable String get(Namespace namespace, String key) {
    try (SecretValue value = vault.get(name(namespace, key)).orElse(null)) {
      return value == null ? null : value.text();
    }
  }

  @Override
  public void set(Namespace namespace, String key, String value) {
    try (SecretValue secret = SecretValue.of(value)) {
      vault.set(name(namespace, key), secret);
    }
  }

  private static SecretName name(Namespace namespace, String key) {
    try {
      SecretName name =
          new SecretName(
              namespace.extensionId(), new Owner(namespace.userId(), namespace.groupId()), key);
      if (!name.isReserved()) {
        return name;
      }
    } catch (IllegalArgumentException e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, "the context: " + e.getMessage(), e);
    }
    throw new MorphException(
        ErrorCode.USAGE_INVALID,
        "keys that begin with " + SecretName.RESERVED + " are Morph's own; choose another");
  }
}
