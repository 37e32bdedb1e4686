package dev.morph.storage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as it is copied: the same on both kinds of database. A test compares this list with the
 * schema.
 *
 * @param columns those that hold data; the first ones are the key
 * @param keyColumns how many of them are the key
 */
record Table(String name, List<Column> columns, int keyColumns) {
  /** All tables, those that others refer to first. */
  static final List<Table> ALL =
      List.of(
          of("extensions", 1, "id publisher active_version enabled# source installed_at#"),
          of(
              "extension_versions",
              2,
              "extension_id version digest size# manifest signed# added_at#"),
          of(
              "grants",
              1,
              "id extension_id publisher permissions limits credentials approved_digest granted_by"
                  + " granted_at# revoked_at#"),
          of(
              "extension_executions",
              2,
              "chain seq# id at# extension_id version digest action user_id group_id result"
                  + " error_code denials execution_time_ms# fuel# host_calls# request_id caller"
                  + " hash"),
          of("vault_keys", 2, "seq# copy# id master_id wrapped*"),
          of("secrets", 4, "extension_id user_id group_id name ciphertext* key_id updated_at#"),
          of(
              "tasks",
              1,
              "id user_id group_id space_id title description status priority# due labels source"
                  + " words created_at# updated_at#"),
          of("task_labels", 2, "task_id label"),
          of(
              "conversations",
              1,
              "id user_id group_id space_id title words created_at# updated_at#"),
          of("messages", 2, "conversation_id seq# role text at#"),
          of("memories", 1, "id user_id group_id text tags words at#"),
          of("event_topics", 1, "topic last_seq#"),
          of("event_subscriptions", 2, "subscriber topic"),
          of("events", 1, "id topic seq# payload source at#"),
          of(
              "event_deliveries",
              2,
              "subscriber event_id topic seq# attempts# lease due_at# dead# error"),
          of(
              "notifications",
              1,
              "id user_id group_id extension_id title text level link at# read_at#"),
          of("spaces", 1, "id user_id group_id name path current# added_at#"));

  /** What a column holds. */
  enum Kind {
    TEXT,
    NUMBER,
    BYTES
  }

  /** A column that holds data. */
  record Column(String name, Kind kind) {}

  /** A number's name ends in {@code #}, that of bytes in {@code *}. */
  private static Table of(String name, int keyColumns, String columns) {
    return new Table(
        name, Arrays.stream(columns.split(" ")).map(Table::column).toList(), keyColumns);
  }

  private static Column column(String text) {
    String name = text.substring(0, text.length() - 1);
    return switch (text.charAt(text.length() - 1)) {
      case '#' -> new Column(name, Kind.NUMBER);
      case '*' -> new Column(name, Kind.BYTES);
      default -> new Column(text, Kind.TEXT);
    };
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  String select() {
    return "SELECT "
        + names(columns)
        + " FROM "
        + name
        + " ORDER BY "
        + names(columns.subList(0, keyColumns));
  }

  String insert() {
    return "INSERT INTO "
        + name
        + " ("
        + names(columns)
        + ") VALUES (?"
        + ", ?".repeat(columns.size() - 1)
        + ")";
  }
}
