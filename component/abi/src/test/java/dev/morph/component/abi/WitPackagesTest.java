package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitPackagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "morphee:extensions/log",
        "morphee:extensions/log@1.0.0",
        "morphee:extensions/log@1.12.3",
        "morphee:extensions/log@1.0",
        "morphir:ext/runtime",
        "morphir:ext/runtime@0.1.0",
        "morphir:ext/runtime@0.1.7"
      })
  void acceptsNoVersionAndCompatibleOnes(String name) {
    assertThat(WitPackages.importedFunction(name, "log")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "morphee:extensions/log@2.0.0",
        "morphee:extensions/log@10.0.0",
        "morphee:extensions/log@1.",
        "morphee:extensions/log@1..0",
        "morphee:extensions/log@1.0.0.0",
        "morphee:extensions/log@1.0.0-rc1",
        "morphee:extensions/log@",
        "morphee:extensions/logs",
        "morphir:ext/runtime@0.2.0",
        "morphir:ext/runtime@1.0.0",
        "env"
      })
  void refusesOtherVersionsAndNames(String name) {
    assertThat(WitPackages.importedFunction(name, "log")).isEmpty();
    assertThat(WitPackages.unversioned(name)).isEmpty();
  }

  @Test
  void transformerHasNoVersion() {
    assertThat(WitPackages.exportedFunction("morphir:extension/extension", "transform"))
        .contains(MorphirWorld.TRANSFORM);
    assertThat(WitPackages.exportedFunction("morphir:extension/extension@1.0.0", "transform"))
        .isEmpty();
  }

  @Test
  void executeHasTwoForms() {
    assertThat(WitPackages.exportedFunction("execute"))
        .containsExactly(MorpheeWorld.EXECUTE, MorpheeWorld.EXECUTE_PAIRS);
    assertThat(WitPackages.exportedFunction("get-capabilities"))
        .containsExactly(MorphirWorld.GET_CAPABILITIES);
    assertThat(WitPackages.exportedFunction("cabi_realloc")).isEmpty();
  }
}
