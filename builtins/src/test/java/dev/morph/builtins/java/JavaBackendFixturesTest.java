package dev.morph.builtins.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend.Generated;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.testkit.MorphirData;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All documents that can be read give Java without a fault or a warning. */
class JavaBackendFixturesTest {
  static Stream<String> documents() {
    return Stream.of("v1", "v2", "v3", "v4")
        .flatMap(folder -> MorphirData.files(folder).stream())
        .filter(file -> read(file) != null);
  }

  static Distribution read(String file) {
    var builder = new DistributionBuilder();
    IrReader.read(MorphirData.bytes(file), builder);
    return builder.distribution().orElse(null);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void compilesWithoutWarning(String file) {
    Generated generated = new JavaBackend().generate(read(file), JsonObject.EMPTY);

    List<String> faults = new JavaCompiler(generated.artifacts()).faults();

    assertThat(faults).isEmpty();
  }
}
