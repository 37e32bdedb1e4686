package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.capabilities.service.ServiceCall;
import dev.morph.host.integration.Integration;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOrigin;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.event.Delivery;
import dev.morph.storage.event.Event;
import dev.morph.storage.event.EventQueue;
import dev.morph.storage.event.QueuedEvents;
import dev.morph.storage.event.Topics;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to the extensions that listen: each as a call of the action {@code on_event} with
 * {@code {topic, payload, source, time}}, for the user, group and space of the call that emitted
 * it. Within a topic in the order in which they were emitted, at least once. What fails is tried
 * again after a pause, and after {@link EventQueue#MOST_ATTEMPTS} attempts put aside in the queue
 * (its dead letters), so that the next ones go on. Safe for several threads.
 */
public final class EventDelivery implements AutoCloseable {
  /** The action that gets events. */
  public static final String ACTION = "on_event";

  /** How often the queue is looked at though nobody here has published: others may have. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What a call may take beside its own limit of time: a place, an instance, the answer. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final Supplier<EventQueue> queue;
  private final Function<String, Optional<? extends EventTarget>> installed;
  private final AuditCaller caller;
  private final Duration pause;
  private final Map<String, Listener> listeners = new HashMap<>();
  private boolean closed;

  /**
   * @param installed who gets events of the queue by this name, if anybody does
   * @param caller who the audit log says has called {@code on_event}
   * @param pause before the second attempt; each further one waits twice as long as the one before
   */
  EventDelivery(
      Supplier<EventQueue> queue,
      Function<String, Optional<? extends EventTarget>> installed,
      AuditCaller caller,
      Duration pause) {
    this.queue = queue;
    this.installed = installed;
    this.caller = caller;
    this.pause = pause;
  }

  /**
   * What an extension listens to.
   *
   * @param topics that it gets from now on
   * @param denied what it asks for and may not have, each as the text of a denial
   */
  public record Listening(List<String> topics, List<String> denied) {
    public Listening {
      topics = List.copyOf(topics);
      denied = List.copyOf(denied);
    }
  }

  /**
   * From now on the extension gets the events of the topics that its description {@code listens}
   * to, as far as it is granted {@code event:listen}. Its subscription outlives this object, and so
   * do events that wait, if the store does; {@link #forget} ends it. An extension of the same name
   * takes the place of the one before.
   *
   * @throws MorphException if the extension cannot describe itself, or listens to what is no topic
   */
  public Listening listen(Extension extension) {
    return listen(new FileTarget(extension), extension.describe());
  }

  /** The same for an integration; each delivery is audited, as every call of it is. */
  public Listening listen(Integration integration) {
    return listen(target(integration), integration.describe().toJson());
  }

  private static EventTarget target(Integration integration) {
    if (integration instanceof EventTarget target) {
      return target;
    }
    throw new IllegalArgumentException("an integration of the registry is needed");
  }

  private Listening listen(EventTarget target, JsonObject description) {
    synchronized (listeners) {
      requireOpen();
    }
    Policy policy = target.policy();
    Set<String> topics = new LinkedHashSet<>();
    List<String> denied = new ArrayList<>();
    for (String topic : topics(description)) {
      Decision decision = decide(policy, topic);
      if (decision instanceof Decision.Granted) {
        topics.add(topic);
      } else {
        denied.add(Decision.denialText(decision));
      }
    }
    Listener listener = new Listener(target);
    queue.get().subscribe(target.name(), topics);
    Listener before;
    synchronized (listeners) {
      requireOpen();
      before =
          topics.isEmpty()
              ? listeners.remove(target.name())
              : listeners.put(target.name(), listener);
    }
    if (before != null) {
      before.stop();
    }
    if (!topics.isEmpty()) {
      listener.start();
    }
    return new Listening(List.copyOf(topics), denied);
  }

  /**
   * Delivers what waits for installed extensions, on the calling thread, until nothing does: for a
   * process that ends soon and has no listeners. What fails is tried again by whoever delivers
   * next.
   *
   * @param most deliveries at the most: extensions may answer events with events
   * @return how many were tried
   */
  public int deliverWaiting(int most) {
    int tried = 0;
    boolean more = true;
    while (more && tried < most) {
      more = false;
      for (String name : queue.get().waiting()) {
        EventTarget target = installed.apply(name).orElse(null);
        if (target != null && tried < most && mayRun(target) && deliverNext(target)) {
          tried++;
          more = true;
        }
      }
    }
    return tried;
  }

  private void requireOpen() {
    if (closed) {
      throw new MorphException(ErrorCode.NOT_FOUND, "the application has closed Morph");
    }
  }

  /** Ends the extension's subscription; what waits for it is dropped. */
  public void forget(Extension extension) {
    forget(name(extension));
  }

  /** Ends the integration's subscription; what waits for it is dropped. */
  public void forget(Integration integration) {
    forget(integration.id().value());
  }

  private void forget(String name) {
    Listener listener;
    synchronized (listeners) {
      listener = listeners.remove(name);
    }
    if (listener != null) {
      listener.stop();
    }
    queue.get().unsubscribe(name);
  }

  /**
   * Calls {@code on_event} of an extension once, now, on whichever terms it is granted: for an
   * application that brings events by itself.
   *
   * @return the outcome of the call; {@code permission-not-granted} or {@code
   *     permission-not-declared} without a call if the extension may not listen to the topic
   */
  public CallOutcome deliver(Extension extension, Event event) {
    return deliver(new FileTarget(extension), event);
  }

  /** The same for an integration; the delivery is audited, as every call of it is. */
  public CallOutcome deliver(Integration integration, Event event) {
    return deliver(target(integration), event);
  }

  private CallOutcome deliver(EventTarget target, Event event) {
    Decision decision = target.policy().named(PermissionName.EVENT_LISTEN, event.topic());
    if (!(decision instanceof Decision.Granted)) {
      ErrorCode code =
          decision instanceof Decision.NotDeclared
              ? ErrorCode.PERMISSION_NOT_DECLARED
              : ErrorCode.PERMISSION_NOT_GRANTED;
      return new CallOutcome.Failed(
          new MorphException(code, Decision.denialText(decision)), CallReport.NONE);
    }
    JsonObject params =
        JsonObject.builder()
            .put("topic", event.topic())
            .put("payload", event.payload())
            .put("source", event.source())
            .put("time", DateTimeFormatter.ISO_INSTANT.format(event.at()))
            .build();
    JsonObject.Builder context = JsonObject.builder();
    putId(context, "user_id", event.owner().userId());
    putId(context, "group_id", event.owner().groupId());
    putId(context, "space_id", event.spaceId());
    return target.execute(
        CallRequest.of(ACTION, params, context.build()).withOrigin(CallOrigin.event(event.hops())),
        caller);
  }

  /** A pattern is checked again with each topic that fits it. */
  static Decision decide(Policy policy, String topic) {
    boolean pattern = topic.indexOf('*') >= 0;
    if (pattern
        && policy.declared().has(PermissionName.EVENT_LISTEN)
        && policy.granted().has(PermissionName.EVENT_LISTEN)) {
      return new Decision.Granted();
    }
    return policy.named(PermissionName.EVENT_LISTEN, topic);
  }

  private static List<String> topics(JsonObject description) {
    List<String> topics = new ArrayList<>();
    if (!(description.get("listens") instanceof JsonArray listed)) {
      return topics;
    }
    for (JsonValue one : listed.items()) {
      if (!(one instanceof JsonString(String topic)) || !Topics.isPattern(topic)) {
        throw new MorphException(
            ErrorCode.GUEST_RESULT,
            "describe: listens to what is no topic; a topic is "
                + Topics.ACCEPTED
                + ", and * stands for any characters");
      }
      topics.add(topic);
    }
    return topics;
  }

  /** Under which the queue knows it: as the source of its own events. */
  private static String name(Extension extension) {
    return ServiceCall.sender(extension.module().settings().name()).value();
  }

  private static void putId(JsonObject.Builder context, String name, String id) {
    if (!id.isEmpty()) {
      context.put(name, id);
    }
  }

  /** Somebody may have something new. */
  void wake() {
    synchronized (listeners) {
      listeners.values().forEach(Listener::wake);
    }
  }

  /** Begins no delivery any more; does not wait for those under way. */
  void stop() {
    synchronized (listeners) {
      closed = true;
      listeners.values().forEach(Listener::end);
    }
  }

  /** Ends all deliveries; one that is under way is waited for. What waits in the queue stays. */
  @Override
  public void close() {
    stop();
    List<Listener> all;
    synchronized (listeners) {
      all = List.copyOf(listeners.values());
      listeners.clear();
    }
    all.forEach(Listener::stop);
  }

  private static boolean mayRun(EventTarget target) {
    try {
      return target.timeNanos() > 0;
    } catch (MorphException e) { // it was disabled, or cannot be loaded: its events wait
      return false;
    }
  }

  /** A loaded file. */
  private record FileTarget(Extension extension) implements EventTarget {
    @Override
    public String name() {
      return EventDelivery.name(extension);
    }

    @Override
    public Policy policy() {
      return extension.module().settings().policy();
    }

    @Override
    public long timeNanos() {
      return extension.module().settings().limits().value(Limit.TIME);
    }

    @Override
    public CallOutcome execute(CallRequest request, AuditCaller caller) {
      return extension.execute(request);
    }
  }

  /** Takes the next event that waits for somebody and delivers it; false if there is none. */
  private boolean deliverNext(EventTarget target) {
    Duration lease = Duration.ofNanos(target.timeNanos()).plus(MARGIN);
    List<Delivery> next = queue.get().take(target.name(), 1, lease);
    next.forEach(delivery -> deliver(target, delivery));
    return !next.isEmpty();
  }

  private void deliver(EventTarget target, Delivery delivery) {
    MorphException error = error(target, delivery);
    boolean denied =
        error != null
            && (error.code() == ErrorCode.PERMISSION_NOT_GRANTED
                || error.code() == ErrorCode.PERMISSION_NOT_DECLARED)
            && !isGranted(target, delivery.topic());
    boolean unused =
        error == null || denied
            ? queue.get().acknowledge(delivery)
            : queue.get().fail(delivery, text(error), pause(delivery.attempt()));
  }

  private static boolean isGranted(EventTarget target, String topic) {
    return target.policy().named(PermissionName.EVENT_LISTEN, topic) instanceof Decision.Granted;
  }

  private @Nullable MorphException error(EventTarget target, Delivery delivery) {
    try {
      return deliver(target, QueuedEvents.event(delivery)) instanceof CallOutcome.Failed failed
          ? failed.error()
          : null;
    } catch (MorphException e) {
      return e;
    }
  }

  private Duration pause(long attempt) {
    Duration wait = pause.multipliedBy(1L << Math.min(attempt - 1, 20));
    return wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
  }

  /** One target's deliveries, one after another. */
  private final class Listener {
    private final EventTarget target;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean news;
    private boolean stopped;

    Listener(EventTarget target) {
      this.target = target;
      this.thread = Thread.ofVirtual().name("morph-events-" + target.name()).unstarted(this::run);
    }

    void start() {
      thread.start();
    }

    void wake() {
      lock.lock();
      try {
        news = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** No further delivery begins. */
    void end() {
      lock.lock();
      try {
        stopped = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** The same, and waits for the one that is under way. */
    void stop() {
      end();
      if (thread.isAlive() && Thread.currentThread() != thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
          try {
            thread.join();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void run() {
      while (true) {
        boolean worked;
        try {
          worked = deliverNext(target);
        } catch (RuntimeException e) {
          // the store cannot be reached: the lease ends, and the event is delivered again
          worked = false;
        }
        if (isOver(worked)) {
          return;
        }
      }
    }

    /** Waits for news if there was nothing to do; true when this is stopped. */
    private boolean isOver(boolean worked) {
      lock.lock();
      try {
        if (!stopped && !worked && !news) {
          boolean unused = changed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        }
        news = false;
        return stopped;
      } catch (InterruptedException e) {
        return true;
      } finally {
        lock.unlock();
      }
    }
  }

  private static String text(MorphException error) {
    String code = error.code().word();
    String message = error.getMessage();
    return message.startsWith(code) ? message : code + ": " + message;
  }
}
