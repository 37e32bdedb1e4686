package dev.morph.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditLog;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.audit.Verification;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Rows a second of the audit log, and how long each append waited, with many threads that append
 * without pause. Not by JMH, since what counts is the wait of the slowest hundredth.
 */
final class AuditLoad {
  private static final List<Integer> THREADS = List.of(1, 64, 128, 256);
  private static final long WARM_NANOS = 3_000_000_000L;
  private static final long MEASURED_NANOS = 5_000_000_000L;
  private static final Digest DIGEST = new Digest("ab".repeat(32));

  private final StringBuilder text = new StringBuilder();

  private AuditLoad() {}

  /** Measures both stores, and gives the table. */
  static String table() throws IOException, InterruptedException, SQLException {
    AuditLoad load = new AuditLoad();
    load.line("### The audit log: appends that wait until they are durable\n");
    load.line(
        "| store | durable by | threads | rows/s | CPU of Morph a row | wait p50 | wait p99 |");
    load.line("|---|---|---:|---:|---:|---:|---:|");
    Path folder = Files.createTempDirectory(Path.of("bench", "target"), "audit-");
    try {
      load.store(
          "SQLite",
          "`synchronous=FULL`: fsync at each commit",
          StoreSettings.file(folder.resolve("store.db")));
      load.postgres(folder);
    } finally {
      delete(folder);
    }
    load.line("");
    load.line("Goal: 50,000 rows/s, p99 of the wait 10 ms. Every chain was verified after.\n");
    return load.text.toString();
  }

  private void postgres(Path folder) throws IOException, InterruptedException, SQLException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String durable =
          "`fsync="
              + show(server, "fsync")
              + "`, `synchronous_commit="
              + show(server, "synchronous_commit")
              + "`";
      store(
          "PostgreSQL " + show(server, "server_version"),
          durable,
          StoreSettings.of(
              "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres",
              folder));
    }
  }

  private static String show(EmbeddedPostgres server, String setting) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  private void store(String name, String durable, StoreSettings settings)
      throws InterruptedException {
    try (Store store = Store.open(settings)) {
      for (int threads : THREADS) {
        run(store.audit(), threads, WARM_NANOS);
        long cpu = cpuNanos();
        long[] waits = run(store.audit(), threads, MEASURED_NANOS);
        cpu = cpuNanos() - cpu;
        line(
            "| %s | %s | %d | %,d | %.1f us | %.2f ms | %.2f ms |",
            name,
            durable,
            threads,
            Math.round(waits.length / (MEASURED_NANOS / 1e9)),
            cpu / 1e3 / waits.length,
            waits[waits.length / 2] / 1e6,
            waits[(int) (waits.length * 0.99)] / 1e6);
      }
      if (!(store.audit().verify() instanceof Verification.Intact)) {
        throw new IllegalStateException(name + ": a chain does not verify");
      }
    }
  }

  /** CPU time of this process, which other programs on the machine do not lengthen much. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** How long each append took, sorted. */
  private static long[] run(AuditLog audit, int threads, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(executor.submit(() -> appends(audit, end)));
      }
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> one : running) {
        all.add(one.get());
      }
      return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static long[] appends(AuditLog audit, long end) {
    long[] waits = new long[1_024];
    int count = 0;
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      AuditRow row = audit.append(entry());
      long wait = System.nanoTime() - start;
      if (row.seq() > 0) {
        if (count == waits.length) {
          waits = Arrays.copyOf(waits, 2 * count);
        }
        waits[count++] = wait;
      }
    }
    return Arrays.copyOf(waits, count);
  }

  private static AuditEntry entry() {
    return new AuditEntry(
        AuditEntry.newId(),
        Instant.now(),
        new ExtensionId("jira"),
        "1.2.3",
        DIGEST,
        "create_issue",
        "user-4711",
        "group-12",
        AuditResult.OK,
        null,
        List.of(),
        12,
        345_678,
        3,
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        AuditCaller.API);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
