package dev.morph.capabilities.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Caller;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.storage.data.Owner;
import dev.morph.storage.event.Event;
import dev.morph.testkit.services.ScriptedServices;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCapabilityTest {
  private final ScriptedServices services = new ScriptedServices();
  private final AtomicLong now = new AtomicLong();
  private final TestCall call = new TestCall();

  @AfterEach
  void close() {
    services.close();
  }

  private Capability.Configured events(String grant, Limits limits) {
    return new EventCapability(services::events, now::get).configure(Grants.of(grant), limits);
  }

  private void emit(Capability.Configured events, String topic, String payload) {
    assertThat(events.prepare(EventCapability.EMIT).handle(call, new Object[] {topic, payload}))
        .isNull();
  }

  private void emit(String grant, String topic, String payload) {
    emit(events(grant, Limits.defaults()), topic, payload);
  }

  @Test
  void publishesForTheUserOfTheCall() {
    call.by(new Caller("jira", "alice", "home", "s1", 2));
    emit("event:emit=issue.*", "issue.created", "{\"n\":1}");
    Event event = services.published().getFirst();
    assertThat(event.topic()).isEqualTo("issue.created");
    assertThat(Json.write(event.payload())).isEqualTo("{\"n\":1}");
    assertThat(event.source()).isEqualTo("jira");
    assertThat(event.owner()).isEqualTo(new Owner("alice", "home"));
    assertThat(event.spaceId()).isEqualTo("s1");
    assertThat(event.hops()).isEqualTo(3);
  }

  @Test
  void textThatIsNoJsonIsAString() {
    emit("event:emit", "info", "JIRA issue created");
    emit("event:emit", "info", "7");
    assertThat(services.published().get(0).payload())
        .isEqualTo(new JsonString("JIRA issue created"));
    assertThat(Json.write(services.published().get(1).payload())).isEqualTo("7");
  }

  @Test
  void deniesAnotherTopic() {
    assertThatThrownBy(() -> emit("event:emit=issue.*", "mail.sent", "{}"))
        .hasMessageContaining("event:emit on mail.sent");
    assertThat(call.denials).hasSize(1);
    assertThat(services.published()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a b",
        "a/b",
        "a*",
        "ä",
        "a\nb",
        "a\u001b[2J",
        "a\\b"
      })
  void refusesWhatIsNoTopic(String topic) {
    assertThatThrownBy(() -> emit("event:emit", topic, "{}"))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining("a topic is words");
    assertThat(call.denials).isEmpty();
  }

  @Test
  void boundsTopicAndPayload() {
    assertThatThrownBy(() -> emit("event:emit", "a".repeat(201), "{}"))
        .hasMessageStartingWith("request-invalid");
    emit("event:emit", "a".repeat(200), "x".repeat(EventCapability.MAX_PAYLOAD_BYTES));
    assertThatThrownBy(
            () -> emit("event:emit", "a", "x".repeat(EventCapability.MAX_PAYLOAD_BYTES + 1)))
        .hasMessageStartingWith("request-invalid: payload has 65537 bytes");
    assertThatThrownBy(
            () -> emit("event:emit", "a", "ä".repeat(EventCapability.MAX_PAYLOAD_BYTES / 2 + 1)))
        .hasMessageStartingWith("request-invalid: payload has 65538 bytes");
  }

  @Test
  void allCallsOfAnExtensionShareTheRate() {
    Capability.Configured events =
        events("event:emit", Limits.defaults().with(Limit.EVENT_RATE, 3));
    for (int i = 0; i < 3; i++) {
      emit(events, "a", "{}");
    }
    assertThatThrownBy(() -> emit(events, "a", "{}"))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EVENT_RATE))
        .hasMessageStartingWith("limit-event-rate: more than 3 events in a minute");
    now.addAndGet(60_000_000_001L);
    emit(events, "a", "{}");
    assertThat(services.published()).hasSize(4);
  }

  @Test
  void deniedEventsCostNoPlaceInTheRate() {
    Capability.Configured events =
        events("event:emit=a", Limits.defaults().with(Limit.EVENT_RATE, 1));
    assertThatThrownBy(() -> emit(events, "b", "{}")).hasMessageContaining("event:emit on b");
    emit(events, "a", "{}");
  }

  @Test
  void aChainOfEventsComesToAnEnd() {
    call.by(new Caller("x", "", "", "", Event.MOST_HOPS - 1));
    emit("event:emit", "a", "{}");
    call.by(new Caller("x", "", "", "", Event.MOST_HOPS));
    assertThatThrownBy(() -> emit("event:emit", "a", "{}"))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EVENT_RATE))
        .hasMessageContaining("led to by 8 events");
  }

  @Test
  void whatTheBusRefusesTheGuestSees() {
    services.failNext(new MorphException(ErrorCode.BUSY, "10 events wait"));
    assertThatThrownBy(() -> emit("event:emit", "a", "{}"))
        .isInstanceOf(HostFault.class)
        .hasMessage("busy: 10 events wait");
  }
}
