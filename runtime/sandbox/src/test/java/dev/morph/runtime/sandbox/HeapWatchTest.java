package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private static final long MAX = 1_000;

  /** A heap that is told what is held, and what garbage is among it. */
  private static final class FakeHeap implements HeapWatch.Heap {
    private long held;
    private long garbage;
    private long collections;
    private int fullCollections;

    @Override
    public long maxBytes() {
      return MAX;
    }

    @Override
    public long collections() {
      return collections;
    }

    @Override
    public long usedBytes() {
      return held + garbage;
    }

    @Override
    public long fullCollections() {
      return fullCollections;
    }

    @Override
    public void collect() {
      garbage = 0;
      collections++;
      fullCollections++;
    }

    @Override
    public long allocatedBytes(Thread thread) {
      throw new AssertionError("each call knows its own");
    }
  }

  private static final class FakeCall implements HeapWatch.Allocator {
    private final long allocated;
    private boolean ended;

    FakeCall(long allocated) {
      this.allocated = allocated;
    }

    @Override
    public long allocatedBytes(HeapWatch.Heap heap) {
      return allocated;
    }

    @Override
    public boolean ended() {
      return ended;
    }

    @Override
    public void endForHeap() {
      ended = true;
    }
  }

  private final FakeHeap heap = new FakeHeap();
  private long nanos;
  private final HeapWatch watch = new HeapWatch(heap, () -> nanos);
  private final List<FakeCall> calls = new ArrayList<>();

  private FakeCall call(long allocated) {
    FakeCall call = new FakeCall(allocated);
    calls.add(call);
    return call;
  }

  private void collected(long held, long garbage) {
    heap.held = 300;
    heap.garbage = 0;
    watch.look(calls);
    heap.held = held;
    heap.garbage = garbage;
    heap.collections++;
    watch.look(calls);
  }

  @Test
  void theFewestThatAllocatedMostAreEnded() {
    FakeCall small = call(100);
    FakeCall large = call(500);
    FakeCall middle = call(200);
    collected(800, 0);
    assertThat(large.ended).isTrue();
    assertThat(middle.ended).isFalse();
    assertThat(small.ended).isFalse();
  }

  @Test
  void asManyAreEndedAsAreNeeded() {
    FakeCall one = call(190);
    FakeCall two = call(180);
    FakeCall three = call(60);
    collected(800, 0);
    assertThat(one.ended).isTrue();
    assertThat(two.ended).isTrue();
    assertThat(three.ended).isFalse();
  }

  @Test
  void garbageIsNotHeldAgainstAnybody() {
    FakeCall busy = call(5_000);
    collected(300, 600);
    assertThat(heap.fullCollections).isEqualTo(1);
    assertThat(busy.ended).isFalse();
    collected(300, 500);
    assertThat(heap.fullCollections).as("no full collection soon after one").isEqualTo(1);
    nanos += 6_000_000_000L;
    collected(300, 500);
    assertThat(heap.fullCollections).isEqualTo(2);
    assertThat(busy.ended).isFalse();
  }

  @Test
  void aHeapFilledByOthersEndsNoSmallCall() {
    FakeCall small = call(20);
    collected(950, 0);
    assertThat(small.ended).isFalse();
    assertThat(heap.fullCollections).isZero();
  }

  @Test
  void whoIsOnTheWayOutCounts() {
    FakeCall going = call(400);
    going.ended = true;
    FakeCall other = call(300);
    collected(800, 0);
    assertThat(other.ended).isFalse();
  }

  @Test
  void callsWithoutACountAreEndedLast() {
    FakeCall unknown = call(-1);
    FakeCall known = call(100);
    collected(800, 0);
    assertThat(known.ended).isTrue();
    assertThat(unknown.ended).isFalse();
    known.ended = false;
    calls.remove(known);
    collected(900, 0);
    assertThat(unknown.ended).isTrue();
  }

  @Test
  void afterAFullCollectionNoOtherIsAskedFor() {
    FakeCall call = call(500);
    collected(300, 0);
    heap.held = 900;
    heap.collections++;
    heap.fullCollections++;
    watch.look(calls);
    assertThat(heap.fullCollections).isEqualTo(1);
    assertThat(call.ended).isTrue();
  }

  @Test
  void nothingIsAskedWithoutACollection() {
    FakeCall call = call(900);
    heap.held = 990;
    watch.look(calls);
    assertThat(call.ended).isFalse();
    assertThat(heap.fullCollections).isZero();
  }

  private Thread granting(long bytes) throws InterruptedException {
    Thread guest = Thread.ofPlatform().daemon().start(() -> watch.grant(bytes));
    guest.join(Duration.ofMillis(100));
    return guest;
  }

  @Test
  void whoFindsRoomIsNotKept() throws Exception {
    heap.held = 300;
    watch.look(calls);
    assertThat(granting(50).join(Duration.ofSeconds(20))).as("0.3 + 8 * 0.05 of the heap").isTrue();
  }

  @Test
  void whoFindsNoRoomWaitsUntilTheHeapWasCollected() throws Exception {
    FakeCall holder = call(500);
    collected(500, 0);
    Thread guest = granting(50);
    assertThat(guest.isAlive()).isTrue();
    heap.held = 700;
    heap.garbage = 200;
    watch.look(calls);
    assertThat(heap.fullCollections).as("nobody waited for a collection that was not made").isOne();
    assertThat(holder.ended).isTrue();
    heap.held = 100;
    watch.look(calls);
    assertThat(guest.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aHeapThatOthersFilledKeepsNobodyForLong() throws Exception {
    collected(900, 0);
    Thread guest = granting(1);
    assertThat(guest.isAlive()).isTrue();
    watch.look(calls);
    watch.look(calls);
    assertThat(guest.join(Duration.ofSeconds(20))).isTrue();
    assertThat(heap.fullCollections).isZero();
  }

  @Test
  void whoIsToldToEndWaitsNoLonger() throws Exception {
    collected(900, 0);
    Thread guest = granting(1);
    guest.interrupt();
    assertThat(guest.join(Duration.ofSeconds(20))).isTrue();
  }
}
