package dev.morph.storage.sql;

import java.util.List;
import java.util.Map;

/** What the two kinds of database say differently. */
public enum Dialect {
  /** SQLite, in a file or in memory. */
  SQLITE(
      Map.of(
          "text", "TEXT",
          "bytes", "BLOB",
          "rowid", "rid INTEGER PRIMARY KEY AUTOINCREMENT,",
          "without_rowid", "WITHOUT ROWID")),
  /** PostgreSQL 14 or newer. */
  POSTGRESQL(
      Map.of(
          "text", "TEXT COLLATE \"C\"",
          "bytes", "BYTEA",
          "rowid", "",
          "without_rowid", ""));

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  /** What stands for the placeholders of the migrations. */
  Map<String, String> placeholders() {
    return placeholders;
  }

  /**
   * The condition that a row's words hold all that {@code :words} asks for.
   *
   * @param table one of those with a column {@code words}
   */
  public String hasWords(String table) {
    return switch (this) {
      case SQLITE ->
          "rid IN (SELECT rowid FROM " + table + "_search WHERE " + table + "_search MATCH :words)";
      case POSTGRESQL ->
          "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(:words AS tsquery)";
    };
  }

  /**
   * The value of {@code :words}: all of these words. Each is quoted, so that none can be an
   * operator.
   *
   * @param words as {@link Words#of} gives them, at least one
   */
  public String query(List<String> words) {
    return switch (this) {
      case SQLITE -> "\"" + String.join("\" \"", words) + "\"";
      case POSTGRESQL -> "'" + String.join("' & '", words) + "'";
    };
  }

  /** What makes a row that was read stay as it is until the transaction ends. */
  public String forUpdate() {
    // a writer of SQLite is alone from its first statement
    return this == POSTGRESQL ? " FOR UPDATE" : "";
  }
}
