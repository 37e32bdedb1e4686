package dev.morph.capabilities.vault;

import dev.morph.base.ErrorCategory;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.Namespace;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of the extension that a call is of: those that the call was given, and beside them
 * those of a store, in the namespace of the call. Checks no right. Safe for several threads.
 */
public final class CallSecrets {
  private final @Nullable SecretStore store;

  private CallSecrets(@Nullable SecretStore store) {
    this.store = store;
  }

  /** Those of a store; null for the secrets of the call alone. */
  public static CallSecrets of(@Nullable SecretStore store) {
    return new CallSecrets(store);
  }

  /**
   * The value of a secret, or null. From now on it is hidden in all that the call says.
   *
   * @throws HostFault (an environment's code) if the store does not serve it; the log of the call
   *     says why
   */
  public @Nullable String find(CallContext call, String key) {
    String known = call.secret(key);
    Namespace namespace = call.namespace();
    if (known == null && store != null && namespace != null) {
      known = stored(call, key, () -> store.get(namespace, key));
      if (known != null) {
        call.putSecret(key, known);
      }
    }
    return known;
  }

  /** Keeps a secret for the call, and in the store as far as the call has a namespace there. */
  void keep(CallContext call, String key, String value) {
    Namespace namespace = call.namespace();
    // hidden even if it is not kept
    call.putSecret(key, value);
    if (store != null && namespace != null) {
      stored(
          call,
          key,
          () -> {
            store.set(namespace, key, value);
            return null;
          });
    }
  }

  /** What the store says; why it says nothing is for the operator alone. */
  private static @Nullable String stored(
      CallContext call, String key, Supplier<@Nullable String> asked) {
    try {
      return asked.get();
    } catch (MorphException e) {
      call.log(CallContext.LogLevel.ERROR, "vault: " + e.getMessage());
      throw new HostFault(
          e.code().category() == ErrorCategory.ENVIRONMENT ? e.code() : ErrorCode.STORE_UNAVAILABLE,
          "the vault does not serve the secret " + key + " now; the log of the call says why");
    }
  }
}
