package dev.morph.storage.audit;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Dialect;
import dev.morph.storage.sql.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows in batches, on a thread of its own: whatever has come in while one batch was being
 * made durable is the next, so a batch grows with the load and a lone row waits for nobody. Safe
 * for several threads.
 */
final class AuditWriter {
  private static final int MOST_WAITING = 16_384;
  private static final int MOST_ROWS = 4_096;
  private static final byte[] NOTHING = {};

  private final Database database;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Waiting stop;
  private final Sha256 sha = new Sha256();
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  // of the writer's thread alone
  private @Nullable String chain;
  private long lastSeq;
  private String lastHash = AuditRow.GENESIS;

  AuditWriter(Database database) {
    this.database = database;
    stop = new Waiting(null, database.dialect());
  }

  /** An entry whose thread waits until it is durable, or until it is known that it is not. */
  private static final class Waiting {
    final @Nullable AuditEntry entry;
    final byte[] open;
    final byte[] columns;
    final Thread thread = Thread.currentThread();
    volatile @Nullable AuditRow row;
    volatile @Nullable MorphException failure;

    /** Writes what can be written before the place is known, on the thread that waits anyway. */
    Waiting(@Nullable AuditEntry entry, Dialect dialect) {
      this.entry = entry;
      open = entry == null ? NOTHING : AuditRow.open(entry);
      columns = entry == null || dialect != Dialect.POSTGRESQL ? NOTHING : AuditRows.columns(entry);
    }

    boolean settled() {
      return row != null || failure != null;
    }
  }

  /** Returns when the row is durable. An interrupt is kept for later: what happened is written. */
  AuditRow append(AuditEntry entry) {
    inFlight.incrementAndGet();
    try {
      start();
      Waiting waiting = new Waiting(entry, database.dialect());
      settle(waiting);
      AuditRow row = waiting.row;
      if (row == null) {
        throw failed(waiting.failure);
      }
      return row;
    } finally {
      inFlight.decrementAndGet();
    }
  }

  private void settle(Waiting waiting) {
    boolean interrupted = false;
    boolean queued = queue.offer(waiting);
    while (!queued || !waiting.settled()) {
      try {
        if (!queued) {
          queue.put(waiting);
          queued = true;
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each caller gets an exception of its own, with its own stack. */
  private static MorphException failed(@Nullable MorphException cause) {
    return new MorphException(
        cause == null ? ErrorCode.STORE_UNAVAILABLE : cause.code(),
        "the audit row was not written: " + (cause == null ? "" : cause.getMessage()),
        cause);
  }

  private void start() {
    if (closed) {
      throw new MorphException(
          ErrorCode.STORE_UNAVAILABLE, "the audit log is closed; open the store again");
    }
    if (thread == null) {
      startThread();
    }
  }

  private synchronized void startThread() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("morph-audit").start(this::run);
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    boolean stopping = false;
    while (!stopping || inFlight.get() > 0) {
      try {
        Waiting first = stopping ? queue.poll(1, TimeUnit.MILLISECONDS) : queue.take();
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, MOST_ROWS - 1);
          stopping |= batch.remove(stop);
          write(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        // nobody has this thread but us; it ends when it is closed and empty
        continue;
      }
    }
  }

  private void write(List<Waiting> batch) {
    if (batch.isEmpty()) {
      return;
    }
    MorphException failure = null;
    List<AuditRow> rows = List.of();
    try {
      rows = chained(batch);
      insert(rows, batch);
    } catch (MorphException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      failure = new MorphException(ErrorCode.INTERNAL_ERROR, "writing the audit log failed", e);
    }
    if (failure == null) {
      lastSeq = rows.getLast().seq();
      lastHash = rows.getLast().hash();
    } else {
      // whether a commit that was cut off was kept cannot be known: no row may follow it
      chain = null;
    }
    for (int i = 0; i < batch.size(); i++) {
      Waiting waiting = batch.get(i);
      if (failure == null) {
        waiting.row = rows.get(i);
      } else {
        waiting.failure = failure;
      }
      LockSupport.unpark(waiting.thread);
    }
  }

  private List<AuditRow> chained(List<Waiting> batch) {
    if (chain == null) {
      chain = Ids.next();
      lastSeq = 0;
      lastHash = AuditRow.GENESIS;
    }
    List<AuditRow> rows = new ArrayList<>(batch.size());
    String hash = lastHash;
    long seq = lastSeq;
    for (Waiting waiting : batch) {
      hash = AuditRow.hash(hash, waiting.open, chain, ++seq, sha);
      rows.add(new AuditRow(Objects.requireNonNull(waiting.entry), chain, seq, hash));
    }
    return rows;
  }

  private void insert(List<AuditRow> rows, List<Waiting> batch) {
    if (database.dialect() == Dialect.POSTGRESQL) {
      List<byte[]> columns = batch.stream().map(waiting -> waiting.columns).toList();
      boolean unused =
          database.writeAtOnce(handle -> {
            AuditRows.copy(handle.getConnection(), rows, columns);
            return true;
          });
    } else {
      database.change(handle -> AuditRows.insert(handle.getConnection(), rows));
    }
  }

  /** Takes no more entries, and returns when those it has are settled. */
  void close() {
    Thread writer;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      writer = thread;
    }
    boolean interrupted = false;
    boolean told = writer == null;
    while (writer != null && writer.isAlive()) {
      try {
        if (!told) {
          queue.put(stop);
          told = true;
        }
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
