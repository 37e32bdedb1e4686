package dev.morph.storage.event;

import dev.morph.base.Utf8;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Ids;
import dev.morph.storage.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Delivers events to named subscribers at least once. Within a topic a subscriber gets them in the
 * order in which they were published; while one of them is out or waits to be tried again, those
 * after it wait. What fails too often is put aside, and the next ones go on. Safe for several
 * threads and processes, whose clocks should agree to within the time of a lease.
 *
 * <p>Each method throws {@link dev.morph.base.MorphException} ({@code store-unavailable}) if the
 * store cannot be reached, and {@link IllegalArgumentException} if a name is not of 1 to 200
 * characters.
 */
public final class EventQueue {
  /** Deliveries after which an event is put aside. */
  public static final int MOST_ATTEMPTS = 5;

  private static final int NAME_CHARACTERS = 200;
  private static final int ERROR_CHARACTERS = 1_000;
  private static final String UNANSWERED = "the subscriber did not answer in time";

  private final Database database;
  private final int capacity;
  private final InstantSource clock;

  /**
   * The queue of a database.
   *
   * @param database closed by the caller
   * @param capacity events that may wait for one subscriber; 1 or more
   */
  public EventQueue(Database database, int capacity, InstantSource clock) {
    this.database = database;
    this.capacity = capacity;
    this.clock = clock;
  }

  /**
   * From now on the subscriber gets the events of these topics, and of no others.
   *
   * @param topics in which {@code *} stands for any characters; what the subscriber publishes
   *     itself it gets only of topics without one
   */
  public void subscribe(String subscriber, Set<String> topics) {
    check("subscriber", subscriber);
    topics.forEach(topic -> check("topic", topic));
    database.change(handle -> {
      handle.execute("DELETE FROM event_subscriptions WHERE subscriber = ?", subscriber);
      for (String topic : topics.stream().sorted().toList()) {
        handle.execute(
            "INSERT INTO event_subscriptions (subscriber, topic) VALUES (?, ?)", subscriber, topic);
      }
    });
  }

  /** Ends the subscription; what waits for the subscriber is dropped. */
  public void unsubscribe(String subscriber) {
    database.change(handle -> {
      handle.execute("DELETE FROM event_subscriptions WHERE subscriber = ?", subscriber);
      handle.execute("DELETE FROM event_deliveries WHERE subscriber = ?", subscriber);
      handle.execute("DELETE FROM events WHERE id NOT IN (SELECT event_id FROM event_deliveries)");
    });
  }

  /**
   * Publishes an event. When it is accepted, it is durable.
   *
   * @param source who emits it, at most 200 characters
   */
  public Publication publish(String topic, JsonValue payload, String source, Instant at) {
    check("topic", topic);
    check("source", source);
    String id = Ids.next();
    return database.write(handle -> {
      List<String> subscribers = subscribers(handle, topic, source);
      for (String subscriber : subscribers) {
        if (waiting(handle, subscriber) >= capacity) {
          return new Publication.Full(subscriber, capacity);
        }
      }
      if (!subscribers.isEmpty()) {
        insert(handle, new Published(id, topic, payload, source, at), subscribers);
      }
      return new Publication.Accepted(id, subscribers.size());
    });
  }

  private record Published(String id, String topic, JsonValue payload, String source, Instant at) {}

  private record Subscription(String subscriber, String topic) {
    boolean takes(String published, String source) {
      return topic.equals(published)
          || topic.indexOf('*') >= 0 && !subscriber.equals(source) && Topics.fits(topic, published);
    }
  }

  private List<String> subscribers(Handle handle, String topic, String source) {
    return handle
        .createQuery(
            "SELECT subscriber, topic FROM event_subscriptions WHERE topic = :topic OR topic LIKE"
                + " '%*%' ORDER BY subscriber, topic"
                + database.dialect().forUpdate())
        .bind("topic", topic)
        .map(
            (row, context) -> new Subscription(row.getString("subscriber"), row.getString("topic")))
        .stream()
        .filter(subscription -> subscription.takes(topic, source))
        .map(Subscription::subscriber)
        .distinct()
        .toList();
  }

