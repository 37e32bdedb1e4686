package dev.morph.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What guests say is read strictly: each fault names its field and what is accepted. */
class RequestsTest {
  private static void refused(
      Function<JsonValue, ?> reader, JsonValue json, String field, String accepted) {
    assertThatThrownBy(() -> reader.apply(json))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining(field)
        .hasMessageContaining(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | title | 1 to 1000",
        "{\"title\": \"\"} | title | 1 to 1000",
        "{\"title\": null} | title | 1 to 1000",
        "{\"title\": 5} | title: found 5 | text is accepted",
        "{\"title\": [\"x\"]} | title: found an array | text",
        "{\"title\": \"a\\u0000b\"} | title | NUL",
        "{\"title\": \"a\\ud800b\"} | title | surrogate",
        "{\"title\": \"x\", \"status\": \"closed\"} | status: found \"closed\" | \"open\"",
        "{\"title\": \"x\", \"status\": \"OPEN\"} | status | \"in-progress\"",
        "{\"title\": \"x\", \"status\": 1} | status: found 1 | \"cancelled\"",
        "{\"title\": \"x\", \"priority\": 0} | priority: found 0 | from 1 to 4",
        "{\"title\": \"x\", \"priority\": 5} | priority: found 5 | from 1 to 4",
        "{\"title\": \"x\", \"priority\": 1.5} | priority: found 1.5 | from 1 to 4",
        "{\"title\": \"x\", \"priority\": 1e999999} | priority | from 1 to 4",
        "{\"title\": \"x\", \"priority\": \"1\"} | priority: found \"1\" | from 1 to 4",
        "{\"title\": \"x\", \"due\": \"tomorrow\"} | due: found \"tomorrow\" | RFC 3339",
        "{\"title\": \"x\", \"due\": \"2026-01-01\"} | due | RFC 3339",
        "{\"title\": \"x\", \"due\": \"2026-02-30T00:00:00Z\"} | due | RFC 3339",
        "{\"title\": \"x\", \"due\": \"2026-01-01T00:00Z\"} | due | RFC 3339",
        "{\"title\": \"x\", \"due\": \"2026-01-01T00:00:00\"} | due | RFC 3339",
        "{\"title\": \"x\", \"due\": \"2026-01-01T00:00:00+99:00\"} | due | RFC 3339",
        "{\"title\": \"x\", \"labels\": \"a\"} | labels: found \"a\" | an array",
        "{\"title\": \"x\", \"labels\": [1]} | labels: found 1 | text",
        "{\"title\": \"x\", \"labels\": [\"\"]} | labels | empty text",
        "{\"title\": \"x\", \"id\": \"y\"} | \"id\" | accepted are description, due, labels",
        "{\"title\": \"x\", \"created_at\": \"y\"} | \"created_at\" | accepted are",
        "[] | found an array | a JSON object",
        "null | found null | a JSON object",
        "\"x\" | found \"x\" | a JSON object"
      })
  void ofATask(String json, String field, String accepted) {
    refused(TaskFields::fromJson, Json.parse(json), field, accepted);
  }

  @Test
  void ofATaskThatIsTooLarge() {
    JsonObject.Builder task = JsonObject.builder().put("title", "x".repeat(1_001));
    refused(TaskFields::fromJson, task.build(), "title: found 1001", "at most 1000");
    task.put("title", "x").put("description", "x".repeat(100_001));
    refused(TaskFields::fromJson, task.build(), "description", "at most 100000");
    JsonArray labels = new JsonArray(Collections.nCopies(51, new JsonString("a")));
    refused(
        TaskFields::fromJson,
        JsonObject.builder().put("title", "x").put("labels", labels).build(),
        "labels: found 51",
        "at most 50");
  }

