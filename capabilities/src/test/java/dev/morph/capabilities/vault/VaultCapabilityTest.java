package dev.morph.capabilities.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.capability.Namespace;
import dev.morph.runtime.policy.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultCapabilityTest {
  private final TestCall call = new TestCall();

  private Object call(HostFunctionType function, String grant, Object... arguments) {
    Capability.Configured vault =
        VaultCapability.create().configure(Grants.of(grant), Limits.defaults());
    return vault.prepare(function).handle(call, arguments);
  }

  @Test
  void readsASecretThatIsGranted() {
    call.putSecret("api_key", "s3cret");
    assertThat(call(VaultCapability.GET, "vault:read=api_key", "api_key"))
        .isEqualTo(Optional.of("s3cret"));
    assertThat(call(VaultCapability.GET, "vault:read", "other")).isEqualTo(Optional.empty());
  }

  @Test
  void deniesAnotherKeyThoughItHoldsNothing() {
    assertThatThrownBy(() -> call(VaultCapability.GET, "vault:read=api_key", "other"))
        .isInstanceOf(HostFault.class)
        .hasMessageContaining("vault:read of other");
    assertThat(call.denials).hasSize(1);
  }

  @Test
  void needsTheRightToWriteForWriting() {
    assertThatThrownBy(() -> call(VaultCapability.SET, "vault:read", "k", "value"))
        .hasMessageContaining("vault:write of k");
    assertThat(call.secret("k")).isNull();
    call(VaultCapability.SET, "vault:write", "k", "value");
    assertThat(call.secret("k")).isEqualTo("value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u001bb"})
  void refusesKeysThatCannotStandInAMessage(String key) {
    assertThatThrownBy(() -> call(VaultCapability.GET, "vault:read", key))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
  }

  @Test
  void boundsWhatAGuestCanStore() {
    assertThatThrownBy(() ->
            call(
                VaultCapability.SET,
                "vault:write",
                "k",
                "x".repeat(VaultCapability.MAX_VALUE_BYTES + 1)))
        .hasMessageContaining("request-invalid");
    for (int i = 0; i < VaultCapability.MAX_WRITES_PER_CALL; i++) {
      call(VaultCapability.SET, "vault:write", "k" + i, "value");
    }
    assertThatThrownBy(() -> call(VaultCapability.SET, "vault:write", "one-more", "value"))
        .hasMessageContaining("request-invalid");
  }

  private static final Namespace ADAS = new Namespace("jira", "ada", "");

  /** A store in memory, which may be away. */
  private static final class MapStore implements SecretStore {
    final Map<List<Object>, String> values = new HashMap<>();
    boolean away;

    @Override
    public String get(Namespace namespace, String key) {
      require();
      return values.get(List.of(namespace, key));
    }

    @Override
    public void set(Namespace namespace, String key, String value) {
      require();
      values.put(List.of(namespace, key), value);
    }

    private void require() {
      if (away) {
        throw new MorphException(
            ErrorCode.STORE_UNAVAILABLE, "the store /home/ada/store.db is locked");
      }
    }
  }

  private static Object call(
      SecretStore store, TestCall call, HostFunctionType function, Object... arguments) {
    return VaultCapability.create(store)
        .configure(Grants.of("vault:read", "vault:write"), Limits.defaults())
        .prepare(function)
        .handle(call, arguments);
  }

  private static TestCall callOf(Namespace namespace) {
    TestCall call = new TestCall();
    call.namespace = namespace;
    return call;
  }

  @Test
  void whatIsKeptOutlastsTheCallInItsNamespaceAlone() {
    MapStore store = new MapStore();
    call(store, callOf(ADAS), VaultCapability.SET, "k", "s3cret");
    TestCall later = callOf(ADAS);
    assertThat(call(store, later, VaultCapability.GET, "k")).isEqualTo(Optional.of("s3cret"));
    assertThat(later.redact("it is s3cret")).isEqualTo("it is [redacted]");
    for (Namespace other :
        List.of(
            new Namespace("slack", "ada", ""),
            new Namespace("jira", "eve", ""),
            new Namespace("jira", "ada", "lab"))) {
      assertThat(call(store, callOf(other), VaultCapability.GET, "k")).isEqualTo(Optional.empty());
    }
  }

  @Test
  void anExtensionThatTheHostDoesNotKnowKeepsNothing() {
    MapStore store = new MapStore();
    TestCall unknown = new TestCall();
    call(store, unknown, VaultCapability.SET, "k", "s3cret");
    assertThat(store.values).isEmpty();
    assertThat(call(store, unknown, VaultCapability.GET, "k")).isEqualTo(Optional.of("s3cret"));
  }

  @Test
  void valuesOfTheCallGoBeforeThoseOfTheStore() {
    MapStore store = new MapStore();
    store.set(ADAS, "k", "kept");
    TestCall call = callOf(ADAS);
    call.putSecret("k", "given");
    assertThat(call(store, call, VaultCapability.GET, "k")).isEqualTo(Optional.of("given"));
    assertThat(store.values).containsValue("kept");
  }

  @Test
  void bothGatesStandBeforeTheStore() {
    MapStore store = new MapStore();
    store.away = true;
    Capability.Configured vault =
        VaultCapability.create(store).configure(Grants.of("vault:read=other"), Limits.defaults());
    assertThatThrownBy(
            () -> vault.prepare(VaultCapability.GET).handle(callOf(ADAS), new Object[] {"k"}))
        .hasMessageStartingWith("permission-not-");
    assertThatThrownBy(
            () -> vault.prepare(VaultCapability.SET).handle(callOf(ADAS), new Object[] {"k", "v"}))
        .hasMessageStartingWith("permission-not-");
  }

  @Test
  void aStoreThatIsAwayIsNoEmptyAnswerAndTellsTheGuestNoPath() {
    MapStore store = new MapStore();
    store.away = true;
    for (boolean reads : new boolean[] {true, false}) {
      TestCall call = callOf(ADAS);
      assertThatThrownBy(() ->
              call(
                  store,
                  call,
                  reads ? VaultCapability.GET : VaultCapability.SET,
                  reads ? new Object[] {"k"} : new Object[] {"k", "s3cret"}))
          .isInstanceOfSatisfying(
              HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining("secret k")
          .hasMessageNotContaining("/home");
      assertThat(call.lines).singleElement().asString().contains("/home/ada/store.db");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"morph:", "morph:oauth/jira", "morph:x"})
  void noGuestNamesMorphsOwnSecrets(String key) {
    MapStore store = new MapStore();
    store.set(ADAS, key, "token");
    for (boolean reads : new boolean[] {true, false}) {
      TestCall call = callOf(ADAS);
      call.putSecret(key, "given");
      assertThatThrownBy(() ->
              call(
                  store,
                  call,
                  reads ? VaultCapability.GET : VaultCapability.SET,
                  reads ? new Object[] {key} : new Object[] {key, "mine"}))
          .isInstanceOfSatisfying(
              HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }
    assertThat(store.values).containsValue("token");
  }
}
