package dev.morph.runtime.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Watches the heap of this process and ends the calls that allocated most before it is full.
 * Objects of guests live on the heap beside all others, and only the collector knows which are
 * still held: so what counts is what is in use after a collection.
 *
 * <p>Belongs to the watchdog's thread.
 */
final class HeapWatch {
  /** Part of the heap that may be in use after a collection. */
  private static final double FULL = 0.70;

  /** Part of the heap that is left in use after calls were ended. */
  private static final double AIM = 0.55;

  /** Part of the heap from which also calls are ended whose share is not known. */
  private static final double CRITICAL = 0.85;

  /** Part of the heap that a call must have allocated for its end to be of use. */
  private static final double SHARE = 1.0 / 32;

  /** How long no full collection is asked for after one that found room. */
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final Heap heap;
  private final LongSupplier nanoClock;
  private long seenCollections;
  private long quietUntil;
  private boolean quiet;

  HeapWatch(Heap heap, LongSupplier nanoClock) {
    this.heap = heap;
    this.nanoClock = nanoClock;
    this.seenCollections = heap.collections();
  }

  /** A watch over the heap of this JVM. */
  static HeapWatch ofThisProcess() {
    return new HeapWatch(new JvmHeap(), System::nanoTime);
  }

  /** What is asked of a heap. */
  interface Heap {
    /** The most that it may have. */
    long maxBytes();

    /** How many collections there were. */
    long collections();

    /** What was in use after the last one; garbage of old objects may be among it. */
    long bytesAfterCollection();

    /** Collects everything, now. */
    void collect();
  }

  /** A call that may be ended. */
  interface Allocator {
    /** What it allocated since it began; -1 if that is not known. Freed bytes are not taken off. */
    long allocatedBytes();

    /** True if it was told to end. */
    boolean ended();

    /** Tells it to end. */
    void endForHeap();
  }

  private record Share(Allocator call, long bytes) {}

  /** Ends what must end. */
  void look(Collection<? extends Allocator> calls) {
    // asked at each look, since the first answer is where the count of a thread begins
    List<Share> shares = new ArrayList<>(calls.size());
    for (Allocator call : calls) {
      shares.add(new Share(call, call.allocatedBytes()));
    }
    long collections = heap.collections();
    if (collections == seenCollections || shares.isEmpty()) {
      return;
    }
    seenCollections = collections;
    long used = heap.bytesAfterCollection();
    if (!isFull(used) || !anyCouldHelp(shares, used)) {
      return;
    }
    // A small collection leaves the garbage among old objects: only a full one tells what is held.
    if (!quiet || nanoClock.getAsLong() - quietUntil >= 0 || used > CRITICAL * heap.maxBytes()) {
      heap.collect();
      seenCollections = heap.collections();
      used = heap.bytesAfterCollection();
      if (isFull(used)) {
        quiet = false;
        end(shares, used);
      } else {
        quiet = true;
        quietUntil = nanoClock.getAsLong() + QUIET_NANOS;
      }
    }
  }

  private boolean isFull(long used) {
    return used > FULL * heap.maxBytes();
  }

  private boolean anyCouldHelp(List<Share> shares, long used) {
    return shares.stream().anyMatch(share -> isCandidate(share, used));
  }

  private boolean isCandidate(Share share, long used) {
    return share.bytes() < 0
        ? used > CRITICAL * heap.maxBytes()
        : share.bytes() > SHARE * heap.maxBytes();
  }

  private void end(List<Share> shares, long used) {
    double excess = used - AIM * heap.maxBytes();
    List<Share> candidates = new ArrayList<>();
    for (Share share : shares) {
      if (share.call().ended()) {
        // on its way out: what it holds will be free
        excess -= Math.max(0, share.bytes());
      } else if (isCandidate(share, used)) {
        candidates.add(share);
      }
    }
    candidates.sort(Comparator.comparingLong(Share::bytes).reversed());
    for (Share share : candidates) {
      if (excess <= 0) {
        return;
      }
      share.call().endForHeap();
      excess -= Math.max(0, share.bytes());
    }
  }
}
