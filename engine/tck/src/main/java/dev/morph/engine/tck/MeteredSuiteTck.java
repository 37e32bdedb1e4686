package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Engine;
import dev.morph.engine.tck.MeteredCalls.Used;
import dev.morph.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The core suite, metered, on two modes of an engine: it passes as it does without, and every call
 * uses the same fuel in both, the exhausted ones included. An engine's test extends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // run() sets the fields before the first test
public abstract class MeteredSuiteTck {
  /** Arrays above the cap of a single object: the budget ends them before the segment's bounds. */
  private static final Set<String> LARGE_OBJECTS =
      Set.of("array:209", "array:217", "array:283", "array:290");

  private List<CommandResult> firstFailures;
  private List<CommandResult> secondFailures;
  private List<Used> firstCalls;
  private List<Used> secondCalls;

  /** For an engine's test class. */
  protected MeteredSuiteTck() {}

  /** One mode. */
  public abstract Engine first();

  /** The other. */
  public abstract Engine second();

  @BeforeAll
  void run() {
    Path archive = SharedData.require("core suite", "wasm-core/core.zip");
    MeteringEngine one = new MeteringEngine(first());
    firstFailures = new CoreSuite(archive).run(one).failures(Exclusions.load(one.name()));
    firstCalls = one.calls().log();
    MeteringEngine other = new MeteringEngine(second());
    secondFailures = new CoreSuite(archive).run(other).failures(Exclusions.load(other.name()));
    secondCalls = other.calls().log();
    System.out.println(
        "metered core suite: "
            + firstCalls.size()
            + " calls, "
            + firstCalls.stream().filter(call -> call.exhaustedAt() < 0).count()
            + " of them also with one fuel less");
  }

  @Test
  void passesAsWithoutMetering() {
    for (List<CommandResult> failures : List.of(firstFailures, secondFailures)) {
      assertThat(failures)
          .filteredOn(failed -> !LARGE_OBJECTS.contains(failed.file() + ":" + failed.line()))
          .isEmpty();
      assertThat(failures).hasSize(LARGE_OBJECTS.size());
    }
  }

  @Test
  void usesTheSameFuelInBothModes() {
    assertThat(firstCalls).hasSizeGreaterThan(30_000);
    assertThat(secondCalls).hasSameSizeAs(firstCalls);
    for (int i = 0; i < firstCalls.size(); i++) {
      assertThat(secondCalls.get(i)).as("call %d", i).isEqualTo(firstCalls.get(i));
    }
  }

  @Test
  void exhaustsMostCallsThatGetOneFuelLess() {
    assertThat(firstCalls.stream().filter(call -> call.exhaustedAt() < 0).count())
        .isGreaterThan(firstCalls.size() / 2);
  }
}
