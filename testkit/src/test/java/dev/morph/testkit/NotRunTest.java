package dev.morph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class NotRunTest {
  @TempDir Path folder;

  @Test
  void namesWhatDidNotRunAndAborts() {
    Path list = folder.resolve("target/not-run.txt");
    for (String name : new String[] {"one", "two"}) {
      assertThatThrownBy(() -> NotRun.because(name, "no tool", list, false))
          .isInstanceOf(TestAbortedException.class)
          .hasMessageContaining(name + ": no tool");
    }
    assertThat(list).hasContent("one: no tool\ntwo: no tool\n");
  }

  @Test
  void failsWhereEverythingMustRun() {
    Path list = folder.resolve("not-run.txt");
    assertThatThrownBy(() -> NotRun.because("one", "no tool", list, true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("one: no tool");
    assertThat(list).doesNotExist();
  }
}
