package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActiveCallTest {
  @Test
  void secretThatTheGuestWroteOverIsStillHidden() {
    ModuleSettings settings =
        new ModuleSettings(
            "tiny",
            Policy.withoutManifest(PermissionSet.parse(List.of("vault:read"))),
            Limits.defaults(),
            Lifecycle.FRESH);
    CallRequest request =
        new CallRequest(
            "run",
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            Map.of("key", "open sesame"),
            Map.of(),
            null,
            false);
    try (Watchdog.Ticket ticket = Watchdog.watch(System.nanoTime() + 60_000_000_000L)) {
      ActiveCall call = new ActiveCall(settings, request, ticket);
      call.putSecret("key", "another value");
      assertThat(call.redact("open sesame, another value")).isEqualTo("[redacted], [redacted]");
    }
  }

  @Test
  void anOverwrittenSecretThatTheGuestMayNotReadIsHiddenInReplies() {
    ModuleSettings settings =
        new ModuleSettings(
            "tiny",
            Policy.withoutManifest(PermissionSet.parse(List.of("vault:write", "vault:read=own"))),
            Limits.defaults(),
            Lifecycle.FRESH);
    CallRequest request =
        new CallRequest(
            "run",
            JsonObject.EMPTY,
            JsonObject.EMPTY,
            Map.of("key", "open sesame", "own", "readable value"),
            Map.of(),
            null,
            false);
    try (Watchdog.Ticket ticket = Watchdog.watch(System.nanoTime() + 60_000_000_000L)) {
      ActiveCall call = new ActiveCall(settings, request, ticket);
      call.putSecret("key", "another value");
      assertThat(call.redactReply("open sesame, another value, readable value"))
          .isEqualTo("[redacted], [redacted], readable value");
    }
  }

  @Test
  void theTimeThatIsOverIsNamed() {
    ModuleSettings settings =
        Loading.settings(Limits.defaults().with(Limit.TIME, 1_500_000_000), Lifecycle.FRESH);
    CallRequest request = CallRequest.of("run", JsonObject.EMPTY);
    try (Watchdog.Ticket ticket = Watchdog.watch(System.nanoTime() + 60_000_000_000L)) {
      assertThat(new ActiveCall(settings, request, ticket).timeOver())
          .hasMessageContaining("longer than its limit of 1500 ms");
      assertThat(new ActiveCall(settings, request, ticket, true).timeOver())
          .hasMessageContaining("did not start and describe itself within 10 s")
          .hasMessageNotContaining("--limit");
    }
  }
}
