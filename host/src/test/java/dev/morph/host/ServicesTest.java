package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFilter;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import org.junit.jupiter.api.Test;

class ServicesTest {
  @Test
  void opensAStoreAtTheFirstUseAndClosesIt() {
    Services services = new Services(Morph.builder());
    assertThat(services.openedOne()).isFalse();
    var tasks = services.tasks();
    assertThat(services.openedOne()).isTrue();
    assertThat(tasks.list(Owner.NOBODY, TaskFilter.ALL).items()).isEmpty();
    services.close();
    assertThatThrownBy(() -> tasks.list(Owner.NOBODY, TaskFilter.ALL))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(services::tasks).hasMessageContaining("closed");
  }

  @Test
  void opensNoneWhereOneIsGivenAndLeavesItOpen() {
    try (Store store = Store.inMemory()) {
      Services services = new Services(Morph.builder().store(store));
      services.memory();
      services.events();
      assertThat(services.openedOne()).isFalse();
      services.close();
      assertThat(store.tasks().list(Owner.NOBODY, TaskFilter.ALL).items()).isEmpty();
    }
  }

  @Test
  void aCallThatNeedsNoneOpensNone() {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build();
        Extension echo =
            morph.extensions().load(Wat.assemble(Guests.bytesEcho()), LoadOptions.none());
        Extension denied =
            morph
                .extensions()
                .load(
                    Wat.assemble(Guests.bytesCalling("data_list_tasks", "{}")),
                    LoadOptions.none())) {
      echo.execute("run", "{}").orThrow();
      denied.execute("run", "{}");
      assertThat(morph.openedAStore()).isFalse();
    }
  }
}
