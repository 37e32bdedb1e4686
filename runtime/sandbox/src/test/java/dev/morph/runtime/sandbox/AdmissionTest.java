package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static RuntimeSettings settings(int running, int perExtension, int waiting, int millis) {
    return RuntimeSettings.defaults()
        .withRunning(running, perExtension)
        .withWaiting(waiting, Duration.ofMillis(millis));
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    for (int i = 0; i < 2_000 && thread.getState() != Thread.State.TIMED_WAITING; i++) {
      Thread.sleep(1);
    }
    assertThat(thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);
  }

  @Test
  void noMoreRunThanThereArePlacesAndEverybodyIsServed() throws Exception {
    Admission admission = new Admission(settings(4, 3, 1_000, 60_000));
    List<Admission.Line> lines =
        List.of(new Admission.Line(), new Admission.Line(), new Admission.Line());
    List<AtomicInteger> ofLine =
        List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < 60; t++) {
        int line = t % 3;
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < 200; i++) {
                try (Admission.Place place = admission.enter(lines.get(line))) {
                  assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(4);
                  assertThat(ofLine.get(line).incrementAndGet()).isLessThanOrEqualTo(3);
                  Thread.yield();
                  ofLine.get(line).decrementAndGet();
                  inside.decrementAndGet();
                  served.incrementAndGet();
                }
              }
            }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(served).hasValue(12_000);
    assertThat(admission.awaitDrained(1)).isTrue();
  }

  @Test
  void whoWaitsTooLongIsToldThatTheHostIsBusy() throws Exception {
    Admission admission = new Admission(settings(1, 1, 10, 100));
    Admission.Line line = new Admission.Line();
    try (Admission.Place place = admission.enter(line)) {
      long start = System.nanoTime();
      MorphException busy = onAnotherThread(admission, line);
      assertThat(busy.code()).isEqualTo(ErrorCode.BUSY);
      assertThat(busy).hasMessageContaining("within 100 ms").hasMessageContaining("try again");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
    }
    try (Admission.Place place = admission.enter(line)) {
      assertThat(place).isNotNull();
    }
  }

  private static MorphException onAnotherThread(Admission admission, Admission.Line line)
      throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      return thread
          .submit(() -> {
            try (Admission.Place place = admission.enter(line)) {
              throw new AssertionError("was let in");
            } catch (MorphException e) {
              return e;
            }
          })
          .get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFullLineRefusesAtOnce() throws Exception {
    Admission admission = new Admission(settings(1, 1, 0, 60_000));
    Admission.Line line = new Admission.Line();
    try (Admission.Place place = admission.enter(line)) {
      assertThat(onAnotherThread(admission, line).code()).isEqualTo(ErrorCode.BUSY);
    }
  }

  @Test
  void oneExtensionLeavesPlacesToOthers() throws Exception {
    Admission admission = new Admission(settings(2, 1, 10, 50));
    Admission.Line greedy = new Admission.Line();
    try (Admission.Place place = admission.enter(greedy)) {
      assertThat(onAnotherThread(admission, greedy).code()).isEqualTo(ErrorCode.BUSY);
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                try (Admission.Place mine = admission.enter(new Admission.Line())) {
                  assertThat(mine).isNotNull();
                }
              });
      assertThat(other.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void anExtensionIsServedBeforeTheLongLineOfAnother() throws Exception {
    Admission admission = new Admission(settings(1, 1, 100, 60_000));
    Admission.Line crowded = new Admission.Line();
    Admission.Line quiet = new Admission.Line();
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (Admission.Place place = admission.enter(crowded)) {
      for (int i = 0; i < 11; i++) {
        boolean last = i == 10;
        Thread thread =
            Thread.ofPlatform()
                .start(() -> {
                  try (Admission.Place mine = admission.enter(last ? quiet : crowded)) {
                    order.add(last ? "quiet" : "crowded");
                  }
                });
        threads.add(thread);
        awaitWaiting(thread);
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).hasSize(11);
    assertThat(order.indexOf("quiet")).isLessThanOrEqualTo(1);
  }

  @Test
  void aCallFromInsideACallHasItsPlace() {
    Admission admission = new Admission(settings(1, 1, 0, 0));
    try (Admission.Place outer = admission.enter(new Admission.Line())) {
      try (Admission.Place inner = admission.enter(new Admission.Line())) {
        assertThat(inner).isNotSameAs(outer);
      }
      assertThat(admission.awaitDrained(1)).as("its own place does not count").isTrue();
    }
    try (Admission.Place again = admission.enter(new Admission.Line())) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void anInterruptedCallerWaitsNoLongerAndStaysInterrupted() throws Exception {
    Admission admission = new Admission(settings(1, 1, 10, 60_000));
    Admission.Line line = new Admission.Line();
    List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    try (Admission.Place place = admission.enter(line)) {
      Thread waiter =
          Thread.ofPlatform()
              .start(() -> {
                try (Admission.Place mine = admission.enter(line)) {
                  seen.add("in");
                } catch (MorphException e) {
                  seen.add(e.code());
                  seen.add(Thread.currentThread().isInterrupted());
                }
              });
      awaitWaiting(waiter);
      waiter.interrupt();
      waiter.join();
    }
    assertThat(seen).containsExactly(ErrorCode.BUSY, true);
  }

  @Test
  void closingRefusesWhoWaitsAndWhoComesAndWaitsForWhoRuns() throws Exception {
    Admission admission = new Admission(settings(1, 1, 10, 60_000));
    Admission.Line line = new Admission.Line();
    CountDownLatch leave = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    List<ErrorCode> refused = Collections.synchronizedList(new ArrayList<>());
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try (Admission.Place place = admission.enter(line)) {
                entered.countDown();
                leave.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    entered.await();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              try (Admission.Place place = admission.enter(line)) {
                throw new AssertionError("was let in");
              } catch (MorphException e) {
                refused.add(e.code());
              }
            });
    awaitWaiting(waiter);
    admission.close();
    waiter.join();
    assertThat(refused).containsExactly(ErrorCode.NOT_FOUND);
    assertThatThrownBy(() -> admission.enter(new Admission.Line()))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("closed");
    assertThat(admission.awaitDrained(50_000_000)).isFalse();
    leave.countDown();
    assertThat(admission.awaitDrained(20_000_000_000L)).isTrue();
    runner.join();
  }
}
