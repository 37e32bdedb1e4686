package dev.morph.runtime.sandbox;

import java.util.ArrayList;
import java.util.List;
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

  /** A ring through all entries: behind it the one that waited longest. */
  private final Entry ring = new Entry();

  private int count;
  private long bytes;
  private boolean closed;
  private @Nullable Thread sweeper;

  InstancePool(RuntimeSettings settings) {
    this.settings = settings;
  }

  /** The idle instances of one extension. Belongs to the lock of the pool. */
  static final class Shelf {
    /** The one that waited longest first; few, so that looking through them is quick. */
    private final ArrayList<Entry> entries = new ArrayList<>(0);
  }

  private static final class Entry {
    private final Shelf shelf;
    private final String user;
    private final @Nullable GuestInstance instance;
    private final long bytes;
    private final long sinceNanos;
    private Entry older = this;
    private Entry younger = this;

    /** The ring itself. */
    Entry() {
      this(new Shelf(), "", null, 0, 0);
    }

    Entry(Shelf shelf, String user, @Nullable GuestInstance instance, long bytes, long sinceNanos) {
      this.shelf = shelf;
      this.user = user;
      this.instance = instance;
      this.bytes = bytes;
      this.sinceNanos = sinceNanos;
    }
  }

  /** An instance that served the same user before, or null. */
  synchronized @Nullable GuestInstance take(LoadedModule module, String user) {
    List<Entry> entries = module.shelf().entries;
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.user.equals(user)) {
        entries.remove(i);
        unlink(entry);
        return entry.instance;
      }
    }
    return null;
  }

  /** Keeps an instance for the user's next call, if there is room or room can be made. */
  synchronized void keep(LoadedModule module, String user, GuestInstance instance) {
    long size = instance.memoryBytes() + BYTES_BESIDE;
    if (closed
        || module.isDown()
        || settings.idleTime().isZero()
        || settings.idle() == 0
        || settings.idlePerExtension() == 0
        || size > settings.idleBytes()) {
      return;
    }
    Shelf shelf = module.shelf();
    if (shelf.entries.size() >= settings.idlePerExtension()) {
      remove(shelf.entries.getFirst());
    }
    while (count >= settings.idle() || bytes + size > settings.idleBytes()) {
      remove(ring.younger);
    }
    Entry entry = new Entry(shelf, user, instance, size, System.nanoTime());
    shelf.entries.add(entry);
    entry.younger = ring;
    entry.older = ring.older;
    ring.older.younger = entry;
    ring.older = entry;
    count++;
    bytes += size;
    if (sweeper == null) {
      sweeper = Thread.ofVirtual().name("morph-idle-instances").start(this::sweep);
    }
  }

  private void remove(Entry entry) {
    entry.shelf.entries.remove(entry);
    unlink(entry);
  }

  private void unlink(Entry entry) {
    entry.older.younger = entry.younger;
    entry.younger.older = entry.older;
    count--;
    bytes -= entry.bytes;
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
    while (count > 0) {
      Entry oldest = ring.younger;
      long left = settings.idleTime().toNanos() - (now - oldest.sinceNanos);
      if (left > 0) {
        return left;
      }
      remove(oldest);
    }
    return -1;
  }

  /** Lets go of a module's instances. */
  synchronized void drop(LoadedModule module) {
    List<Entry> entries = module.shelf().entries;
    while (!entries.isEmpty()) {
      remove(entries.getLast());
    }
  }

  /** Lets go of all, and keeps none any more. */
  synchronized void close() {
    closed = true;
    while (count > 0) {
      remove(ring.younger);
    }
    if (sweeper != null) {
      sweeper.interrupt();
    }
  }

  /** How many wait. */
  synchronized int size() {
    return count;
  }

  /** What they take. */
  synchronized long bytes() {
    return bytes;
  }
}
