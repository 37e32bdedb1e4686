package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.engine.meter.FuelBudget.Exhausted;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.testkit.Wat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's side of the counters, on compiled code. */
class FuelBudgetTest {
  private static final int DEPTH = 1_000;

  private final Engine engine = EndiveEngine.compiled();
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
            .compileMetered(metered.bytes(), Counters.MODULE)
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

  /** More than the counter of the code ever holds at once. */
  @Test
  void countsExactlyBeyondASlice() {
    GuestFunction count =
        guest(
            "(func $again (param i32) (result i32) (if (result i32) (local.get 0)"
                + " (then (i32.sub (local.get 0) (i32.const 1))) (else (i32.const 0))))"
                + "(func (export \"f\") (local i32) (local.set 0 (i32.const 1000000))"
                + " (loop (br_if 0 (local.tee 0 (call $again (local.get 0))))))");
    long used = 2 + 1_000_000L * (4 + 2 + 3);
    budget.fill(used, 0, DEPTH);
    count.call();
    assertThat(budget.exhausted()).isNull();
    assertThat(budget.fuelUsed()).isEqualTo(used);
    assertThat(budget.fuelLeft()).isZero();
    budget.fill(used - 10, 0, DEPTH);
    assertEnds(Exhausted.FUEL, count);
    assertThat(budget.fuelLeft()).isNegative();
  }

  @Test
  void paysForOneLengthThatIsLargerThanASlice() {
    GuestFunction fill =
        guest(
            "(memory 1000) (func (export \"f\")"
                + " (memory.fill (i32.const 0) (i32.const 0) (i32.const 64000000)))");
    budget.fill(4_000_004, 0, DEPTH);
    fill.call();
    assertThat(budget.fuelLeft()).isZero();
    budget.fill(4_000_003, 0, DEPTH);
    assertEnds(Exhausted.FUEL, fill);
    assertThat(budget.fuelLeft()).isEqualTo(-1);
  }

  /** Such a method is nearly as long as the JVM takes, and none of its accesses may grow. */
  @Test
  void countsInMethodsOfAnyLength() {
    for (int length : new int[] {100, 1_000, 3_000, 5_000, 6_000, 7_000}) {
      String piece = "(if (local.get 0) (then (call $g)))";
      String locals = "(local" + " i64".repeat(300) + ")";
      GuestFunction large =
          guest(
              "(func $g (if (i32.const 0) (then)))"
                  + "(func $f (export \"f\") (local i32) "
                  + locals
                  + piece.repeat(length)
                  + ")");
      budget.fill(10_000_000, 0, DEPTH);
      large.call();
      assertThat(budget.fuelUsed()).as("%d", length).isEqualTo(2L * length);
    }
  }

  /** No code of a metered module looks for interrupts but where it comes for more fuel. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func (export \"f\") (loop (br 0)))",
        "(func (export \"f\") (loop (param) (block (br_if 1 (i32.const 1)))))",
        "(func (export \"f\") (local i32) (i32.const 7)" + " (loop (param i32) (br 0)))",
        "(func (export \"f\") (local i32) (loop (br_table 0 0 (local.get 0))))",
        "(func $f (export \"f\") (return_call $f))",
        "(func (export \"f\") (loop (call $b) (br 0))) (func $b (call $c) (call $c))"
            + "(func $c (loop (br_if 1 (i32.const 1))))",
        "(func (export \"f\") (loop (call $s) (br 0))) (func $s (i32.const 1) drop)",
        "(memory 10) (func (export \"f\") (loop"
            + " (memory.fill (i32.const 0) (i32.const 0) (i32.const 640000)) (br 0)))",
        "(tag $t) (func (export \"f\") (loop $again"
            + " (try_table (catch_all $again) (throw $t))))",
        "(tag $t) (func (export \"f\") (loop $a (block $h"
            + " (try_table (catch_all $h) (loop (br 0))) (br $a)) (br $a)))",
        "(type $v (func)) (table 1 funcref) (elem (i32.const 0) $g)"
            + "(func $g) (func (export \"f\") (loop"
            + " (call_indirect (type $v) (i32.const 0)) (br 0)))",
        "(func $twice (param i32) (if (local.get 0) (then"
            + " (call $twice (i32.sub (local.get 0) (i32.const 1)))"
            + " (call $twice (i32.sub (local.get 0) (i32.const 1))))))"
            + "(func (export \"f\") (call $twice (i32.const 100)))"
      })
  void endsACallWhoseThreadIsInterrupted(String fields) {
    GuestFunction spin = guest(fields);
    budget.fill(1L << 60, 1L << 40, DEPTH);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(Trap.class)
        .isThrownBy(spin::call)
        .satisfies(trap -> assertThat(trap.kind()).isEqualTo(Trap.Kind.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(budget.fuelUsed()).isLessThan(1L << 21);
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
