package dev.morph.storage.data;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Words;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** What the rows of this package have in common. */
final class Rows {
  private Rows() {}

  /** Binds {@code :user} and {@code :group}. */
  static <S extends SqlStatement<S>> S own(S statement, Owner owner) {
    return statement.bind("user", owner.userId()).bind("group", owner.groupId());
  }

  /** False for text that cannot be an id, some of which PostgreSQL would not even take. */
  static boolean isId(String id) {
    return !id.isEmpty() && id.length() <= TaskFields.ID_CHARACTERS && id.indexOf(0) < 0;
  }

  /**
   * Adds the condition that a row has all words of a text.
   *
   * @return false if the text has none, so that no row has them
   */
  static boolean hasWords(
      Database database, String table, String text, StringBuilder sql, Map<String, Object> values) {
    List<String> words = Words.of(text);
    if (words.isEmpty()) {
      return false;
    }
    sql.append(" AND ").append(database.dialect().hasWords(table));
    values.put("words", database.dialect().query(words));
    return true;
  }

  static String texts(List<String> texts) {
    return Json.write(new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList()));
  }

  static List<String> texts(String json) {
    return ((JsonArray) Json.parse(json)).items().stream().map(Rows::text).toList();
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).value();
  }
}
