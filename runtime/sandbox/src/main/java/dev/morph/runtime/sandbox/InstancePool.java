package dev.morph.runtime.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Instances that wait for the next call of their user. Bounded in number, in number for one
 * extension, in bytes and in time; the one that waited longest goes first. An instance is in the
 * pool or with one thread, never both. Safe for several threads.
 */
final class InstancePool {
  /** What an instance takes beside its memories and tables, roughly. */
  private static final long BYTES_BESIDE = 64 << 10;

  private final RuntimeSettings settings;
  private final Map<Key, Deque<Entry>> byUser = new HashMap<>();
  private final Map<LoadedModule, Integer> counts = new HashMap<>();

  /** The one that waited longest first. */
  private final Set<Entry> all = new LinkedHashSet<>();

  private long bytes;
  private boolean closed;
  private @Nullable Thread sweeper;

  InstancePool(RuntimeSettings settings) {
    this.settings = settings;
  }

  private record Key(LoadedModule module, String user) {}

  private static final class Entry {
    private final Key key;
    private final GuestInstance instance;
    private final long bytes;
    private final long sinceNanos;

    Entry(Key key, GuestInstance instance) {
      this.key = key;
      this.instance = instance;
      this.bytes = instance.memoryBytes() + BYTES_BESIDE;
      this.sinceNanos = System.nanoTime();
    }
  }

  /** An instance that served the same user before, or null. */
  synchronized @Nullable GuestInstance take(LoadedModule module, String user) {
    Deque<Entry> entries = byUser.get(new Key(module, user));
    if (entries == null) {
      return null;
    }
    Entry entry = entries.getLast();
    remove(entry);
    return entry.instance;
  }

  /** Keeps an instance for the user's next call, if there is room or room can be made. */
  synchronized void keep(LoadedModule module, String user, GuestInstance instance) {
    if (closed || module.isDown() || settings.idleTime().isZero()) {
      return;
    }
    Entry entry = new Entry(new Key(module, user), instance);
    if (settings.idle() == 0
        || settings.idlePerExtension() == 0
        || entry.bytes > settings.idleBytes()) {
      return;
    }
    if (counts.getOrDefault(module, 0) >= settings.idlePerExtension()) {
      removeOldest(module);
    }
    while (all.size() >= settings.idle() || bytes + entry.bytes > settings.idleBytes()) {
      remove(all.iterator().next());
    }
    byUser.computeIfAbsent(entry.key, key -> new ArrayDeque<>(1)).addLast(entry);
    counts.merge(module, 1, Integer::sum);
    all.add(entry);
    bytes += entry.bytes;
    if (sweeper == null) {
      sweeper = Thread.ofVirtual().name("morph-idle-instances").start(this::sweep);
    }
  }

  private void removeOldest(LoadedModule module) {
    for (Entry entry : all) {
      if (entry.key.module() == module) {
        remove(entry);
        return;
      }
    }
  }

  private void remove(Entry entry) {
    all.remove(entry);
    bytes -= entry.bytes;
    counts.computeIfPresent(entry.key.module(), (module, count) -> count == 1 ? null : count - 1);
    Deque<Entry> entries = byUser.get(entry.key);
    if (entries != null) {
      entries.remove(entry);
      if (entries.isEmpty()) {
        byUser.remove(entry.key);
      }
    }
  }

  /** Lets go of what waited too long; ends when nothing waits. */
  private void sweep() {
    while (true) {
      long sleepNanos;
      synchronized (this) {
        sleepNanos = removeOld();
        if (sleepNanos < 0) {
          sweeper = null;
          return;
        }
      }
      try {
        Thread.sleep(sleepNanos / 1_000_000 + 1);
      } catch (InterruptedException e) {
        // closing: what is left is looked at again
      }
    }
  }

  /** Nanoseconds until the next one is too old; negative if there is none. */
  private long removeOld() {
    long now = System.nanoTime();
    for (Iterator<Entry> oldest = all.iterator(); oldest.hasNext(); oldest = all.iterator()) {
      Entry entry = oldest.next();
      long left = settings.idleTime().toNanos() - (now - entry.sinceNanos);
      if (left > 0) {
        return left;
      }
      remove(entry);
    }
    return -1;
  }

  /** Lets go of a module's instances. */
  synchronized void drop(LoadedModule module) {
    while (counts.containsKey(module)) {
      removeOldest(module);
    }
  }

  /** Lets go of all, and keeps none any more. */
  synchronized void close() {
    closed = true;
    while (!all.isEmpty()) {
      remove(all.iterator().next());
    }
    if (sweeper != null) {
      sweeper.interrupt();
    }
  }

  /** How many wait. */
  synchronized int size() {
    return all.size();
  }

  /** What they take. */
  synchronized long bytes() {
    return bytes;
  }
}
