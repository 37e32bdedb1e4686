package dev.morph.storage.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.space.Space;
import dev.morph.storage.space.SpaceService;
import java.nio.file.Path;
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
class NotificationsAndSpacesTest {
  private static final Owner ADA = Owner.user("ada");
  private static final Owner EVE = Owner.user("eve");
  private static final ExtensionId JIRA = new ExtensionId("jira");

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

  private Notification send(String title) {
    return store
        .notifications()
        .add(ADA, JIRA, new NotificationFields(title, "text", NotificationLevel.WARN, null));
  }

  @Test
  void listsMarksAndRemovesTheOwnersNotifications() {
    NotificationService notifications = store.notifications();
    Notification first = send("1");
    Notification second = send("2");
    Page<Notification> page = notifications.list(ADA, false, 1, null);
    assertThat(page.items()).containsExactly(second);
    assertThat(notifications.list(ADA, false, 1, page.nextCursor()).items()).containsExactly(first);
    assertThat(notifications.list(EVE, false, 10, null).items()).isEmpty();
    assertThat(notifications.markRead(EVE, first.id())).isFalse();
    assertThat(notifications.markRead(ADA, first.id())).isTrue();
    assertThat(notifications.list(ADA, true, 10, null).items()).containsExactly(second);
    assertThat(notifications.list(ADA, false, 10, null).items().getLast().toJson().toString())
        .contains("\"level\":\"warn\"")
        .contains("\"read_at\":\"20");
    assertThat(notifications.remove(EVE, first.id())).isFalse();
    assertThat(notifications.remove(ADA, first.id())).isTrue();
    assertThat(notifications.remove(ADA, "\0")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": \"x\"} | title",
        "{\"title\": \"x\"} | text",
        "{\"title\": \"x\", \"text\": \"y\", \"level\": \"fatal\"} | level: found \"fatal\"",
        "{\"title\": \"x\", \"text\": \"y\", \"link\": \"javascript:alert(1)\"} | link",
        "{\"title\": \"x\", \"text\": \"y\", \"link\": \"file:///etc/passwd\"} | link",
        "{\"title\": \"x\", \"text\": \"y\", \"link\": \"https://\"} | link",
        "{\"title\": \"x\", \"text\": \"y\", \"link\": \"//host/x\"} | link",
        "{\"title\": \"x\", \"text\": \"y\", \"to\": \"eve\"} | \"to\""
      })
  void refusesWhatIsNoNotification(String json, String field) {
    assertThatThrownBy(() -> NotificationFields.fromJson(Json.parse(json)))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID))
        .hasMessageContaining(field);
  }

  @Test
  void wrongPagesAreRefused() {
    assertThatThrownBy(() -> store.notifications().list(ADA, false, 0, null))
        .hasMessageContaining("limit");
    assertThatThrownBy(() -> store.notifications().list(ADA, false, 1, "x"))
        .hasMessageContaining("cursor");
  }

  @Test
  void oneSpaceAtTheMostIsCurrent() {
    SpaceService spaces = store.spaces();
    Space home = spaces.add(ADA, "home", "/spaces/home");
    Space work = spaces.add(ADA, "work", null);
    Space other = spaces.add(EVE, "eve's", null);
    assertThat(spaces.list(ADA)).containsExactly(home, work);
    assertThat(spaces.current(ADA)).isEmpty();
    assertThat(spaces.enter(ADA, home.id())).isTrue();
    assertThat(spaces.enter(ADA, work.id())).isTrue();
    assertThat(spaces.enter(ADA, other.id())).isFalse();
    assertThat(spaces.enter(ADA, "\0")).isFalse();
    assertThat(spaces.current(ADA)).contains(new Space(work.id(), "work", null, true));
    assertThat(spaces.current(EVE)).isEmpty();
    spaces.leave(ADA);
    assertThat(spaces.current(ADA)).isEmpty();
    assertThat(spaces.remove(EVE, home.id())).isFalse();
    assertThat(spaces.remove(ADA, home.id())).isTrue();
    assertThat(work.toJson().toString())
        .isEqualTo("{\"id\":\"" + work.id() + "\",\"name\":\"work\",\"current\":false}");
    assertThatThrownBy(() -> spaces.add(ADA, "", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
