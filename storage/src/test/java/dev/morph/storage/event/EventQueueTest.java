package dev.morph.storage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class EventQueueTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;
  private Instant now = NOON;
  private EventQueue events;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    events = RawStore.events(store, 5, () -> now);
    events.subscribe("mail", Set.of("task.created", "task.done"));
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private Publication publish(String topic, int number) {
    return events.publish(topic, JsonNumber.of((long) number), "jira", NOON);
  }

  private List<String> taken(int most) {
    return events.take("mail", most, LEASE).stream().map(EventQueueTest::shown).toList();
  }

  private static String shown(Delivery delivery) {
    return delivery.topic() + " " + Json.write(delivery.payload());
  }

  @Test
  void patternsTakeTopicsThatFitButNotWhatTheirSubscriberPublishes() {
    events.subscribe("all", Set.of("task.*", "*.done"));
    events.subscribe("jira", Set.of("task.*"));
    publish("task.done", 1);
    publish("mail.sent", 2);
    assertThat(events.take("all", 10, LEASE)).hasSize(1);
    assertThat(events.take("jira", 10, LEASE)).isEmpty();
    events.subscribe("jira", Set.of("task.done"));
    publish("task.done", 3);
    assertThat(events.take("jira", 10, LEASE)).hasSize(1);
  }

  @Test
  void deliversToEachSubscriberInOrderAndForgetsWhatAllHave() {
    events.subscribe("log", Set.of("task.created"));
    assertThat(publish("task.created", 1))
        .isInstanceOfSatisfying(
            Publication.Accepted.class, e -> assertThat(e.subscribers()).isEqualTo(2));
    publish("task.created", 2);
    List<Delivery> mail = events.take("mail", 10, LEASE);
    List<Delivery> log = events.take("log", 10, LEASE);
    assertThat(mail).extracting(Delivery::seq).containsExactly(1L, 2L);
    assertThat(mail.getFirst().source()).isEqualTo("jira");
    assertThat(mail.getFirst().at()).isEqualTo(NOON);
    assertThat(mail.getFirst().attempt()).isEqualTo(1);
    mail.forEach(delivery -> assertThat(events.acknowledge(delivery)).isTrue());
    assertThat(RawStore.count(store, "SELECT COUNT(*) FROM events")).isEqualTo(2);
    log.forEach(delivery -> assertThat(events.acknowledge(delivery)).isTrue());
    assertThat(RawStore.count(store, "SELECT COUNT(*) FROM events")).isZero();
    assertThat(events.acknowledge(mail.getFirst())).isFalse();
  }

  @Test
  void whatNobodyListensToIsNotKept() {
    assertThat(publish("space.left", 1))
        .isInstanceOfSatisfying(
            Publication.Accepted.class, e -> assertThat(e.subscribers()).isZero());
    assertThat(RawStore.count(store, "SELECT COUNT(*) FROM events")).isZero();
  }

  @Test
  void whileOneIsOutThoseAfterItInItsTopicWait() {
    publish("task.created", 1);
    publish("task.created", 2);
    publish("task.done", 3);
    Delivery first = events.take("mail", 1, LEASE).getFirst();
    assertThat(shown(first)).isEqualTo("task.created 1");
    assertThat(taken(10)).containsExactly("task.done 3");
    assertThat(taken(10)).isEmpty();
    assertThat(events.acknowledge(first)).isTrue();
    assertThat(taken(10)).containsExactly("task.created 2");
  }

  @Test
  void deliversAgainWhenTheLeaseEnds() {
    publish("task.created", 1);
    Delivery lost = events.take("mail", 1, LEASE).getFirst();
    now = now.plus(LEASE).minusMillis(1);
    assertThat(taken(1)).isEmpty();
    now = now.plusMillis(1);
    Delivery again = events.take("mail", 1, LEASE).getFirst();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(events.acknowledge(lost)).isFalse();
    assertThat(events.acknowledge(again)).isTrue();
    assertThat(taken(1)).isEmpty();
  }

  @Test
  void putsAsideWhatFailsTooOftenAndGoesOn() {
    publish("task.created", 1);
    publish("task.created", 2);
    for (int attempt = 1; attempt <= EventQueue.MOST_ATTEMPTS; attempt++) {
      Delivery delivery = events.take("mail", 1, LEASE).getFirst();
      assertThat(shown(delivery)).isEqualTo("task.created 1");
      assertThat(events.fail(delivery, "no\0 " + "x".repeat(5_000), Duration.ofSeconds(1)))
          .isTrue();
      assertThat(events.fail(delivery, "twice", Duration.ZERO)).isFalse();
      if (attempt < EventQueue.MOST_ATTEMPTS) {
        assertThat(taken(1)).isEmpty();
      }
      now = now.plusSeconds(1);
    }
    assertThat(taken(10)).containsExactly("task.created 2");
    DeadLetter letter = events.deadLetters("mail", 10).getFirst();
    assertThat(letter.attempts()).isEqualTo(EventQueue.MOST_ATTEMPTS);
    assertThat(letter.error()).startsWith("no  xxx").hasSize(1_000);
    assertThat(events.retry(letter)).isTrue();
    assertThat(events.retry(letter)).isFalse();
  }

  @Test
  void putsAsideWhatIsNeverAnswered() {
    publish("task.created", 1);
    for (int attempt = 1; attempt <= EventQueue.MOST_ATTEMPTS; attempt++) {
      assertThat(taken(1)).hasSize(1);
      now = now.plus(LEASE);
    }
    assertThat(taken(1)).isEmpty();
    DeadLetter letter = events.deadLetters("mail", 10).getFirst();
    assertThat(letter.error()).contains("did not answer");
    assertThat(events.discard(letter)).isTrue();
    assertThat(events.discard(letter)).isFalse();
    assertThat(RawStore.count(store, "SELECT COUNT(*) FROM events")).isZero();
  }

  @Test
  void refusesWhatDoesNotFitAndGivesItToNobody() {
    events.subscribe("log", Set.of("task.done"));
    for (int i = 0; i < 5; i++) {
      assertThat(publish("task.created", i)).isInstanceOf(Publication.Accepted.class);
    }
    assertThat(publish("task.done", 6)).isEqualTo(new Publication.Full("mail", 5));
    assertThat(events.take("log", 10, LEASE)).isEmpty();
    assertThat(events.acknowledge(events.take("mail", 1, LEASE).getFirst())).isTrue();
    assertThat(publish("task.done", 7)).isInstanceOf(Publication.Accepted.class);
    events.unsubscribe("log");
    events.unsubscribe("mail");
    assertThat(RawStore.count(store, "SELECT COUNT(*) FROM events")).isZero();
  }

  @Test
  void namesHaveBounds() {
    assertThatThrownBy(() -> publish("", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> publish("x".repeat(201), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> events.subscribe("a\0", Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyPublishersAndTakersLoseNothingAndKeepTheOrder() throws Exception {
    EventQueue wide = RawStore.events(store, 10_000, () -> now);
    Map<String, List<Long>> seen = new ConcurrentHashMap<>();
    int each = 40;
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Future<?>> work = new ArrayList<>();
      for (String topic : List.of("task.created", "task.done", "task.created")) {
        work.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                wide.publish(topic, JsonNumber.of((long) i), "jira", NOON);
              }
            }));
      }
      for (int taker = 0; taker < 2; taker++) {
        work.add(
            threads.submit(() -> {
              while (seen.values().stream().mapToInt(List::size).sum() < 3 * each) {
                for (Delivery one : wide.take("mail", 3, LEASE)) {
                  seen.computeIfAbsent(one.topic(), t -> new ArrayList<>()).add(one.seq());
                  assertThat(wide.acknowledge(one)).isTrue();
                }
              }
            }));
      }
      for (Future<?> one : work) {
        one.get();
      }
    }
    Map<String, List<Long>> sorted = new HashMap<>();
    seen.forEach((topic, list) -> sorted.put(topic, list.stream().sorted().distinct().toList()));
    assertThat(seen).isEqualTo(sorted);
    assertThat(seen.get("task.created")).hasSize(2 * each);
  }
}
