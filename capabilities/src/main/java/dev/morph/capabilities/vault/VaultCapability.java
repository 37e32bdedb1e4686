package dev.morph.capabilities.vault;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code morphee:extensions/vault}: secrets by key, each read and each write checked. */
public final class VaultCapability implements Capability {
  static final int MAX_KEY_BYTES = 256;
  static final int MAX_VALUE_BYTES = 64 * 1024;
  static final int MAX_WRITES_PER_CALL = 1_000;

  private static final String MODULE = "morphee:extensions/vault@1.0.0";
  private static final WitType STRING = WitType.Primitive.STRING;
  private static final WitType.Field KEY = new WitType.Field("key", STRING);

  static final HostFunctionType GET =
      new HostFunctionType(
          new WitFunction(List.of(KEY), new WitType.Option(STRING)),
          new HostFunctionType.Canonical(MODULE, "get-secret"),
          new HostFunctionType.Bytes("vault_get_secret", "value"));
  static final HostFunctionType SET =
      new HostFunctionType(
          new WitFunction(List.of(KEY, new WitType.Field("value", STRING)), null),
          new HostFunctionType.Canonical(MODULE, "set-secret"),
          new HostFunctionType.Bytes("vault_set_secret", null));

  /** What the keys of Morph's own secrets begin with, as those of OAuth tokens. */
  private static final String RESERVED = "morph:";

  private final CallSecrets secrets;

  private VaultCapability(CallSecrets secrets) {
    this.secrets = secrets;
  }

  /** Secrets are those of the {@link CallContext}: what is set ends with the call. */
  public static VaultCapability create() {
    return new VaultCapability(CallSecrets.of(null));
  }

  /**
   * Secrets are those of the {@link CallContext}, and beside them those of a store, in the
   * namespace of the call; without one, as {@link #create()}.
   */
  public static VaultCapability create(SecretStore store) {
    return new VaultCapability(CallSecrets.of(store));
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(GET, SET);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler get = (call, arguments) -> get(policy, call, (String) arguments[0]);
    Handler set =
        (call, arguments) -> set(policy, call, (String) arguments[0], (String) arguments[1]);
    return function -> function.equals(GET) ? get : set;
  }

  private Optional<String> get(Policy policy, CallContext call, String key) {
    checkKey(key);
    call.require(policy.named(PermissionName.VAULT_READ, key));
    return Optional.ofNullable(secrets.find(call, key));
  }

  private @Nullable Object set(Policy policy, CallContext call, String key, String value) {
    checkKey(key);
    call.require(policy.named(PermissionName.VAULT_WRITE, key));
    int size = value.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_VALUE_BYTES) {
      throw invalid("value has " + size + " bytes; at most " + MAX_VALUE_BYTES + " are accepted");
    }
    if (call.count("vault-writes") > MAX_WRITES_PER_CALL) {
      throw invalid("more than " + MAX_WRITES_PER_CALL + " secrets written in one call");
    }
    secrets.keep(call, key, value);
    return null;
  }

  /** A key stands in denials and audit: short, and one line. */
  private static void checkKey(String key) {
    if (key.isEmpty()) {
      throw invalid("key is empty; give the secret's name");
    }
    int size = key.getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_KEY_BYTES) {
      throw invalid("key has " + size + " bytes; at most " + MAX_KEY_BYTES + " are accepted");
    }
    if (key.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("key has a control character; give the secret's name as one line");
    }
    if (key.startsWith(RESERVED)) {
      throw invalid("key begins with " + RESERVED + ", as Morph's own do; choose another name");
    }
  }

  private static HostFault invalid(String text) {
    return new HostFault(ErrorCode.REQUEST_INVALID, text);
  }
}
