package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.Store;
import dev.morph.storage.audit.Anchors;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditFilter;
import dev.morph.storage.audit.AuditLog;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.audit.Verification;
import dev.morph.storage.audit.Verification.Broken;
import dev.morph.storage.data.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code morph audit} do. */
final class AuditActions {
  private static final int MOST_SHOWN = 20;

  private final Terminal terminal;
  private final boolean json;

  AuditActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int list(AuditCommand.Filter options, PageMixin part) {
    AuditFilter filter = filter(options, part);
    try (Store store = CliStore.open(terminal)) {
      Page<AuditRow> page = store.audit().list(filter);
      if (json) {
        terminal.document(page.toJson(row -> Json.parse(row.toJson())));
      } else {
        table(page.items()).print(terminal);
        CliStore.sayMore(terminal, page);
      }
      return 0;
    }
  }

  private static AuditFilter filter(AuditCommand.Filter options, PageMixin part) {
    Instant now = Instant.now();
    try {
      return new AuditFilter(
          options.extension == null ? null : new ExtensionId(options.extension),
          options.user,
          options.result == null ? null : result(options.result),
          options.since == null ? null : Moment.of("--since", options.since, now),
          options.until == null ? null : Moment.of("--until", options.until, now),
          part.limit(),
          part.cursor());
    } catch (IllegalArgumentException e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private static AuditResult result(String word) {
    return AuditResult.of(word)
        .orElseThrow(() ->
            new MorphException(
                ErrorCode.USAGE_INVALID,
                "--result: found \""
                    + word
                    + "\"; accepted are ok, error, denied, limit and trap"));
  }

  private static Table table(List<AuditRow> rows) {
    Table table =
        new Table(
            "AT",
            "EXTENSION",
            "VERSION",
            "ACTION",
            "USER",
            "CALLER",
            "RESULT",
            "ERROR",
            "MS",
            "FUEL");
    for (AuditRow row : rows) {
      AuditEntry entry = row.entry();
      table.row(
          entry.at().toString(),
          entry.extensionId().value(),
          entry.version(),
          entry.action(),
          entry.userId(),
          entry.caller().word(),
          entry.result().word(),
          entry.errorCode() == null ? "" : entry.errorCode(),
          Long.toString(entry.executionTimeMs()),
          Long.toString(entry.fuel()));
    }
    return table;
  }

  int verify(@Nullable Path file) {
    Anchors anchors = file == null ? Anchors.NONE : Anchors.fromJson(LoadOptionsMixin.read(file));
    try (Store store = CliStore.open(terminal)) {
      return switch (store.audit().verify(anchors)) {
        case Verification.Intact intact -> {
          intact(intact);
          yield 0;
        }
        case Broken first -> throw broken(first, store.audit().broken(anchors));
      };
    }
  }

  private void intact(Verification.Intact intact) {
    if (json) {
      terminal.document(
          JsonObject.builder()
              .put("intact", true)
              .put("rows", intact.rows())
              .put("chains", intact.chains())
              .build());
    } else {
      terminal
          .out()
          .println("intact: " + intact.rows() + " rows in " + intact.chains() + " chains");
    }
  }

  /** The first broken row of each chain, in the message and as values. */
  private static MorphException broken(Broken first, List<Broken> all) {
    List<Broken> found = all.isEmpty() ? List.of(first) : all;
    String shown =
        found.stream()
            .limit(MOST_SHOWN)
            .map(row ->
                "chain "
                    + row.chain()
                    + ", seq "
                    + row.seq()
                    + (row.id() == null ? "" : ", id " + row.id())
                    + ": "
                    + row.fault())
            .collect(Collectors.joining("; "));
    List<JsonValue> rows = new ArrayList<>();
    for (Broken row : found) {
      JsonObject.Builder item =
          JsonObject.builder().put("chain", row.chain()).put("seq", row.seq());
      if (row.id() != null) {
        item.put("id", row.id());
      }
      rows.add(item.put("fault", row.fault()).build());
    }
    return new MorphException(
        ErrorCode.DIGEST_MISMATCH,
        "the audit log is not as it was written: "
            + shown
            + (found.size() > MOST_SHOWN ? "; and " + (found.size() - MOST_SHOWN) + " more" : ""),
        JsonObject.builder().put("broken", new JsonArray(rows)).build());
  }

  int export(String file) {
    try (Store store = CliStore.open(terminal)) {
      AuditLog audit = store.audit();
      if (file.equals("-")) {
        Writer writer = terminal.writer();
        long unused = audit.export(writer);
        flush(writer);
        return 0;
      }
      long[] rows = {0};
      OutputFile.write(Path.of(file), writer -> rows[0] = audit.export(writer));
      if (json) {
        terminal.document(JsonObject.builder().put("file", file).put("rows", rows[0]).build());
      } else {
        terminal.out().println("wrote " + rows[0] + " rows to " + Terminal.oneLine(file));
      }
      return 0;
    }
  }

  int anchor(Path file) {
    try (Store store = CliStore.open(terminal)) {
      Anchors anchors = store.audit().anchor();
      OutputFile.write(file, writer -> write(writer, Json.write(anchors.toJson()) + "\n"));
      if (json) {
        terminal.document(
            JsonObject.builder()
                .put("file", file.toString())
                .put("chains", anchors.heads().size())
                .build());
      } else {
        terminal
            .out()
            .println(
                "wrote the heads of "
                    + anchors.heads().size()
                    + " chains to "
                    + Terminal.oneLine(file.toString()));
      }
      return 0;
    }
  }

  private static void flush(Writer writer) {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot write standard output", e);
    }
  }

  private static void write(Writer writer, String text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
