package dev.morph.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class TasksTest {
  private static final Owner ADA = new Owner("ada", "lab");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;
  private TaskService tasks;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    tasks = store.tasks();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private Task create(String json) {
    return tasks.create(ADA, TaskFields.fromJson(Json.parse(json)));
  }

  private List<String> titles(String filter) {
    return tasks.list(ADA, TaskFilter.fromJson(Json.parse(filter))).items().stream()
        .map(task -> task.fields().title())
        .toList();
  }

  @Test
  void givesBackWhatWasCreated() {
    Task task =
        create(
            """
            {"title": "Buy \\"tea\\" \\u00e9\\ud83c\\udf75", "description": "a\\nb\\tc", "status": "in-progress",
             "priority": 2, "due": "2026-03-01T10:00:00+01:00", "labels": ["home", "o'clock"],
             "source": "mail", "space_id": "s1"}
            """);
    Task found = tasks.find(ADA, task.id()).orElseThrow();
    assertThat(found).isEqualTo(task);
    JsonObject json = found.toJson();
    assertThat(json.toString())
        .contains("\"status\":\"in-progress\",\"priority\":2,\"due\":\"2026-03-01T10:00:00+01:00\"")
        .contains("\"labels\":[\"home\",\"o'clock\"],\"source\":\"mail\",\"space_id\":\"s1\"")
        .matches(".*\"created_at\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\".*");
  }

  @Test
  void leavesOutWhatIsAbsent() {
    assertThat(create("{\"title\": \"short\"}").toJson().members().keySet())
        .containsExactly("id", "title", "status", "created_at", "updated_at");
  }

  @Test
  void onlyTheOwnerSeesATask() {
    String id = create("{\"title\": \"mine\"}").id();
    for (Owner other :
        List.of(Owner.NOBODY, Owner.user("ada"), new Owner("", "lab"), new Owner("eve", "lab"))) {
      assertThat(tasks.find(other, id)).isEmpty();
      assertThat(tasks.list(other, TaskFilter.ALL).items()).isEmpty();
      TaskChanges changes = TaskChanges.fromJson(Json.parse("{\"title\": \"stolen\"}"));
      assertThat(tasks.update(other, id, changes)).isEmpty();
    }
    assertThat(tasks.find(ADA, id).orElseThrow().fields().title()).isEqualTo("mine");
  }

  @Test
  void updatesWhatIsNamedAndTakesAwayWhatIsNull() {
    Task before =
        create("{\"title\": \"a\", \"priority\": 3, \"labels\": [\"x\"], \"source\": \"s\"}");
    TaskChanges changes =
        TaskChanges.fromJson(
            Json.parse("{\"status\": \"done\", \"priority\": null, \"labels\": [\"y\", \"z\"]}"));
    Task after = tasks.update(ADA, before.id(), changes).orElseThrow();
    assertThat(after).isEqualTo(tasks.find(ADA, before.id()).orElseThrow());
    assertThat(after.fields())
        .isEqualTo(
            TaskFields.fromJson(
                Json.parse(
                    "{\"title\": \"a\", \"status\": \"done\", \"labels\": [\"y\", \"z\"],"
                        + " \"source\": \"s\"}")));
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.updatedAt()).isAfterOrEqualTo(before.updatedAt());
    assertThat(titles("{\"label\": \"x\"}")).isEmpty();
    assertThat(titles("{\"label\": \"y\"}")).containsExactly("a");
  }

  @Test
  void filtersNarrow() {
    create("{\"title\": \"one\", \"status\": \"done\", \"labels\": [\"a\"], \"space_id\": \"s\"}");
    create("{\"title\": \"two\", \"labels\": [\"a\", \"b\"]}");
    create("{\"title\": \"three\", \"space_id\": \"s\"}");
    assertThat(titles("{}")).containsExactly("three", "two", "one");
    assertThat(titles("{\"status\": \"done\"}")).containsExactly("one");
    assertThat(titles("{\"label\": \"a\"}")).containsExactly("two", "one");
    assertThat(titles("{\"space_id\": \"s\"}")).containsExactly("three", "one");
    assertThat(titles("{\"space_id\": \"s\", \"label\": \"a\", \"status\": \"open\"}")).isEmpty();
    assertThat(titles("{\"label\": \"' OR 1=1 --\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "milk | milk",
        "MILK | milk",
        "buy milk | milk",
        "milk bread | ``",
        "mil | ``",
        "oat-milk | milk",
        "don't | dont",
        "x@y.example | mail",
        "y.example | mail",
        "caf\u00e9 | cafe",
        "CAFE\u0301 | cafe",
        "cafe | ``",
        "007 | agent",
        "1e5 | agent",
        "\u6771\u4eac | tokyo",
        "milk OR bread | ``",
        "\" | ``",
        "milk* | milk",
        "NOT milk | ``",
        "'milk' & !milk | milk",
        "words:milk | ``",
        "^milk ( ) { } : - | milk",
        "\\ | ``",
        "milk NEAR | ``"
      })
  void findsByWholeWordsWhateverElseStandsThere(String text, String title) {
    create("{\"title\": \"milk\", \"description\": \"buy oat milk: 2 bottles\"}");
    create("{\"title\": \"dont\", \"description\": \"I don't know\"}");
    create("{\"title\": \"mail\", \"description\": \"write to x@y.example\"}");
    create("{\"title\": \"cafe\\u0301\"}");
    create("{\"title\": \"agent\", \"description\": \"007 and 1e5\"}");
    create("{\"title\": \"tokyo\", \"description\": \"\u6771\u4eac\"}");
    JsonObject filter = JsonObject.builder().put("text", text).build();
    List<String> expected =
        title.isEmpty() ? List.of() : List.of(title.equals("cafe") ? "cafe\u0301" : title);
    assertThat(titles(filter.toString())).isEqualTo(expected);
  }

  @Test
  void textIsFoundAsItIsAfterAChange() {
    Task task = create("{\"title\": \"old words\"}");
    tasks.update(ADA, task.id(), TaskChanges.fromJson(Json.parse("{\"title\": \"new ones\"}")));
    assertThat(titles("{\"text\": \"old\"}")).isEmpty();
    assertThat(titles("{\"text\": \"new\"}")).containsExactly("new ones");
  }

  @Test
  void pagesShowEachTaskOnceWhileOthersAreAdded() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      made.addFirst(create("{\"title\": \"t" + i + "\"}").fields().title());
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonObject.Builder filter = JsonObject.builder().put("limit", 10);
      if (cursor != null) {
        filter.put("cursor", cursor);
      }
      Page<Task> page = tasks.list(ADA, TaskFilter.fromJson(filter.build()));
      page.items().forEach(task -> seen.add(task.fields().title()));
      cursor = page.nextCursor();
      create("{\"title\": \"later\"}");
    } while (cursor != null);
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void idsThatCannotBeAreNotFound() {
    for (String id : List.of("", "x", "\0", "'", "9".repeat(100_000))) {
      assertThat(tasks.find(ADA, id)).isEmpty();
    }
  }

  @Test
  void keepsTheLargestTask() {
    String title = "\u00fc".repeat(1_000);
    String description = "word ".repeat(19_999) + "\ud83c\udf75";
    Task task =
        tasks.create(
            ADA,
            TaskFields.fromJson(
                JsonObject.builder().put("title", title).put("description", description).build()));
    assertThat(tasks.find(ADA, task.id())).contains(task);
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String cursor = dev.morph.storage.sql.Cursor.of(ConversationFilter.LIST, "x");
    assertThatThrownBy(() -> tasks.list(ADA, new TaskFilter(null, null, null, null, 10, cursor)))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining("cursor");
  }
}
