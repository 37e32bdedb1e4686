package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Engine;
import dev.morph.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The core suite of the WebAssembly specification; an engine's test extends it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // run() sets the fields before the first test
public abstract class CoreSuiteTck {
  private Exclusions exclusions;
  private CoreSuiteOutcome outcome;

  /** For an engine's test class. */
  protected CoreSuiteTck() {}

  /** The engine under test. */
  public abstract Engine engine();

  @BeforeAll
  void run() {
    Path archive = SharedData.require("core suite", "wasm-core/core.zip");
    Engine engine = engine();
    exclusions = Exclusions.load(engine.name());
    outcome = new CoreSuite(archive).run(engine);
    String summary = outcome.summary(exclusions);
    System.out.println(summary);
  }

  @Test
  void passesEveryAssertionOfTheClaimedFeatures() throws IOException {
    List<CommandResult> failures = outcome.failures(exclusions);
    Path log = Path.of("target", "core-suite-" + outcome.mode() + "-failures.txt");
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.writeString(log, String.join("\n", failures.stream().map(Object::toString).toList()));
    assertThat(failures.stream().limit(20).toList())
        .as("%d failures; all of them stand in %s", failures.size(), log)
        .isEmpty();
  }

  @Test
  void needsEveryExclusion() {
    assertThat(exclusions.stale(outcome.results()))
        .as("exclusions that nothing needs: take them out")
        .isEmpty();
  }

  @Test
  void runsTheWholeSuite() {
    assertThat(outcome.total(exclusions).assertions()).isGreaterThan(60_000);
  }

  @Test
  void conformanceDocumentSaysWhatHappened() throws IOException {
    Path document = Path.of(System.getProperty("morph.root", "."), "docs", "conformance.md");
    String before =
        Files.exists(document) ? Files.readString(document, StandardCharsets.UTF_8) : "";
    String after = ConformanceDocument.with(before, outcome, exclusions);
    if (Boolean.getBoolean("morph.update")) {
      Files.createDirectories(document.toAbsolutePath().getParent());
      Files.writeString(document, after);
      return;
    }
    assertThat(before).as("run with -Dmorph.update=true to write it").isEqualTo(after);
  }
}
