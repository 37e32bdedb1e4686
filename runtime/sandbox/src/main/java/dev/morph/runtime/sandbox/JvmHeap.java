package dev.morph.runtime.sandbox;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The heap of this process. What is asked at each look allocates nothing: it is asked when there is
 * least to give.
 */
final class JvmHeap implements HeapWatch.Heap {
  /** Collectors whose collections leave no garbage, by the names that the JDK gives them. */
  private static final Set<String> FULL =
      Set.of(
          "MarkSweepCompact",
          "PS MarkSweep",
          "G1 Old Generation",
          "ZGC Major Cycles",
          "ZGC Cycles",
          "Shenandoah Cycles");

  private final Runtime jvm = Runtime.getRuntime();
  private final long maxBytes = jvm.maxMemory();
  private @Nullable Beans beans;

  /** Asked for late: the first question loads much, and most processes never need an answer. */
  private record Beans(
      GarbageCollectorMXBean[] all, GarbageCollectorMXBean[] full, @Nullable ThreadMXBean threads) {
    static Beans find() {
      List<GarbageCollectorMXBean> all = ManagementFactory.getGarbageCollectorMXBeans();
      return new Beans(
          all.toArray(GarbageCollectorMXBean[]::new),
          all.stream()
              .filter(bean -> FULL.contains(bean.getName()))
              .toArray(GarbageCollectorMXBean[]::new),
          ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                  && bean.isThreadAllocatedMemorySupported()
                  && bean.isThreadAllocatedMemoryEnabled()
              ? bean
              : null);
    }
  }

  private Beans beans() {
    Beans known = beans;
    if (known == null) {
      known = Beans.find();
      beans = known;
    }
    return known;
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }

  @Override
  public long usedBytes() {
    return jvm.totalMemory() - jvm.freeMemory();
  }

  @Override
  public long collections() {
    return count(beans().all());
  }

  @Override
  public long fullCollections() {
    return count(beans().full());
  }

  private static long count(GarbageCollectorMXBean[] collectors) {
    long count = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      count += Math.max(0, collector.getCollectionCount());
    }
    return count;
  }

  @Override
  public void collect() {
    System.gc();
  }

  @Override
  public long allocatedBytes(Thread thread) {
    ThreadMXBean threads = beans().threads();
    return threads == null || thread.isVirtual()
        ? -1
        : threads.getThreadAllocatedBytes(thread.threadId());
  }
}
