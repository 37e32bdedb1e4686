package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets that the guest's code counts: guests here count by hand. */
class CallBudgetsTest {
  private static final String DEFINITION =
      """
      (module
        (global (export "fuel") (mut i64) (i64.const 0))
        (global (export "gc-alloc") (mut i64) (i64.const 0))
        (global (export "stack-depth") (mut i32) (i32.const 0)))
      """;
  private static final String IMPORTS =
      """
      (import "morph:meter" "fuel" (global $fuel (mut i64)))
      (import "morph:meter" "gc-alloc" (global $gc (mut i64)))
      (import "morph:meter" "stack-depth" (global $depth (mut i32)))
      """;
  private static final String PROBE =
      "(import \"morph\" \"probe\" (func $probe (param i32 i32) (result i64)))";

  private static String burn(long fuel) {
    return "(global.set $fuel (i64.sub (global.get $fuel) (i64.const " + fuel + ")))";
  }

  private final WasmRuntime runtime =
      WasmRuntime.metered(
          List.of(new ProbeCapability((call, arguments) -> "met")),
          Loading.ANY_SCHEMA,
          RuntimeSettings.defaults(),
          EndiveEngine.interpreted().compile(Wat.assemble(DEFINITION)));

  private CallOutcome run(String imports, String before, Limits limits) {
    LoadedModule module =
        Loading.load(runtime, Counter.guest(IMPORTS + imports, before), limits, Lifecycle.FRESH);
    return runtime.execute(module, Loading.run(JsonObject.EMPTY));
  }

  @Test
  void fuelOfTheCallAloneIsTold() {
    CallOutcome outcome =
        run("(func (export \"_initialize\") " + burn(30) + ")", burn(500), Limits.defaults());
    assertThat(outcome).isInstanceOf(CallOutcome.Ok.class);
    assertThat(outcome.report().stats().fuel()).isEqualTo(500);
    assertThat(outcome.report().stats().fuelSetup()).isEqualTo(30);
  }

  @Test
  void aLimitEqualToTheNeedIsEnough() {
    Limits limits = Limits.defaults().with(Limit.FUEL, 500);
    assertThat(run("", burn(500), limits)).isInstanceOf(CallOutcome.Ok.class);
    CallOutcome over = run("", burn(501), limits);
    assertThat(Loading.code(over)).isEqualTo(ErrorCode.LIMIT_FUEL);
    assertThat(over.report().stats().fuel()).isEqualTo(501);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(global.set $fuel (i64.const -10000000001)) | LIMIT_FUEL | fuel",
        "(global.set $gc (i64.const -4294967297)) | LIMIT_GC_ALLOC | 4 GiB",
        "(global.set $gc (i64.const -1125899906842624)) | LIMIT_GC_ALLOC | 64 MiB",
        "(global.set $depth (i32.const -1)) | GUEST_TRAP | stack-depth"
      })
  void whatRanOutIsTheErrorWhateverTheGuestMakesOfIt(String spend, ErrorCode code, String said) {
    for (String then : List.of("", "(unreachable)", "(return (i64.const 0))", Counter.fail())) {
      CallOutcome outcome = run("", spend + then, Limits.defaults());
      assertThat(Loading.code(outcome)).as(then).isEqualTo(code);
      assertThat(((CallOutcome.Failed) outcome).error()).hasMessageContaining(said);
    }
  }

  @Test
  void setupHasABudgetOfItsOwn() {
    Limits limits = Limits.defaults().with(Limit.FUEL, 10);
    CallOutcome fits =
        run("(func (export \"_initialize\") " + burn(1_000_000_000) + ")", burn(10), limits);
    assertThat(fits).isInstanceOf(CallOutcome.Ok.class);
    CallOutcome over =
        run("(func (export \"_initialize\") " + burn(1_000_000_001) + ")", "", limits);
    assertThat(Loading.code(over)).isEqualTo(ErrorCode.LIMIT_FUEL);
  }

  @Test
  void aHostCallCostsByTheBytesItMoves() {
    int request = Ledger.REQUEST.length();
    String call = "(drop (call $probe (i32.const 1536) (i32.const " + request + ")))";
    CallOutcome one = run(PROBE, call, Limits.defaults());
    assertThat(one).isInstanceOf(CallOutcome.Ok.class);
    long cost = one.report().stats().hostFuel();
    assertThat(one.report().stats().fuel()).isEqualTo(cost);
    assertThat(cost).isBetween(100L + request / 16, 100L + (request + 400) / 16);
    CallOutcome two = run(PROBE, call + call, Limits.defaults());
    assertThat(two.report().stats().hostFuel()).isEqualTo(2 * cost);
    assertThat(Loading.code(run(PROBE, call, Limits.defaults().with(Limit.FUEL, cost - 1))))
        .isEqualTo(ErrorCode.LIMIT_FUEL);
  }

  @Test
  void aGuestCannotImportCountersWhereNoneAreGiven() {
    assertThatThrownBy(
            () -> Loading.load(Loading.runtime(), Counter.guest(IMPORTS, ""), Lifecycle.FRESH))
        .hasMessageContaining("morph:meter fuel");
  }

  @Test
  void codeThatCountsNothingHasNoFuel() {
    LoadedModule module = Loading.load(runtime, Counter.guest("", ""), Lifecycle.FRESH);
    CallStats stats = runtime.execute(module, Loading.run(JsonObject.EMPTY)).report().stats();
    assertThat(stats.fuel()).isEqualTo(-1);
    assertThat(stats.fuelSetup()).isEqualTo(-1);
  }

  @Test
  void noInstanceIsMadeWhereNoneIsAllowed() {
    CallOutcome none = run("", "", Limits.defaults().with(Limit.INSTANCES, 0));
    assertThat(Loading.code(none)).isEqualTo(ErrorCode.LIMIT_INSTANCES);
  }
}
