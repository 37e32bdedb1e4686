package dev.morph.storage.audit;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.data.Page;
import dev.morph.storage.sql.Cursor;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Times;
import java.io.IOException;
import java.io.Writer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The log of executions. Safe for several threads. Each method throws {@link MorphException}
 * ({@code store-unavailable}) if the store cannot be reached.
 *
 * <p>Rows are chained within the process that wrote them. Who can write into the database can write
 * a whole chain anew; {@link #anchor} is against that.
 */
public final class AuditLog implements AutoCloseable {
  private static final String LIST = "audit";
  private static final Pattern PLACE = Pattern.compile("(-?[0-9]{1,18})/(.{1,200})");
  private static final int FETCH = 1_000;

  private final Database database;
  private final AuditWriter writer;

  /**
   * The log of a database.
   *
   * @param database closed by the caller, after this
   */
  public AuditLog(Database database) {
    this.database = database;
    writer = new AuditWriter(database);
  }

  /**
   * Writes an entry and returns when it is durable. Rows of many threads are made durable together.
   *
   * @return the row, with its place and hash
   * @throws MorphException ({@code store-unavailable}) if it was not written, or the log is closed
   */
  public AuditRow append(AuditEntry entry) {
    return writer.append(entry);
  }

  /**
   * Rows, the latest first.
   *
   * @throws MorphException ({@code digest-mismatch}) if one of them was edited so that it is no row
   */
  public Page<AuditRow> list(AuditFilter filter) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder sql = new StringBuilder("SELECT * FROM extension_executions WHERE seq > 0");
    if (filter.extension() != null) {
      sql.append(" AND extension_id = :extension");
      values.put("extension", filter.extension().value());
    }
    if (filter.userId() != null) {
      sql.append(" AND user_id = :user");
      values.put("user", filter.userId());
    }
    if (filter.result() != null) {
      sql.append(" AND result = :result");
      values.put("result", filter.result().word());
    }
    if (filter.from() != null) {
      sql.append(" AND at >= :from");
      values.put("from", Times.micros(filter.from()));
    }
    if (filter.to() != null) {
      sql.append(" AND at < :to");
      values.put("to", Times.micros(filter.to()));
    }
    if (filter.cursor() != null) {
      Matcher place = place(filter.cursor());
      sql.append(" AND (at, id) < (:afterAt, :afterId)");
      values.put("afterAt", Long.parseLong(place.group(1)));
      values.put("afterId", place.group(2));
    }
    sql.append(" ORDER BY at DESC, id DESC LIMIT ").append(filter.limit() + 1);
    List<AuditRow> rows =
        database.read(handle ->
            handle
                .createQuery(sql.toString())
                .bindMap(values)
                .map((row, context) -> readable(row))
                .list());
    return Page.of(rows, filter.limit(), AuditLog::cursor);
  }

  /** A row for people; one that was edited so far that it is no row is named. */
  private static AuditRow readable(ResultSet row) throws SQLException {
    try {
      return AuditRows.read(row);
    } catch (IllegalArgumentException e) {
      throw new MorphException(
          ErrorCode.DIGEST_MISMATCH,
          "the audit row "
              + row.getString("id")
              + " is not as any was written: "
              + e.getMessage()
              + "; `morph audit verify` names what is broken",
          e);
    }
  }

  private static String cursor(AuditRow row) {
    return Cursor.of(LIST, Times.micros(row.entry().at()) + "/" + row.entry().id());
  }

  private static Matcher place(String cursor) {
    Matcher place = PLACE.matcher(Cursor.place(LIST, cursor).orElse(""));
    if (!place.matches()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "cursor: found \"" + cursor + "\"; the next cursor of an earlier page is accepted");
    }
    return place;
  }

  /** Checks every chain from its first row to its last. Memory does not grow with the log. */
  public Verification verify() {
    return verify(Anchors.NONE);
  }

  /** The same, and that the rows of the anchors are still there, as they were. */
  public Verification verify(Anchors anchors) {
    return database.read(handle -> {
      ChainCheck check = new ChainCheck(anchors);
      stream(handle, check::accept);
      return check.end();
    });
  }

  /**
   * The first broken row of each chain; empty if all are as they were written. Memory grows with
   * the broken chains alone.
   */
  public List<Verification.Broken> broken(Anchors anchors) {
    return database.read(handle -> {
      ChainCheck check = new ChainCheck(anchors);
      stream(
          handle,
          row -> {
            boolean unused = check.accept(row);
            return true;
          });
      return List.copyOf(check.broken());
    });
  }

  /** The heads of all chains now. */
  public Anchors anchor() {
    Instant at = Instant.now();
    return new Anchors(
        at,
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT e.chain, e.seq, e.hash FROM extension_executions e JOIN (SELECT"
                        + " chain, MAX(seq) AS seq FROM extension_executions GROUP BY chain) h"
                        + " ON h.chain = e.chain AND h.seq = e.seq ORDER BY e.chain")
                .map((row, context) ->
                    new Anchors.Head(row.getString(1), row.getLong(2), row.getString(3)))
                .list()));
  }

  /**
   * Writes all rows as lines of JSON, by chain and place. Memory does not grow with the log.
   *
   * @param out not closed
   * @return how many rows
   * @throws MorphException {@code io-failed} if it cannot be written; {@code digest-mismatch} as
   *     {@link #list}
   */
  public long export(Writer out) {
    return database.read(handle -> {
      long[] rows = {0};
      stream(
          handle,
          row -> {
            write(out, readable(row).toJson());
            rows[0]++;
            return true;
          });
      return rows[0];
    });
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new MorphException(
          ErrorCode.IO_FAILED, "the audit log cannot be exported: " + e.getMessage(), e);
    }
  }

  /** What is done with each row; false ends it. */
  private interface RowUse {
    boolean accept(ResultSet row) throws SQLException;
  }

  private static void stream(Handle handle, RowUse use) throws SQLException {
    try (PreparedStatement statement =
        handle
            .getConnection()
            .prepareStatement(
                "SELECT " + AuditRows.COLUMNS + " FROM extension_executions ORDER BY chain, seq")) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next() && use.accept(rows)) {
          continue;
        }
      }
    }
  }

  /** Writes what was given to it, and takes no more. The database stays open. */
  @Override
  public void close() {
    writer.close();
  }
}