  private static long waiting(Handle handle, String subscriber) {
    return handle
        .createQuery("SELECT COUNT(*) FROM event_deliveries WHERE subscriber = :subscriber")
        .bind("subscriber", subscriber)
        .mapTo(Long.class)
        .one();
  }

  private static void insert(Handle handle, Published event, List<String> subscribers) {
    long seq =
        handle
            .createQuery(
                "INSERT INTO event_topics (topic, last_seq) VALUES (:topic, 1) ON CONFLICT (topic)"
                    + " DO UPDATE SET last_seq = event_topics.last_seq + 1 RETURNING last_seq")
            .bind("topic", event.topic())
            .mapTo(Long.class)
            .one();
    handle.execute(
        "INSERT INTO events (id, topic, seq, payload, source, at) VALUES (?, ?, ?, ?, ?, ?)",
        event.id(),
        event.topic(),
        seq,
        Json.write(event.payload()),
        event.source(),
        Times.micros(event.at()));
    for (String subscriber : subscribers) {
      handle.execute(
          "INSERT INTO event_deliveries (subscriber, event_id, topic, seq, attempts, due_at, dead)"
              + " VALUES (?, ?, ?, ?, 0, 0, 0)",
          subscriber,
          event.id(),
          event.topic(),
          seq);
    }
  }

