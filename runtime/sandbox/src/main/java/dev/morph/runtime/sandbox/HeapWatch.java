package dev.morph.runtime.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches the heap of this process and ends the calls that allocated most before it is full.
 * Objects of guests live on the heap beside all others, and only the collector knows which are
 * still held: so what counts is what is in use after a collection.
 *
 * <p>A guest asks before it makes more objects. So long as what was in use after the last
 * collection and all that guests were granted since leave room, it goes on at once; else it waits
 * until the heap was collected and what must end was told so. Otherwise several guests could fill
 * the heap between two looks, and what found no room would be anybody's.
 *
 * <p>Belongs to the watchdog's thread, but for {@link #grant}, which guests' threads call.
 */
final class HeapWatch {
  /** Part of the heap from which on it is counted what calls allocate. */
  private static final double COUNTED = 0.25;

  /** Part of the heap that may be in use after a collection. */
  private static final double FULL = 0.65;

  /** Part of the heap that is left in use after calls were ended. */
  private static final double AIM = 0.45;

  /** Part of the heap from which also calls are ended whose share is not known. */
  private static final double CRITICAL = 0.85;

  /** Part of the heap that guests are granted without a look. */
  private static final double ROOM = 0.8;

  /** Bytes of the heap that a byte of objects may take: an array of bytes is one of longs. */
  private static final long BYTES_PER_BYTE = 8;

  /** Part of the heap that a call must have allocated for its end to be of use. */
  private static final double SHARE = 1.0 / 32;

  /** How long no full collection is asked for after one that found room. */
  private static final long QUIET_NANOS = 5_000_000_000L;

  /** How long a guest waits before it looks again whether there is room. */
  private static final long GRANT_NANOS = 1_000_000;

  private final Heap heap;
  private final LongSupplier nanoClock;
  private final List<Share> shares = new ArrayList<>();
  private boolean counting;
  private long seenCollections;
  private long seenFullCollections;
  private long quietUntil;
  private boolean quiet;

  /** In use after the last collection, as far as was seen, and granted since. */
  private volatile long level;

  private final AtomicLong granted = new AtomicLong();
  private volatile boolean awaited;
  private volatile int looks;

  HeapWatch(Heap heap, LongSupplier nanoClock) {
    this.heap = heap;
    this.nanoClock = nanoClock;
  }

  /** A watch over the heap of this JVM. */
  static HeapWatch ofThisProcess() {
    return new HeapWatch(new JvmHeap(), System::nanoTime);
  }

  /** What is asked of a heap. */
  interface Heap {
    /** The most that it may have. */
    long maxBytes();

    /** What is in use now, garbage included. */
    long usedBytes();

    /** How many collections there were. */
    long collections();

    /** How many of these left no garbage. */
    long fullCollections();

    /** Collects everything, now. */
    void collect();

    /** What a thread allocated in its life; -1 if that is not known. */
    long allocatedBytes(Thread thread);
  }

  /** A call that may be ended. */
  interface Allocator {
    /** What it allocated since it was first asked; -1 if that is not known. */
    long allocatedBytes(Heap heap);

    /** True if it was told to end. */
    boolean ended();

    /** Tells it to end. */
    void endForHeap();
  }

  private record Share(Allocator call, long bytes) {}

  /**
   * Waits until there is room for so many bytes of objects, or two looks found nothing to end, or
   * the thread is interrupted.
   */
  void grant(long bytes) {
    granted.addAndGet(bytes * BYTES_PER_BYTE);
    int first = looks;
    while (isTight() && looks - first < 2 && !Thread.currentThread().isInterrupted()) {
      awaited = true;
      LockSupport.parkNanos(this, GRANT_NANOS);
    }
  }

  private boolean isTight() {
    return level + granted.get() > ROOM * heap.maxBytes();
  }

  /** Ends what must end. */
  void look(Collection<? extends Allocator> calls) {
    try {
      watch(calls);
    } finally {
      awaited = false;
      looks++;
    }
  }

  private void seen(long used) {
    level = used;
    granted.set(0);
  }

  private void watch(Collection<? extends Allocator> calls) {
    long max = heap.maxBytes();
    long used = heap.usedBytes();
    if (!counting || used < level + granted.get()) {
      seen(used);
    }
    if (!counting) {
      if (used < COUNTED * max) {
        return;
      }
      counting = true;
      seenCollections = heap.collections();
      seenFullCollections = heap.fullCollections();
    }
    shares.clear();
    for (Allocator call : calls) {
      shares.add(new Share(call, call.allocatedBytes(heap)));
    }
    long collections = heap.collections();
    long fullCollections = heap.fullCollections();
    boolean collected = collections != seenCollections;
    boolean exact = fullCollections != seenFullCollections;
    seenCollections = collections;
    seenFullCollections = fullCollections;
    if (collected) {
      seen(used);
    }
    // right after a collection, as what was allocated since is little; or where guests wait for one
    boolean wanted = collected || (awaited && isTight());
    if (!wanted || !isFull(used) || !anyCouldHelp(used)) {
      return;
    }
    if (!exact) {
      used = exactly(collected && used > CRITICAL * max);
    }
    if (isFull(used)) {
      end(used);
    }
  }

  /**
   * What is held. A small collection leaves the garbage among old objects; a full one takes a
   * while, and is not asked for again soon if it found that all is well.
   */
  private long exactly(boolean critical) {
    if (quiet && !critical && nanoClock.getAsLong() - quietUntil < 0) {
      return 0;
    }
    heap.collect();
    seenCollections = heap.collections();
    seenFullCollections = heap.fullCollections();
    long held = heap.usedBytes();
    seen(held);
    quiet = !isFull(held);
    quietUntil = nanoClock.getAsLong() + QUIET_NANOS;
    return held;
  }

  private boolean isFull(long used) {
    return used > FULL * heap.maxBytes();
  }

  private boolean anyCouldHelp(long used) {
    for (Share share : shares) {
      if (isCandidate(share, used)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCandidate(Share share, long used) {
    return share.bytes() < 0
        ? used > CRITICAL * heap.maxBytes()
        : share.bytes() > SHARE * heap.maxBytes();
  }

  /** No sorting, no lambdas: what loads classes or allocates here may find no room. */
  private void end(long used) {
    double excess = used - AIM * heap.maxBytes();
    for (Share share : shares) {
      if (share.call().ended()) {
        // on its way out: what it holds will be free
        excess -= Math.max(0, share.bytes());
      }
    }
    while (excess > 0) {
      Share most = null;
      for (Share share : shares) {
        if (!share.call().ended()
            && isCandidate(share, used)
            && (most == null || share.bytes() > most.bytes())) {
          most = share;
        }
      }
      if (most == null) {
        return;
      }
      most.call().endForHeap();
      excess -= Math.max(0, most.bytes());
    }
  }
}
