package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.notice.Notification;
import dev.morph.storage.notice.NotificationService;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code morph notifications} do. */
final class NotificationsActions {
  private final Terminal terminal;
  private final boolean json;

  NotificationsActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int list(boolean unread, PageMixin part, OwnerMixin given) {
    Owner owner = CliStore.owner(given);
    try (Store store = CliStore.open(terminal)) {
      Page<Notification> page =
          CliStore.asked(
              () -> store.notifications().list(owner, unread, part.limit(), part.cursor()));
      if (json) {
        terminal.document(page.toJson(Notification::toJson));
      } else {
        table(page.items()).print(terminal);
        CliStore.sayMore(terminal, page);
      }
      return 0;
    }
  }

  private static Table table(List<Notification> notifications) {
    Table table = new Table("ID", "AT", "LEVEL", "FROM", "READ", "TITLE");
    for (Notification notification : notifications) {
      table.row(
          notification.id(),
          notification.at().toString(),
          notification.fields().level().word(),
          notification.extensionId().value(),
          notification.readAt() == null ? "no" : "yes",
          notification.fields().title());
    }
    return table;
  }

  int read(String id, OwnerMixin given) {
    Owner owner = CliStore.owner(given);
    try (Store store = CliStore.open(terminal)) {
      NotificationService notifications = store.notifications();
      boolean marked = notifications.markRead(owner, id);
      Notification notification =
          (marked ? find(notifications, owner, id) : Optional.<Notification>empty())
              .orElseThrow(() ->
                  new MorphException(
                      ErrorCode.NOT_FOUND,
                      "there is no notification "
                          + id
                          + " of this owner; `morph notifications list` shows those that are"
                          + " there"));
      if (json) {
        terminal.document(notification.toJson());
      } else {
        terminal.fields(notification.toJson());
      }
      return 0;
    }
  }

  private static Optional<Notification> find(
      NotificationService notifications, Owner owner, String id) {
    @Nullable String cursor = null;
    do {
      Page<Notification> page = notifications.list(owner, false, Page.MOST, cursor);
      for (Notification notification : page.items()) {
        if (notification.id().equals(id)) {
          return Optional.of(notification);
        }
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return Optional.empty();
  }
}
