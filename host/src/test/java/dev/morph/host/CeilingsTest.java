package dev.morph.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's ceilings hold for callers and manifests. */
class CeilingsTest {
  private static final byte[] ECHO = Wat.assemble(Guests.bytesEcho());
  private static final Limits LOW =
      Limits.defaults().withCeiling(Limit.MEMORY, 64L << 20).withCeiling(Limit.FUEL, 1_000_000);

  @TempDir private Path folder;

  private static LoadOptions asking(String limit) {
    return LoadOptions.builder().limit(limit).build();
  }

  private static LoadOptions manifest(String limits) {
    String text =
        "{\"name\": \"echo\", \"version\": \"1.0.0\", \"resource_limits\": {" + limits + "}}";
    return LoadOptions.builder().manifest(text.getBytes(UTF_8)).build();
  }

  private static void refuses(
      Limits limits, LoadOptions options, ErrorCode code, String... messages) {
    try (Morph morph = Morph.builder().limits(limits).build()) {
      assertThatThrownBy(() -> morph.extensions().load(ECHO, options))
          .isInstanceOfSatisfying(MorphException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContainingAll(messages);
    }
  }

  @Test
  void aCallerThatAsksForMoreIsToldBoth() {
    refuses(
        LOW, asking("memory=65MiB"), ErrorCode.USAGE_INVALID, "memory", "65 MiB", "ceiling 64 MiB");
    refuses(LOW, asking("fuel=1000001"), ErrorCode.USAGE_INVALID, "fuel", "1,000,001", "1,000,000");
    refuses(Limits.defaults(), asking("memory=2GiB"), ErrorCode.USAGE_INVALID, "ceiling 1 GiB");
  }

  @Test
  void aManifestThatAsksForMoreIsToldBoth() {
    refuses(LOW, manifest("\"memory_mb\": 65"), ErrorCode.MANIFEST_INVALID, "65 MiB", "64 MiB");
    refuses(
        Limits.defaults(),
        manifest("\"memory_mb\": 1025"),
        ErrorCode.MANIFEST_INVALID,
        "1,025 MiB",
        "1 GiB");
  }

  @Test
  void defaultsAreLoweredToTheCeilingAndWhatIsBelowItIsGiven() {
    try (Morph morph = Morph.builder().limits(LOW).build()) {
      Extension plain = morph.extensions().load(ECHO, LoadOptions.none());
      assertThat(plain.module().settings().limits()).isEqualTo(LOW);
      assertThat(plain.execute("run", "{}").orThrow()).isNotNull();
      Extension asked = morph.extensions().load(ECHO, manifest("\"memory_mb\": 63"));
      Limits given = asked.module().settings().limits();
      assertThat(given.value(Limit.MEMORY)).isEqualTo(63L << 20);
      assertThat(given.value(Limit.FUEL)).isEqualTo(1_000_000);
    }
  }

  @Test
  void aCeilingMayBeAboveTheUsualOne() {
    Limits high = Limits.defaults().withCeiling(Limit.HTTP_CALLS, 5_000);
    try (Morph morph = Morph.builder().limits(high).build()) {
      Extension extension = morph.extensions().load(ECHO, asking("http-calls=5000"));
      assertThat(extension.module().settings().limits().value(Limit.HTTP_CALLS)).isEqualTo(5_000);
    }
    Morph.Builder deep =
        Morph.builder().limits(Limits.defaults().withCeiling(Limit.STACK_DEPTH, 10_001));
    assertThatThrownBy(deep::build)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
        .hasMessageContainingAll("stack-depth", "10,001", "10,000");
  }

  @Test
  void aFileAboveTheCeilingIsNotReadToInspectIt() throws Exception {
    Path file = folder.resolve("echo.wasm");
    Files.write(file, ECHO);
    Limits small = Limits.defaults().withCeiling(Limit.ARTIFACT_SIZE, ECHO.length - 1);
    try (Morph morph = Morph.builder().limits(small).build()) {
      assertThatThrownBy(() -> morph.inspect(file))
          .isInstanceOfSatisfying(
              MorphException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_ARTIFACT_SIZE));
    }
    try (Morph morph = Morph.builder().build()) {
      assertThat(morph.inspect(file)).isNotNull();
    }
  }
}
