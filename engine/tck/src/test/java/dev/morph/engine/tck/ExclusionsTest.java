package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
  private static final CommandResult FAILED =
      new CommandResult("call", 10, 10, "assert_return", true, "expected 1, got 2");
  private static final CommandResult PASSED =
      new CommandResult("call", 12, 12, "assert_return", true, "");
  private static final CommandResult WITHOUT_MODULE =
      new CommandResult("call", 30, 20, "assert_return", true, "the module is not there");

  private static Exclusions parse(String text) {
    return Exclusions.parse(text, "compiled");
  }

  @Test
  void coverTheLineThatTheyName() {
    assertThat(parse("* call:10 known").cover(FAILED)).isTrue();
    assertThat(parse("compiled call:10 known").cover(FAILED)).isTrue();
    assertThat(parse("interpreted call:10 known").cover(FAILED)).isFalse();
    assertThat(parse("* call:11 known").cover(FAILED)).isFalse();
    assertThat(parse("* other:10 known").cover(FAILED)).isFalse();
  }

  @Test
  void coverWhatHasNothingToRunOnWithoutTheModuleThatTheyName() {
    assertThat(parse("* call:20 its module").cover(WITHOUT_MODULE)).isTrue();
  }

  @Test
  void areStaleWhenNothingThatTheyCoverFails() {
    List<CommandResult> results = List.of(FAILED, PASSED);
    assertThat(parse("* call:10 known").stale(results)).isEmpty();
    assertThat(parse("* call:12 passes by now").stale(results)).hasSize(1);
    assertThat(parse("* absent a feature").stale(results)).hasSize(1);
  }

  @Test
  void needAReason() {
    assertThatIllegalArgumentException().isThrownBy(() -> parse("* call:10"));
  }

  @Test
  void leaveNothingOfAWholeFileCountedAsPassed() {
    var outcome = new CoreSuiteOutcome("compiled", List.of(FAILED, PASSED, WITHOUT_MODULE), 0);
    var total = outcome.total(parse("* call a feature"));
    assertThat(total).isEqualTo(new CoreSuiteOutcome.Count(3, 0, 3));
    assertThat(outcome.failures(parse("* call a feature"))).isEmpty();
    assertThat(outcome.failures(parse("* call:10 known"))).containsExactly(WITHOUT_MODULE);
    assertThat(outcome.total(parse("* call:10 known")))
        .isEqualTo(new CoreSuiteOutcome.Count(3, 1, 1));
  }
}
