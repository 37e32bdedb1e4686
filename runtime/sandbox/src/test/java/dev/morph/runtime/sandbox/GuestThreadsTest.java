package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestThreadsTest {
  private final GuestThreads threads = new GuestThreads();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void workRunsOnAGuestThreadAndOnTheSameOneAgain() {
    Thread first = threads.call(Thread::currentThread);
    assertThat(first).isInstanceOf(GuestThread.class).isNotSameAs(Thread.currentThread());
    assertThat(first.isDaemon()).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(threads.call(Thread::currentThread)).isSameAs(first);
    }
  }

  @Test
  void nothingIsHandedOverOnAGuestThread() throws Exception {
    try (ExecutorService executor =
        Executors.newSingleThreadExecutor(GuestThread.factory("mine-"))) {
      Thread own = executor.submit(Thread::currentThread).get();
      assertThat(own.getName()).isEqualTo("mine-1");
      assertThat(executor.submit(() -> threads.call(Thread::currentThread)).get()).isSameAs(own);
    }
    Thread worker = threads.call(() -> threads.call(Thread::currentThread));
    assertThat(worker).isSameAs(threads.call(Thread::currentThread));
  }

  @Test
  void whatIsThrownReachesTheCallerAndTheThreadServesTheNext() {
    var failure = new IllegalStateException("mine");
    assertThatThrownBy(() ->
            threads.call(() -> {
              throw failure;
            }))
        .isSameAs(failure);
    var error = new StackOverflowError();
    assertThatThrownBy(() ->
            threads.call(() -> {
              throw error;
            }))
        .isSameAs(error);
    assertThat(threads.<Object>call(() -> null)).isNull();
    assertThat(threads.call(() -> "fine")).isEqualTo("fine");
  }

  @Test
  void manyCallersEachGetTheirOwnAnswer() throws Exception {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService platform = Executors.newFixedThreadPool(4);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        int number = caller;
        all.add(
            (caller % 2 == 0 ? platform : virtual)
                .submit(() -> {
                  for (int i = 0; i < 2_000; i++) {
                    int answer = i * 8 + number;
                    assertThat(
                            threads.call(() -> {
                              used.add(Thread.currentThread());
                              return answer;
                            }))
                        .isEqualTo(answer);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(used).hasSizeLessThanOrEqualTo(8).allMatch(GuestThread.class::isInstance);
  }

  @Test
  void anInterruptOfAWaitingCallerReachesTheWorkAndNobodyElse() throws Exception {
    var working = new CountDownLatch(1);
    var seen = new AtomicReference<>("");
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              boolean slept =
                  threads.call(() -> {
                    working.countDown();
                    try {
                      Thread.sleep(60_000);
                      return true;
                    } catch (InterruptedException e) {
                      return false;
                    }
                  });
              seen.set(slept + " " + Thread.currentThread().isInterrupted());
            });
    working.await();
    Thread.sleep(50);
    caller.interrupt();
    assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
    assertThat(seen).hasValue("false false");
    assertThat(threads.call(Thread::interrupted)).as("the next work on the thread").isFalse();
  }

  @Test
  void anInterruptedCallerIsInterruptedInTheWorkAndAfterIt() {
    Thread.currentThread().interrupt();
    assertThat(threads.call(() -> Thread.currentThread().isInterrupted())).isTrue();
    assertThat(Thread.interrupted()).as("left by the work").isTrue();
    Thread.currentThread().interrupt();
    assertThat(threads.call(Thread::interrupted)).isTrue();
    assertThat(Thread.interrupted()).as("taken by the work").isFalse();
    threads.call(() -> {
      Thread.currentThread().interrupt();
      return "";
    });
    assertThat(Thread.interrupted()).as("made by the work").isTrue();
    assertThat(threads.call(Thread::interrupted)).isFalse();
  }

  @Test
  void theWorkHasTheCallersContextClassLoader() throws Exception {
    Thread me = Thread.currentThread();
    ClassLoader before = me.getContextClassLoader();
    try (var mine = new URLClassLoader(new URL[0])) {
      me.setContextClassLoader(mine);
      Thread worker =
          threads.call(() -> {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
            return Thread.currentThread();
          });
      assertThat(worker.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
    } finally {
      me.setContextClassLoader(before);
    }
  }

  @Test
  void aThreadThatHasNothingToDoEnds() throws Exception {
    Thread worker = threads.call(Thread::currentThread);
    assertThat(worker.join(Duration.ofNanos(GuestThreads.IDLE_NANOS * 4))).isTrue();
    assertThat(threads.call(Thread::currentThread)).isNotSameAs(worker);
  }

  @Test
  void closingEndsThreadsThatWaitAndThoseThatWorkWhenTheyAreDone() throws Exception {
    Thread waiting =
        threads.call(() -> {
          Thread outer = Thread.currentThread();
          return outer;
        });
    Thread working =
        threads.call(() -> {
          threads.close();
          return Thread.currentThread();
        });
    assertThat(working).isSameAs(waiting);
    assertThat(working.join(Duration.ofSeconds(30))).isTrue();
    Thread late = threads.call(Thread::currentThread);
    assertThat(late.join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void theStackIsDeepEnoughForTenThousandLargeFrames() {
    assertThat(threads.call(() -> down(1_000_000))).isEqualTo(1_000_000);
  }

  private static int down(int left) {
    return left == 0 ? 0 : 1 + down(left - 1);
  }
}
