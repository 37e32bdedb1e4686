package dev.morph.storage;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and adds the rows of any table. */
final class TableRows {
  /** Rows between two reports of progress. */
  static final int STEP = 1_000;

  private TableRows() {}

  /** What is done with each row: its values in the order of the columns. */
  interface RowUse {
    void accept(@Nullable Object[] row) throws SQLException;
  }

  /** Goes through all rows, by key. */
  static void each(Connection connection, Table table, RowUse use) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.select())) {
      statement.setFetchSize(STEP);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          use.accept(values(table, rows));
        }
      }
    }
  }

  private static @Nullable Object[] values(Table table, ResultSet rows) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      switch (table.columns().get(i).kind()) {
        case TEXT -> values[i] = rows.getString(i + 1);
        case BYTES -> values[i] = rows.getBytes(i + 1);
        case NUMBER -> {
          long number = rows.getLong(i + 1);
          values[i] = rows.wasNull() ? null : number;
        }
      }
    }
    return values;
  }

  /** Adds rows to one table, many at a time. */
  static final class Adder implements AutoCloseable {
    private final Table table;
    private final PreparedStatement statement;
    private final Backup.Progress progress;
    private long rows;

    Adder(Connection connection, Table table, Backup.Progress progress) throws SQLException {
      this.table = table;
      this.progress = progress;
      statement = connection.prepareStatement(table.insert());
    }

    void add(@Nullable Object[] row) throws SQLException {
      for (int i = 0; i < row.length; i++) {
        Object value = row[i];
        int at = i + 1;
        switch (table.columns().get(i).kind()) {
          case TEXT -> statement.setString(at, (String) value);
          case BYTES -> statement.setBytes(at, (byte[]) value);
          case NUMBER -> {
            if (value == null) {
              statement.setNull(at, Types.BIGINT);
            } else {
              statement.setLong(at, (Long) value);
            }
          }
        }
      }
      statement.addBatch();
      if (++rows % STEP == 0) {
        flush();
      }
    }

    private void flush() throws SQLException {
      int[] unused = statement.executeBatch();
      progress.moved(table.name(), rows);
    }

    /** Adds what is left, and says how many rows there were. */
    long end() throws SQLException {
      if (rows % STEP != 0) {
        flush();
      }
      return rows;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /** A row as one line of JSON, a line feed after it. What is null is left out. */
  static byte[] line(Table table, @Nullable Object[] row) {
    JsonWriter json = new JsonWriter().beginObject();
    for (int i = 0; i < row.length; i++) {
      Object value = row[i];
      if (value != null) {
        json.name(table.columns().get(i).name());
        switch (value) {
          case String text -> json.string(text);
          case Long number -> json.value(JsonNumber.of(number));
          case byte[] bytes -> json.string(Base64.getEncoder().encodeToString(bytes));
          default -> throw new IllegalStateException("no such kind of column");
        }
      }
    }
    byte[] text = json.endObject().toByteArray();
    byte[] line = java.util.Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  /**
   * The row of a line.
   *
   * @throws IllegalArgumentException if it is none of this table
   */
  static @Nullable Object[] row(Table table, JsonValue line) {
    if (!(line instanceof JsonObject json)) {
      throw new IllegalArgumentException("a row is an object");
    }
    List<Table.Column> columns = table.columns();
    @Nullable Object[] row = new @Nullable Object[columns.size()];
    int found = 0;
    for (int i = 0; i < row.length; i++) {
      JsonValue value = json.get(columns.get(i).name());
      if (value != null) {
        row[i] = value(columns.get(i), value);
        found++;
      }
    }
    if (found != json.members().size()) {
      throw new IllegalArgumentException(
          table.name() + " has no such columns: " + json.members().keySet());
    }
    return row;
  }

  private static Object value(Table.Column column, JsonValue value) {
    if (value instanceof JsonNumber number && column.kind() == Table.Kind.NUMBER) {
      return number.longValueExact();
    }
    if (value instanceof JsonString(String text) && column.kind() != Table.Kind.NUMBER) {
      return column.kind() == Table.Kind.TEXT ? text : Base64.getDecoder().decode(text);
    }
    throw new IllegalArgumentException("column " + column.name() + " is of another kind");
  }
}
