package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MorphHomeTest {
  private static Path home(Map<String, String> environment, String system) {
    return MorphHome.of(environment, system, "/home/ada").path();
  }

  @Test
  void theVariableComesFirst() {
    assertThat(home(Map.of("MORPH_HOME", "/data/m", "XDG_DATA_HOME", "/x"), "Linux"))
        .isEqualTo(Path.of("/data/m"));
    assertThat(home(Map.of("MORPH_HOME", "here/../m"), "Linux"))
        .isAbsolute()
        .endsWithRaw(Path.of("m"));
  }

  @Test
  void elseTheDataDirectoryOfTheSystem() {
    Path plain = Path.of("/home/ada/.local/share/morph");
    assertThat(home(Map.of(), "Linux")).isEqualTo(plain);
    assertThat(home(Map.of("MORPH_HOME", ""), "Linux")).isEqualTo(plain);
    assertThat(home(Map.of("XDG_DATA_HOME", "/x"), "Linux")).isEqualTo(Path.of("/x/morph"));
    assertThat(home(Map.of("XDG_DATA_HOME", "relative"), "Linux")).isEqualTo(plain);
    assertThat(home(Map.of(), "Mac OS X"))
        .isEqualTo(Path.of("/home/ada/Library/Application Support/morph"));
    assertThat(home(Map.of(), "Darwin")).isEqualTo(plain);
    assertThat(home(Map.of("LOCALAPPDATA", "/local"), "Windows 11"))
        .isEqualTo(Path.of("/local/morph"));
  }
}
