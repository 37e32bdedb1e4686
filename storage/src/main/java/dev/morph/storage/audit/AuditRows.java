package dev.morph.storage.audit;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Times;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows of the log as columns. Written by plain JDBC, since this is the one place where so many rows
 * a second are.
 */
final class AuditRows {
  static final String COLUMNS =
      "chain, seq, id, at, extension_id, version, digest, action, user_id, group_id, result,"
          + " error_code, denials, execution_time_ms, fuel, host_calls, request_id, caller, hash";

  private static final int COUNT = 19;
  private static final String INSERT =
      "INSERT INTO extension_executions ("
          + COLUMNS
          + ") VALUES (?"
          + ", ?".repeat(COUNT - 1)
          + ")";

  private AuditRows() {}

  /** Adds rows, one statement for each. */
  static void insert(Connection connection, List<AuditRow> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (AuditRow row : rows) {
        AuditEntry entry = row.entry();
        statement.setString(1, row.chain());
        statement.setLong(2, row.seq());
        statement.setString(3, entry.id());
        statement.setLong(4, Times.micros(entry.at()));
        statement.setString(5, entry.extensionId().value());
        statement.setString(6, entry.version());
        statement.setString(7, entry.digest().hex());
        statement.setString(8, entry.action());
        statement.setString(9, entry.userId());
        statement.setString(10, entry.groupId());
        statement.setString(11, entry.result().word());
        statement.setString(12, entry.errorCode());
        statement.setString(13, AuditRow.denials(entry));
        statement.setLong(14, entry.executionTimeMs());
        statement.setLong(15, entry.fuel());
        statement.setLong(16, entry.hostCalls());
        statement.setString(17, entry.requestId());
        statement.setString(18, entry.caller().word());
        statement.setString(19, row.hash());
        statement.addBatch();
      }
      int[] unused = statement.executeBatch();
    }
  }

  /**
   * Adds rows by COPY, the fastest way into PostgreSQL. One statement.
   *
   * @param columns what {@link #columns} made of each row's entry
   */
  static void copy(Connection connection, List<AuditRow> rows, List<byte[]> columns)
      throws SQLException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(rows.size() * 512);
    for (int i = 0; i < rows.size(); i++) {
      AuditRow row = rows.get(i);
      text.writeBytes(
          field(new StringBuilder(64), row.chain())
              .append(row.seq())
              .append('\t')
              .toString()
              .getBytes(StandardCharsets.UTF_8));
      text.writeBytes(columns.get(i));
      text.writeBytes((row.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    PGConnection postgres = connection.unwrap(PGConnection.class);
    try {
      long unused =
          postgres
              .getCopyAPI()
              .copyIn(
                  "COPY extension_executions (" + COLUMNS + ") FROM STDIN WITH (ENCODING 'UTF8')",
                  new ByteArrayInputStream(text.toByteArray()));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** The columns of an entry in COPY's text form, which are known before the row has a place. */
  static byte[] columns(AuditEntry entry) {
    StringBuilder text = new StringBuilder(320);
    field(text, entry.id()).append(Times.micros(entry.at())).append('\t');
    field(text, entry.extensionId().value());
    field(text, entry.version());
    field(text, entry.digest().hex());
    field(text, entry.action());
    field(text, entry.userId());
    field(text, entry.groupId());
    field(text, entry.result().word());
    field(text, entry.errorCode());
    field(text, AuditRow.denials(entry)).append(entry.executionTimeMs()).append('\t');
    text.append(entry.fuel()).append('\t').append(entry.hostCalls()).append('\t');
    field(text, entry.requestId());
    return field(text, entry.caller().word()).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A field of COPY's text form, and the tab after it. */
  private static StringBuilder field(StringBuilder text, @Nullable String value) {
    if (value == null) {
      return text.append("\\N\t");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
    return text.append('\t');
  }

  /**
   * Reads the row at which a result stands.
   *
   * @throws IllegalArgumentException if a column has what no row was ever written with
   */
  static AuditRow read(ResultSet row) throws SQLException {
    AuditEntry entry =
        new AuditEntry(
            row.getString("id"),
            Times.instant(row.getLong("at")),
            new ExtensionId(row.getString("extension_id")),
            row.getString("version"),
            new Digest(row.getString("digest")),
            row.getString("action"),
            row.getString("user_id"),
            row.getString("group_id"),
            AuditResult.of(row.getString("result")).orElseThrow(() -> unknown("result")),
            row.getString("error_code"),
            denials(row.getString("denials")),
            row.getLong("execution_time_ms"),
            row.getLong("fuel"),
            row.getLong("host_calls"),
            row.getString("request_id"),
            AuditCaller.of(row.getString("caller")).orElseThrow(() -> unknown("caller")));
    return new AuditRow(entry, row.getString("chain"), row.getLong("seq"), row.getString("hash"));
  }

  private static IllegalArgumentException unknown(String column) {
    return new IllegalArgumentException(column + " has a word that no row is written with");
  }

  private static List<DeniedCall> denials(String json) {
    if (json.equals("[]")) {
      return List.of();
    }
    List<DeniedCall> denials = new ArrayList<>();
    try {
      if (Json.parse(json) instanceof JsonArray(List<JsonValue> items)) {
        for (JsonValue item : items) {
          if (item instanceof JsonObject denial
              && denial.members().size() == 2
              && denial.get("code") instanceof JsonString(String code)
              && denial.get("permission") instanceof JsonString(String permission)) {
            denials.add(new DeniedCall(code, permission));
          } else {
            throw new IllegalArgumentException("denials has another form");
          }
        }
        return denials;
      }
    } catch (JsonException e) {
      throw new IllegalArgumentException("denials is no JSON", e);
    }
    throw new IllegalArgumentException("denials is no array");
  }
}