  @Test
  void aLongNameOfAnUnknownFieldIsCut() {
    JsonObject json = JsonObject.builder().put("n".repeat(10_000), "x").build();
    assertThatThrownBy(() -> TaskFields.fromJson(json))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limit\": 201} | limit: found 201 | from 1 to 200",
        "{\"limit\": 0} | limit: found 0 | from 1 to 200",
        "{\"limit\": \"all\"} | limit | from 1 to 200",
        "{\"status\": \"any\"} | status | \"open\"",
        "{\"cursor\": \"abc\"} | cursor: found \"abc\" | next_cursor",
        "{\"cursor\": \"\"} | cursor | next_cursor",
        "{\"cursor\": 7} | cursor: found 7 | text",
        "{\"cursor\": \"dGFza3M6eA==\"} | cursor | next_cursor",
        "{\"user_id\": \"eve\"} | \"user_id\" | accepted are cursor, label"
      })
  void ofAFilter(String json, String field, String accepted) {
    refused(TaskFilter::fromJson, Json.parse(json), field, accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": null} | title | null is not accepted",
        "{\"status\": null} | status | null is not accepted",
        "{\"title\": \"\"} | title | 1 to 1000",
        "{\"priority\": 9} | priority | from 1 to 4",
        "{\"updated_at\": \"x\"} | \"updated_at\" | accepted are"
      })
  void ofChanges(String json, String field, String accepted) {
    refused(TaskChanges::fromJson, Json.parse(json), field, accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | title | 1 to 1000",
        "{\"title\": \"x\", \"messages\": {}} | messages: found an object | an array",
        "{\"title\": \"x\", \"messages\": [1]} | found 1 | a JSON object",
        "{\"title\": \"x\", \"messages\": [{\"text\": \"a\"}]} | role | 1 to 100",
        "{\"title\": \"x\", \"messages\": [{\"role\": \"user\"}]} | text | has a text",
        "{\"title\": \"x\", \"messages\": [{\"role\": \"u\", \"text\": \"t\", \"at\": 5}]} | at | text",
        "{\"title\": \"x\", \"messages\": [{\"role\": \"u\", \"text\": \"t\", \"by\": 5}]} | \"by\" | at, role"
      })
  void ofAConversation(String json, String field, String accepted) {
    refused(ConversationFields::fromJson, Json.parse(json), field, accepted);
  }

  @Test
  void ofMemory() {
    refused(MemoryFields::fromJson, Json.parse("{\"text\": \"\"}"), "text", "1 to 100000");
    refused(
        MemoryFields::fromJson, Json.parse("{\"text\": \"a\", \"tags\": [null]}"), "tags", "text");
    refused(MemoryQuery::fromJson, Json.parse("{}"), "text", "1 to 1000");
    refused(
        MemoryQuery::fromJson, Json.parse("{\"text\": \"a\", \"limit\": 1000}"), "limit", "200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z",
        "2026-01-31T12:00:00.123456789-00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:30"
      })
  void timesByRfc3339AreReadAndWrittenAgain(String time) {
    JsonObject json = JsonObject.builder().put("title", "x").put("due", time).build();
    TaskFields fields = TaskFields.fromJson(json);
    assertThat(TaskFields.fromJson(fields.toJson())).isEqualTo(fields);
  }

  @Test
  void aMessageWithoutATimeHasThatOfTheCall() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Message message = Message.fromJson(Json.parse("{\"role\": \"user\", \"text\": \"\"}"), now);
    assertThat(message).isEqualTo(new Message("user", "", now));
  }

  @Test
  void whatJavaCodeMakesHasTheSameBounds() {
    assertInvalid(() -> new Message("", "text", Instant.EPOCH), "role");
    assertInvalid(() -> new MemoryFields("a\0", List.of()), "text");
    assertInvalid(
        () -> new MemoryFields("a", Collections.nCopies(51, "").stream().toList()), "tags");
    assertInvalid(() -> new ConversationFields("x".repeat(1_001), null, List.of()), "title");
    assertInvalid(
        () -> new TaskFields("a", null, TaskStatus.OPEN, 5, null, List.of(), null, null),
        "priority");
    assertInvalid(
        () -> new TaskFields("a", "\ud800", TaskStatus.OPEN, 1, null, List.of(), null, null),
        "description");
  }

  private static void assertInvalid(ThrowingCallable made, String field) {
    assertThatThrownBy(made)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining(field);
  }
}
