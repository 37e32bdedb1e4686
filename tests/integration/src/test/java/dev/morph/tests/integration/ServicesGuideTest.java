package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFilter;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guide to an application's own services shows is compiled, and runs. */
class ServicesGuideTest {
  private static final Path SOURCE =
      BuiltGuests.root()
          .resolve(
              "tests/integration/src/test/java/dev/morph/tests/integration/TaskServiceExample.java");
  private static final Path GUIDE = BuiltGuests.root().resolve("docs/guides/services.md");

  @Test
  void showsTheCompiledExample() throws IOException {
    List<String> shown =
        ShownCommand.blocks(GUIDE).stream()
            .filter(block -> block.language().equals("java"))
            .map(block -> block.text().strip())
            .toList();
    assertThat(shown)
        .startsWith(
            ShownCommand.tagged(SOURCE, "service", 2), ShownCommand.tagged(SOURCE, "run", 4));
  }

  @Test
  void theExampleMakesATaskOfTheApplications() {
    TaskServiceExample.OwnTasks own = new TaskServiceExample.OwnTasks();
    byte[] extension =
        Wat.assemble(Guests.bytesCalling("data_create_task", "{\"title\":\"Milk\"}"));
    String id = TaskServiceExample.run(extension, own);
    assertThat(own.list(Owner.user("u-17"), TaskFilter.ALL).items())
        .singleElement()
        .satisfies(task -> assertThat("\"" + task.id() + "\"").isEqualTo(id));
    assertThat(own.list(Owner.NOBODY, TaskFilter.ALL).items()).isEmpty();
  }
}
