package dev.morph.runtime.sandbox;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The heap of this process, as its garbage collectors see it. */
final class JvmHeap implements HeapWatch.Heap {
  private static final @Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
              && bean.isThreadAllocatedMemorySupported()
              && bean.isThreadAllocatedMemoryEnabled()
          ? bean
          : null;

  private final List<GarbageCollectorMXBean> collectors;
  private final List<String> pools = new ArrayList<>();

  JvmHeap() {
    collectors = ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        pools.add(pool.getName());
      }
    }
  }

  /** What a platform thread allocated in its life; -1 where that is not known. */
  static long allocatedBytes(Thread thread) {
    return THREADS == null || thread.isVirtual()
        ? -1
        : THREADS.getThreadAllocatedBytes(thread.threadId());
  }

  @Override
  public long maxBytes() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      count += Math.max(0, collector.getCollectionCount());
    }
    return count;
  }

  @Override
  public long bytesAfterCollection() {
    GcInfo last = null;
    for (GarbageCollectorMXBean collector : collectors) {
      GcInfo info = collector.getLastGcInfo();
      if (info != null && (last == null || info.getEndTime() >= last.getEndTime())) {
        last = info;
      }
    }
    if (last == null) {
      return 0;
    }
    Map<String, MemoryUsage> after = last.getMemoryUsageAfterGc();
    long bytes = 0;
    for (String pool : pools) {
      MemoryUsage usage = after.get(pool);
      if (usage != null) {
        bytes += usage.getUsed();
      }
    }
    return bytes;
  }

  @Override
  public void collect() {
    System.gc();
  }
}
