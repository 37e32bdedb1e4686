package dev.morph.sdk;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import java.util.Optional;

/** The extension's own secrets. */
public final class Vault {
  private Vault() {}

  /**
   * A secret, or nothing if none is stored under this key.
   *
   * @throws HostException if {@code vault:read} of this key is not granted
   */
  public static Optional<String> secret(String key) {
    var reply =
        Imports.askObject(Imports::vaultGetSecret, JsonObject.builder().put("key", key).build());
    return reply.get("value") instanceof JsonString text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /**
   * Stores a secret; a secret that is there is replaced.
   *
   * @throws HostException if {@code vault:write} of this key is not granted
   */
  public static void store(String key, String value) {
    Imports.ask(
        Imports::vaultSetSecret, JsonObject.builder().put("key", key).put("value", value).build());
  }
}
