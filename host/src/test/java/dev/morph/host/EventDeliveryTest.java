package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.event.DeadLetter;
import dev.morph.storage.event.Event;
import dev.morph.storage.event.QueuedEvents;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventDeliveryTest {
  private static final Owner ALICE = new Owner("alice", "home");
  private static final JsonObject CONTEXT =
      JsonObject.builder().put("user_id", "alice").put("group_id", "home").build();
  private static final String ADD_TASK = "{\"title\":\"seen\"}";

  private Store store;
  private Morph morph;

  @BeforeEach
  void open() {
    store = Store.inMemory();
    morph =
        Morph.builder()
            .engine(EngineMode.INTERPRETED)
            .store(store)
            .eventPause(Duration.ofMillis(1))
            .build();
  }

  @AfterEach
  void close() {
    morph.close();
    store.close();
  }

  private Extension load(String name, String wat, String... grants) {
    LoadOptions.Builder options = LoadOptions.builder().name(name);
    List.of(grants).forEach(options::grant);
    return morph.extensions().load(Wat.assemble(wat), options.build());
  }

  /** Makes a task of whatever user it acts for, for each event. */
  private Extension taskMaker(String name, String topic, String... grants) {
    return load(
        name,
        Guests.bytesCalling(
            Guests.listening(name, "on_event", topic), "data_create_task", ADD_TASK),
        grants);
  }

  private static String emitting(String topic) {
    return Guests.bytesCalling(
        Guests.listening("emitter", "on_event", topic),
        "events_emit",
        "{\"event_name\":\"" + topic + "\",\"payload\":{\"n\":1}}");
  }

  private void emit(Extension emitter) {
    CallOutcome outcome = emitter.execute(CallRequest.of("run", JsonObject.EMPTY, CONTEXT));
    assertThat(Json.write(outcome.orThrow())).isEqualTo("{}");
  }

  private int tasks(Owner owner) {
    return store.tasks().list(owner, TaskFilter.ALL).items().size();
  }

  private static void await(BooleanSupplier done) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void bringsAnEventToThoseWhoListenForTheUserWhoseCallEmittedIt() {
    Extension exact = taskMaker("exact", "issue.created", "event:listen", "task:create");
    Extension pattern =
        taskMaker("pattern", "issue.*", "event:listen=issue.created", "task:create");
    Extension other = taskMaker("other", "mail.*", "event:listen", "task:create");
    assertThat(morph.events().listen(exact).topics()).containsExactly("issue.created");
    assertThat(morph.events().listen(pattern).topics()).containsExactly("issue.*");
    morph.events().listen(other);
    emit(load("emitter", emitting("issue.created"), "event:emit"));
    await(() -> tasks(ALICE) == 2);
    assertThat(tasks(Owner.NOBODY)).isZero();
    morph.events().close();
    assertThat(tasks(ALICE)).isEqualTo(2);
  }

  @Test
  void whoMayNotListenIsNotSubscribedAndTold() {
    Extension maker = taskMaker("maker", "issue.created", "event:listen=mail.*", "task:create");
    EventDelivery.Listening listening = morph.events().listen(maker);
    assertThat(listening.topics()).isEmpty();
    assertThat(listening.denied())
        .containsExactly(
            "permission-not-granted: event:listen on issue.created; grant it with --grant"
                + " event:listen=issue.created");
    emit(load("emitter", emitting("issue.created"), "event:emit"));
    assertThat(store.events().take("maker", 10, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void aPatternBringsOnlyTopicsThatAreGranted() {
    Extension maker = taskMaker("maker", "*", "event:listen=issue.created", "task:create");
    morph.events().listen(maker);
    emit(load("first", emitting("mail.sent"), "event:emit"));
    emit(load("second", emitting("issue.created"), "event:emit"));
    await(() -> tasks(ALICE) == 1);
    // taken from the queue without a call, and no dead letter
    await(() -> store.events().take("maker", 10, Duration.ofMillis(1)).isEmpty());
    assertThat(store.events().deadLetters("maker", 10)).isEmpty();
    assertThat(tasks(ALICE)).isEqualTo(1);
  }

  @Test
  void whatFailsIsTriedAgainThenPutAsideAndTheNextGoOn() {
    Extension failing = taskMaker("failing", "issue.created", "event:listen");
    morph.events().listen(failing);
    Extension emitter = load("emitter", emitting("issue.created"), "event:emit");
    emit(emitter);
    emit(emitter);
    await(() -> store.events().deadLetters("failing", 10).size() == 2);
    DeadLetter letter = store.events().deadLetters("failing", 10).getFirst();
    assertThat(letter.attempts()).isEqualTo(5);
    assertThat(letter.error()).contains("permission-not-granted: data:write of tasks");
  }

  @Test
  void anExtensionGetsItsOwnEventsOnlyByTheirVeryTopicAndThatChainEnds() {
    Extension echo = load("emitter", emitting("ping"), "event:emit", "event:listen");
    morph.events().listen(echo);
    emit(echo);
    // each delivery emits the next; the eighth event's listener may not emit a ninth
    await(() -> store.events().deadLetters("emitter", 10).size() == 1);
    DeadLetter letter = store.events().deadLetters("emitter", 10).getFirst();
    assertThat(letter.error()).contains("limit-event-rate");
    assertThat(Json.write(letter.payload())).contains("\"hops\":8");

    morph.events().forget(echo);
    Extension wild =
        load(
            "wild",
            Guests.bytesCalling(
                Guests.listening("wild", "on_event", "p*"),
                "events_emit",
                "{\"event_name\":\"ping\",\"payload\":1}"),
            "event:emit",
            "event:listen");
    morph.events().listen(wild);
    emit(wild);
    assertThat(store.events().take("wild", 10, Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void eventsThatWaitOutliveTheHost() {
    Extension maker = taskMaker("maker", "issue.created", "event:listen", "task:create");
    morph.events().listen(maker);
    morph.close();
    new QueuedEvents(store.events(), () -> {})
        .publish(
            new Event("issue.created", JsonNumber.of(1L), "jira", Instant.EPOCH, ALICE, "", 1));
    assertThat(tasks(ALICE)).isZero();
    morph = Morph.builder().engine(EngineMode.INTERPRETED).store(store).build();
    morph.events().listen(taskMaker("maker", "issue.created", "event:listen", "task:create"));
    await(() -> tasks(ALICE) == 1);
  }

  @Test
  void whatIsStrangeInTheQueueIsPutAside() {
    Extension maker = taskMaker("maker", "issue.created", "event:listen", "task:create");
    morph.events().listen(maker);
    store.events().publish("issue.created", JsonNumber.of(1L), "jira", Instant.EPOCH);
    await(() -> store.events().deadLetters("maker", 10).size() == 1);
    assertThat(tasks(ALICE)).isZero();
  }

  @Test
  void refusesToListenToWhatIsNoTopic() {
    String description = Guests.listening("bad", "on_event", "no topic");
    Extension bad =
        load("bad", Guests.bytesCalling(description, "space_list", "{}"), "event:listen");
    assertThatThrownBy(() -> morph.events().listen(bad)).hasMessageStartingWith("describe: ");
  }

  @Test
  void theActionForEventsNeedNotBeListed() {
    Extension silent =
        load(
            "silent",
            Guests.bytesCalling(
                Guests.listening("silent", "other", "issue.created"), "data_create_task", ADD_TASK),
            "event:listen",
            "task:create");
    morph.events().listen(silent);
    emit(load("emitter", emitting("issue.created"), "event:emit"));
    await(() -> tasks(ALICE) == 1);
    Extension deaf = load("deaf", Guests.bytesEcho());
    assertThat(((CallOutcome.Failed) deaf.execute("on_event", "{}")).error().code())
        .isEqualTo(ErrorCode.UNKNOWN_ACTION);
  }

  @Test
  void anApplicationMayDeliverByItself() {
    Event event =
        new Event("issue.created", JsonNumber.of(1L), "jira", Instant.EPOCH, ALICE, "s1", 1);
    Extension maker = taskMaker("maker", "issue.created", "event:listen", "task:create");
    assertThat(morph.events().deliver(maker, event)).isInstanceOf(CallOutcome.Ok.class);
    assertThat(store.tasks().list(ALICE, TaskFilter.ALL).items().getFirst().fields().spaceId())
        .isEqualTo("s1");
    Extension deaf = taskMaker("deaf", "issue.created", "task:create");
    CallOutcome denied = morph.events().deliver(deaf, event);
    assertThat(((CallOutcome.Failed) denied).error().code())
        .isEqualTo(ErrorCode.PERMISSION_NOT_GRANTED);
    assertThat(tasks(ALICE)).isEqualTo(1);
  }
}
