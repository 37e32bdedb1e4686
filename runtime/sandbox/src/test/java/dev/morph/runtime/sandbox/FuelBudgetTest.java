package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.runtime.sandbox.FuelBudget.Exhausted;
import dev.morph.testkit.Wat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FuelBudgetTest {
  private static final int DEPTH = 1_000;

  private final Engine engine = EndiveEngine.interpreted();
  private final FuelBudget budget = FuelBudget.of(FuelBudget.counters(engine));

  private GuestFunction guest(String fields, Imports.Builder imports) {
    var metered =
        Meter.meter(
            ModuleBinary.decode(Wat.assemble("(module " + fields + ")")), MeterOptions.defaults());
    budget.putInto(imports);
    budget.fill(10_000_000, 1_000_000, DEPTH);
    budget.takeSetup(metered.facts());
    return Objects.requireNonNull(
        engine
            .compile(metered.bytes())
            .instantiate(imports.build(), MemoryBudget.unlimited())
            .function("f"));
  }

  private GuestFunction guest(String fields) {
    return guest(fields, Imports.builder());
  }

  private void assertEnds(Exhausted what, GuestFunction guest) {
    assertThatExceptionOfType(Trap.class).isThrownBy(guest::call);
    assertThat(budget.exhausted()).isEqualTo(what);
  }

  @Test
  void tellsWhatACallUsed() {
    GuestFunction guest =
        guest(
            "(type $b (array i8)) (func (export \"f\")"
                + " (array.new_default $b (i32.const 16)) drop)");
    budget.fill(100, 100, DEPTH);
    guest.call();
    assertThat(budget.exhausted()).isNull();
    assertThat(budget.fuelUsed()).isEqualTo(4);
    assertThat(budget.objectBytesUsed()).isEqualTo(32);
  }

  @Test
  void tellsWhatEndedACall() {
    assertEnds(Exhausted.FUEL, guest("(func (export \"f\") (loop (br 0)))"));
    assertEnds(Exhausted.DEPTH, guest("(func $f (export \"f\") (call $f))"));
    String array = "(type $b (array i8)) (func (export \"f\") (loop (array.new_default $b";
    assertEnds(Exhausted.OBJECTS, guest(array + " (i32.const 9999)) drop (br 0)))"));
    assertEnds(Exhausted.OBJECT_SIZE, guest(array + " (i32.const 0x4000000)) drop (br 0)))"));
  }

  @Test
  void takesTheObjectsOfConstantExpressions() {
    guest(
        "(type $b (array i8)) (global (ref $b) (array.new_default $b (i32.const 84)))"
            + "(func (export \"f\"))");
    assertThat(budget.objectBytesUsed()).isEqualTo(100);
    assertThat(budget.fuelUsed()).isEqualTo(1 + 7);
  }

  @Test
  void startsEachCallAnew() {
    GuestFunction spin = guest("(func (export \"f\") (loop (br 0)))");
    assertEnds(Exhausted.FUEL, spin);
    budget.fill(5, 0, 0);
    assertThat(budget.exhausted()).isNull();
    assertThat(budget.fuelUsed()).isZero();
  }

  @Test
  void endsWhenAHostCallCostsMoreThanIsLeft() {
    budget.fill(103, 0, DEPTH);
    assertThat(budget.takeHostCall(33)).isTrue();
    assertThat(budget.exhausted()).isNull();
    assertThat(budget.takeHostCall(0)).isFalse();
    assertThat(budget.exhausted()).isEqualTo(Exhausted.FUEL);
  }
}