  /** The subscribers for whom events wait that are due now. */
  public List<String> waiting() {
    long now = now();
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT DISTINCT subscriber FROM event_deliveries WHERE dead = 0 AND due_at <= :now"
                    + " ORDER BY subscriber")
            .bind("now", now)
            .mapTo(String.class)
            .list());
  }

  /**
   * Takes the next events of a subscriber. Those that are not acknowledged within the lease are
   * delivered again.
   *
   * @param most 1 or more
   * @return events whose order within each topic is that of the list; empty if there are none
   */
  public List<Delivery> take(String subscriber, int most, Duration lease) {
    long now = now();
    return database.write(handle -> {
      // one taker of a subscriber at a time, so that no two get the same event
      lock(handle, subscriber);
      handle.execute(
          "UPDATE event_deliveries SET dead = 1, lease = NULL, error = COALESCE(error, ?)"
              + " WHERE subscriber = ? AND dead = 0 AND attempts >= ? AND due_at <= ?",
          UNANSWERED,
          subscriber,
          MOST_ATTEMPTS,
          now);
      List<Delivery> next = next(handle, subscriber, most, now);
      for (Delivery delivery : next) {
        handle.execute(
            "UPDATE event_deliveries SET lease = ?, due_at = ?, attempts = ? WHERE subscriber ="
                + " ? AND event_id = ?",
            delivery.lease(),
            now + lease.toNanos() / 1_000,
            delivery.attempt(),
            subscriber,
            delivery.eventId());
      }
      return next;
    });
  }

  private void lock(Handle handle, String subscriber) {
    List<String> unused =
        handle
            .createQuery(
                "SELECT topic FROM event_subscriptions WHERE subscriber = :subscriber ORDER BY"
                    + " topic"
                    + database.dialect().forUpdate())
            .bind("subscriber", subscriber)
            .mapTo(String.class)
            .list();
  }

  private static List<Delivery> next(Handle handle, String subscriber, int most, long now) {
    return handle
        .createQuery(
            "SELECT d.*, e.payload, e.source, e.at FROM event_deliveries d JOIN events e ON e.id ="
                + " d.event_id WHERE d.subscriber = :subscriber AND d.dead = 0 AND d.due_at <= :now"
                + " AND NOT EXISTS (SELECT 1 FROM event_deliveries f WHERE f.subscriber ="
                + " d.subscriber AND f.dead = 0 AND f.topic = d.topic AND f.seq < d.seq AND"
                + " f.due_at > :now) ORDER BY d.seq, d.topic LIMIT :most")
        .bind("subscriber", subscriber)
        .bind("now", now)
        .bind("most", most)
        .map((row, context) -> delivery(row))
        .list();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("subscriber"),
        row.getString("event_id"),
        row.getString("topic"),
        row.getLong("seq"),
        Json.parse(row.getString("payload")),
        row.getString("source"),
        Times.instant(row.getLong("at")),
        row.getLong("attempts") + 1,
        Ids.next());
  }

  /**
   * The subscriber has taken the event.
   *
   * @return false if its lease had ended and it was given out anew, or it is not known
   */
  public boolean acknowledge(Delivery delivery) {
    return database.write(handle -> {
      // so that of two that acknowledge it last, one sees that nobody is left
      handle
          .createQuery("SELECT id FROM events WHERE id = :id" + database.dialect().forUpdate())
          .bind("id", delivery.eventId())
          .mapTo(String.class)
          .findFirst();
      int rows =
          handle.execute(
              "DELETE FROM event_deliveries WHERE subscriber = ? AND event_id = ? AND lease ="
                  + " ?",
              delivery.subscriber(),
              delivery.eventId(),
              delivery.lease());
      forget(handle, delivery.eventId());
      return rows == 1;
    });
  }

  private static void forget(Handle handle, String eventId) {
    handle.execute(
        "DELETE FROM events WHERE id = ? AND NOT EXISTS (SELECT 1 FROM event_deliveries WHERE"
            + " event_id = events.id)",
        eventId);
  }

  /**
   * The subscriber could not take the event: it is delivered again after a pause, or put aside if
   * that was the last attempt.
   *
   * @param error what went wrong; its first 1,000 characters are kept
   * @return false if its lease had ended and it was given out anew, or it is not known
   */
  public boolean fail(Delivery delivery, String error, Duration pause) {
    long due = now() + pause.toNanos() / 1_000;
    int last = delivery.attempt() >= MOST_ATTEMPTS ? 1 : 0;
    String kept = error.substring(0, Math.min(error.length(), ERROR_CHARACTERS)).replace('\0', ' ');
    return database.write(handle ->
        handle.execute(
            "UPDATE event_deliveries SET lease = NULL, due_at = ?, error = ?, dead = ?"
                + " WHERE subscriber = ? AND event_id = ? AND lease = ?",
            due,
            kept,
            last,
            delivery.subscriber(),
            delivery.eventId(),
            delivery.lease()))
        == 1;
  }

  /** Events that were put aside, the oldest of each topic first. */
  public List<DeadLetter> deadLetters(String subscriber, int most) {
    return database.read(handle -> {
      Query query =
          handle.createQuery(
              "SELECT d.*, e.payload, e.source, e.at FROM event_deliveries d JOIN events e ON"
                  + " e.id = d.event_id WHERE d.subscriber = :subscriber AND d.dead = 1 ORDER"
                  + " BY d.topic, d.seq LIMIT :most");
      return query
          .bind("subscriber", subscriber)
          .bind("most", most)
          .map((row, context) -> deadLetter(row))
          .list();
    });
  }

  private static DeadLetter deadLetter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString("subscriber"),
        row.getString("event_id"),
        row.getString("topic"),
        Json.parse(row.getString("payload")),
        row.getString("source"),
        Times.instant(row.getLong("at")),
        row.getLong("attempts"),
        row.getString("error"));
  }

  /** Delivers an event anew that was put aside; false if there is none. */
  public boolean retry(DeadLetter letter) {
    return database.write(handle ->
        handle.execute(
            "UPDATE event_deliveries SET dead = 0, attempts = 0, due_at = 0, error = NULL"
                + " WHERE subscriber = ? AND event_id = ? AND dead = 1",
            letter.subscriber(),
            letter.eventId()))
        == 1;
  }

  /** Drops an event that was put aside; false if there is none. */
  public boolean discard(DeadLetter letter) {
    return database.write(handle -> {
      int rows =
          handle.execute(
              "DELETE FROM event_deliveries WHERE subscriber = ? AND event_id = ? AND dead = 1",
              letter.subscriber(),
              letter.eventId());
      forget(handle, letter.eventId());
      return rows == 1;
    });
  }

  private long now() {
    return Times.micros(clock.instant());
  }

  private static void check(String what, String name) {
    if (name.isEmpty()
        || name.length() > NAME_CHARACTERS
        || name.indexOf(0) >= 0
        || !Utf8.isEncodable(name)) {
      throw new IllegalArgumentException(
          "a "
              + what
              + " is a text of 1 to "
              + NAME_CHARACTERS
              + " characters without NUL or half a surrogate pair");
    }
  }
}
