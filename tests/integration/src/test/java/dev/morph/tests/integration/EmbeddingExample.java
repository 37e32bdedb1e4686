package dev.morph.tests.integration;

import dev.morph.base.json.Json;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import java.nio.file.Path;

/** The example of README.md; runs in the root of the project. */
final class EmbeddingExample {
  private EmbeddingExample() {}

  public static void main(String[] args) {
    // tag
    try (Morph morph = Morph.builder().build();
        Extension greeter =
            morph.load(
                Path.of("examples/greeter/target/greeter.wasm"),
                LoadOptions.builder().grant("vault:read=greeting").build())) {
      CallOutcome outcome = greeter.execute("greet", "{\"name\": \"Ada\"}");
      System.out.println(Json.write(outcome.orThrow()));
    }
    // tag
  }
}
