package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.host.config.MorphConfig;
import dev.morph.storage.Backup;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What the commands of {@code morph store} do. */
final class StoreActions {
  private static final long PROGRESS_NANOS = Duration.ofSeconds(1).toNanos();

  private final Terminal terminal;
  private final boolean json;
  private long shownAt;

  StoreActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int info() {
    try (Store store = CliStore.open(terminal)) {
      StoreSettings settings = store.settings();
      Map<String, Long> rows = store.rows();
      if (json) {
        terminal.document(
            JsonObject.builder()
                .put("store", settings.address())
                .put("artifacts", String.valueOf(settings.artifacts()))
                .put("schema", store.schema())
                .put("rows", counts(rows))
                .build());
      } else {
        Table table = new Table("STORE", settings.address());
        table.row("artifacts", String.valueOf(settings.artifacts()));
        table.row("schema", Integer.toString(store.schema()));
        rows.forEach((name, count) -> table.row(name, grouped(count)));
        table.print(terminal);
      }
      return 0;
    }
  }

  private static JsonObject counts(Map<String, Long> rows) {
    JsonObject.Builder counts = JsonObject.builder();
    rows.forEach(counts::put);
    return counts.build();
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  int backup(Path file) {
    try (Store store = CliStore.open(terminal)) {
      Backup.Summary summary = Backup.write(store, file, this::progress);
      return done("backed up", store.settings().address(), file.toString(), summary);
    }
  }

  int restore(Path file) {
    LoadOptionsMixin.requireFile(file);
    try (Store store = CliStore.open(terminal)) {
      Backup.Summary summary = Backup.restore(file, store, this::progress);
      return done("restored", file.toString(), store.settings().address(), summary);
    }
  }

  int migrate(String to) {
    MorphConfig config = terminal.configuration().get();
    StoreSettings target = target(to, config);
    if (target.equals(config.store())) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--to is the store that is configured, " + target.address() + "; give another");
    }
    try (Store from = CliStore.open(terminal);
        Store into = Store.open(target)) {
      Backup.Summary summary = Backup.move(from, into, this::progress);
      int exit = done("copied", from.settings().address(), target.address(), summary);
      if (!json) {
        terminal.note("to use it, set store in morph.toml (morph config path), or MORPH_STORE");
      }
      return exit;
    }
  }

  private static StoreSettings target(String to, MorphConfig config) {
    try {
      return StoreSettings.of(to, config.home().path());
    } catch (MorphException e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, "--to: " + e.getMessage(), e);
    }
  }

  /** Says about once a second how far a long copy is. */
  private void progress(String table, long rows) {
    long now = System.nanoTime();
    if (shownAt == 0) {
      shownAt = now;
    } else if (now - shownAt >= PROGRESS_NANOS) {
      shownAt = now;
      terminal.note(table + ": " + grouped(rows) + " rows");
    }
  }

  private int done(String what, String from, String to, Backup.Summary summary) {
    if (json) {
      terminal.document(
          JsonObject.builder()
              .put("from", from)
              .put("to", to)
              .put("rows", counts(summary.rows()))
              .put("artifacts", summary.artifacts())
              .build());
    } else {
      long rows = summary.rows().values().stream().mapToLong(Long::longValue).sum();
      terminal
          .out()
          .println(
              "%s %s rows and %d binaries from %s to %s"
                  .formatted(
                      what,
                      grouped(rows),
                      summary.artifacts(),
                      Terminal.oneLine(from),
                      Terminal.oneLine(to)));
    }
    return 0;
  }
}
