package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One source in C, built with vector instructions and without. */
class VectorGuestTest {
  private static JsonValue run(EngineMode mode, String guest) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension vectors = morph.load(BuiltGuests.extension(guest), LoadOptions.none())) {
      return vectors.execute("run", "{}").orThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void answersTheSameWithAndWithoutVectorInstructions(EngineMode mode) {
    JsonValue scalar = run(mode, "scalars-c");
    assertThat(((JsonObject) scalar).members()).hasSize(8);
    assertThat(run(mode, "vectors-c")).isEqualTo(scalar);
  }
}
