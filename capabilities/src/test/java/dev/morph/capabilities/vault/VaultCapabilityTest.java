package dev.morph.capabilities.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
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
}
