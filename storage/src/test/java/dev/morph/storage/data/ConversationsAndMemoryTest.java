package dev.morph.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class ConversationsAndMemoryTest {
  private static final Owner ADA = Owner.user("ada");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = kind.open(folder);
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private Conversation create(String json) {
    return store.conversations().create(ADA, ConversationFields.fromJson(Json.parse(json)));
  }

  private static ConversationFields changes(String json) {
    return ConversationFields.changesFromJson(Json.parse(json));
  }

  @Test
  void givesBackAConversationWithItsMessagesInOrder() {
    Conversation made =
        create(
            """
            {"title": "Tea", "space_id": "s", "messages": [
              {"role": "user", "text": "green?", "at": "2026-01-01T00:00:02Z"},
              {"role": "assistant", "text": "", "at": "2026-01-01T00:00:01Z"}]}
            """);
    assertThat(store.conversations().find(ADA, made.id())).contains(made);
    assertThat(store.conversations().find(Owner.NOBODY, made.id())).isEmpty();
    assertThat(made.toJson().toString())
        .contains("\"title\":\"Tea\",\"space_id\":\"s\",\"messages\":[{\"role\":\"user\"");
  }

  @Test
  void updatesAddMessagesAndKeepTheTitle() {
    String id =
        create("{\"title\": \"old\", \"messages\": [{\"role\": \"u\", \"text\": \"1\"}]}").id();
    Conversation after =
        store
            .conversations()
            .update(ADA, id, changes("{\"messages\": [{\"role\": \"u\", \"text\": \"2\"}]}"))
            .orElseThrow();
    assertThat(after.title()).isEqualTo("old");
    assertThat(after.messages()).extracting(Message::text).containsExactly("1", "2");
    store.conversations().update(ADA, id, changes("{\"title\": \"new\"}"));
    ConversationFilter named = new ConversationFilter(null, "new", 10, null);
    assertThat(store.conversations().list(ADA, named).items())
        .singleElement()
        .satisfies(found -> assertThat(found.messages()).isNull());
    assertThat(store.conversations().update(Owner.NOBODY, id, changes("{\"title\": \"x\"}")))
        .isEmpty();
    assertThatThrownBy(() -> store.conversations().create(ADA, changes("{}")))
        .hasMessageContaining("title");
  }

  @Test
  void messagesOfManyThreadsAreAllKept() throws Exception {
    String id = create("{\"title\": \"busy\"}").id();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String change = "{\"messages\": [{\"role\": \"u\", \"text\": \"m" + i + "\"}]}";
        work.add(threads.submit(() -> store.conversations().update(ADA, id, changes(change))));
      }
      for (Future<?> one : work) {
        one.get();
      }
    }
    assertThat(store.conversations().find(ADA, id).orElseThrow().messages()).hasSize(40);
  }

  @Test
  void pagesOfConversationsGoOn() {
    for (int i = 0; i < 5; i++) {
      create("{\"title\": \"c" + i + "\"}");
    }
    Page<Conversation> first =
        store.conversations().list(ADA, new ConversationFilter(null, null, 3, null));
    Page<Conversation> last =
        store.conversations().list(ADA, new ConversationFilter(null, null, 3, first.nextCursor()));
    assertThat(first.items()).extracting(Conversation::title).containsExactly("c4", "c3", "c2");
    assertThat(last.items()).extracting(Conversation::title).containsExactly("c1", "c0");
    assertThat(last.nextCursor()).isNull();
  }

  @Test
  void remembersAndFindsByTextAndTags() {
    MemoryEntry tea =
        store.memory().put(ADA, new MemoryFields("Ada likes green tea.", List.of("food", "likes")));
    store.memory().put(ADA, new MemoryFields("The office opens at 9.", List.of()));
    assertThat(store.memory().search(ADA, new MemoryQuery("GREEN tea", 10))).containsExactly(tea);
    assertThat(store.memory().search(ADA, new MemoryQuery("food", 10))).containsExactly(tea);
    assertThat(store.memory().search(ADA, new MemoryQuery("coffee", 10))).isEmpty();
    assertThat(store.memory().search(ADA, new MemoryQuery("?!", 10))).isEmpty();
    assertThat(store.memory().search(Owner.user("eve"), new MemoryQuery("tea", 10))).isEmpty();
    assertThat(tea.toJson().toString()).contains("\"tags\":[\"food\",\"likes\"],\"at\":\"");
  }
}
