package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import org.junit.jupiter.api.Test;

/** Guests that want to go on for ever, and cannot. */
interface ExhaustionCases extends EngineCases {
  private MeteredGuest guest(String body) {
    return MeteredGuest.of(engine(), "(module " + body + ")");
  }

  @Test
  default void endsALoopThatDoesNotEnd() {
    MeteredGuest guest = guest("(func (export \"f\") (loop (br 0)))");
    assertThat(guest.exhaustsFuel(1_000_000, "f")).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
  }

  @Test
  default void endsALoopThatCallsForEver() {
    MeteredGuest guest = guest("(func $n) (func (export \"f\") (loop (call $n) (br 0)))");
    assertThat(guest.exhaustsFuel(100_000, "f")).isTrue();
  }

  @Test
  default void lastsForExactlyWhatIsUsed() {
    MeteredGuest guest =
        guest(
            "(func (export \"f\") (param i32) (loop (br_if 0"
                + " (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))");
    assertThat(guest.exhaustsFuel(500, "f", 100)).isFalse();
    assertThat(guest.counters().fuelLeft()).isZero();
    assertThat(guest.exhaustsFuel(499, "f", 100)).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
  }

  @Test
  default void looksForFuelWhereAFunctionThatCallsBegins() {
    MeteredGuest guest =
        guest(
            "(global $g (export \"g\") (mut i32) (i32.const 0))"
                + "(func $n (if (i32.const 0) (then))) (func (export \"f\") (call $n)"
                + " (global.set $g (i32.const 1)))");
    assertThat(guest.exhaustsFuel(2, "f")).isTrue();
    assertThat(java.util.Objects.requireNonNull(guest.instance().global("g")).get()).isZero();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
    assertThat(guest.exhaustsFuel(4, "f")).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
    assertThat(guest.exhaustsFuel(5, "f")).isFalse();
  }

  @Test
  default void looksForFuelAtEachTurnOfALoop() {
    MeteredGuest guest =
        guest(
            "(global $g (export \"g\") (mut i64) (i64.const 0))"
                + "(func (export \"f\") (loop"
                + " (global.set $g (i64.add (global.get $g) (i64.const 1))) (br 0)))");
    assertThat(guest.exhaustsFuel(5 * 3_000_000L + 4, "f")).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
    assertThat(java.util.Objects.requireNonNull(guest.instance().global("g")).get())
        .isEqualTo(3_000_000);
  }

  @Test
  default void letsNoHandlerSwallowIt() {
    MeteredGuest guest =
        guest(
            "(func $spin (loop (br 0)))"
                + "(func (export \"f\") (loop $again"
                + " (block $h (try_table (catch_all $h) (call $spin)))"
                + " (br $again)))");
    assertThat(guest.exhaustsFuel(100_000, "f")).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(-1);
  }

  @Test
  default void endsALoopOfExceptions() {
    MeteredGuest guest =
        guest(
            "(tag $t) (func $throw (throw $t))"
                + "(func (export \"f\") (loop $again"
                + " (try_table (catch_all $again) (call $throw))))");
    assertThat(guest.exhaustsFuel(20_000, "f")).isTrue();
  }

  @Test
  default void endsRecursionByItsDepth() {
    MeteredGuest guest =
        guest(
            "(table 1 funcref) (elem (i32.const 0) $indirect) (type $v (func))"
                + "(elem declare func $byRef)"
                + "(func $direct (export \"direct\") (call $direct))"
                + "(func $a (export \"mutual\") (call $b)) (func $b (call $a))"
                + "(func $indirect (export \"indirect\")"
                + " (call_indirect (type $v) (i32.const 0)))"
                + "(func $byRef (export \"byRef\") (type $v)"
                + " (call_ref $v (ref.func $byRef)))");
    for (String name : new String[] {"direct", "mutual", "indirect", "byRef"}) {
      assertThat(guest.exhausts(1_000_000, 0, 100, name)).as(name).isTrue();
      assertThat(guest.counters().depthLeft()).as(name).isEqualTo(-1);
      assertThat(guest.counters().fuelLeft()).as(name).isPositive();
    }
  }

  @Test
  default void countsOnlyTheDepthThatIsReached() {
    MeteredGuest guest =
        guest(
            "(func $f (export \"f\") (param i32) (if (local.get 0)"
                + " (then (call $f (i32.sub (local.get 0) (i32.const 1))))))");
    assertThat(guest.exhausts(1_000_000, 0, 100, "f", 99)).isFalse();
    assertThat(guest.counters().depthLeft()).isEqualTo(100);
    assertThat(guest.exhausts(1_000_000, 0, 100, "f", 100)).isTrue();
  }

  @Test
  default void growsNoDepthByTailCalls() {
    MeteredGuest guest =
        guest(
            "(table 1 funcref) (elem (i32.const 0) $i) (type $t (func (param i32)))"
                + "(elem declare func $r)"
                + "(func $d (export \"direct\") (param i32) (local i64) (if (local.get 0)"
                + " (then (return_call $d (i32.sub (local.get 0) (i32.const 1))))))"
                + "(func $i (export \"indirect\") (param i32) (local i64) (if (local.get 0)"
                + " (then (return_call_indirect (type $t)"
                + " (i32.sub (local.get 0) (i32.const 1)) (i32.const 0)))))"
                + "(func $r (export \"byRef\") (type $t) (local i64) (if (local.get 0)"
                + " (then (return_call_ref $t"
                + " (i32.sub (local.get 0) (i32.const 1)) (ref.func $r)))))");
    for (String name : new String[] {"direct", "indirect", "byRef"}) {
      assertThat(guest.exhausts(1_000_000, 0, 10, name, 20_000)).as(name).isFalse();
      assertThat(guest.counters().depthLeft()).as(name).isEqualTo(10);
    }
    assertThat(guest.exhaustsFuel(50_000, "direct", -1)).isTrue();
  }

  @Test
  default void countsRecursionThatGoesOverATailCall() {
    MeteredGuest guest =
        guest(
            "(table 1 funcref) (elem (i32.const 0) $f) (type $v (func))"
                + "(func $f (export \"f\") (call $g))"
                + "(func $g (return_call_indirect (type $v) (i32.const 0)))");
    assertThat(guest.exhausts(1_000_000, 0, 100, "f")).isTrue();
    assertThat(guest.counters().depthLeft()).isEqualTo(-1);
  }

  @Test
  default void givesTheDepthBackWhenAnExceptionIsCaught() {
    MeteredGuest guest =
        guest(
            "(tag $t) (func $dive (param i32) (if (i32.eqz (local.get 0)) (then (throw $t)))"
                + " (call $dive (i32.sub (local.get 0) (i32.const 1))))"
                + "(func (export \"f\") (param i32) (loop $again"
                + " (block $h (try_table (catch $t $h) (call $dive (i32.const 50))))"
                + " (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))"
                + "(func $out (try_table (catch $t 0) (call $dive (i32.const 50))))"
                + "(func (export \"g\") (call $out))");
    assertThat(guest.exhausts(1_000_000, 0, 60, "f", 20)).isFalse();
    assertThat(guest.counters().depthLeft()).isEqualTo(60);
    assertThat(guest.exhausts(1_000_000, 0, 60, "g")).isFalse();
    assertThat(guest.counters().depthLeft()).isEqualTo(60);
  }

  @Test
  default void paysForRecursionOverTheHost() {
    FuelBudget counters = FuelBudget.of(FuelBudget.counters(engine()));
    Imports.Builder imports =
        Imports.builder()
            .put(
                "host",
                "again",
                HostFunction.of(
                    NOTHING,
                    (caller, lanes) -> {
                      counters.takeHostCall(0);
                      GuestFunction again = EngineCases.function(caller, "f");
                      return again.call(lanes);
                    }));
    MeteredGuest guest =
        MeteredGuest.of(
            engine(),
            "(module (import \"host\" \"again\" (func $h)) (func (export \"f\") (call $h)))",
            imports,
            counters);
    assertThat(guest.exhaustsFuel(1_000, "f")).isTrue();
  }

  @Test
  default void chargesHugeLengthsBeforeTheyAreTried() {
    MeteredGuest guest =
        guest(
            "(memory 1) (table $t 1 funcref)"
                + "(func (export \"fill\") (param i32)"
                + " (memory.fill (i32.const 0) (i32.const 0) (local.get 0)))"
                + "(func (export \"table\") (param i32)"
                + " (table.fill $t (i32.const 0) (ref.null func) (local.get 0)))");
    assertThat(guest.exhaustsFuel(1_000_000, "fill", 1 << 30)).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(1_000_000 - 4 - (1 << 26));
    assertThat(guest.exhaustsFuel(1_000_000, "fill", 0xFFFF_FFFFL)).isTrue();
    assertThat(guest.counters().fuelLeft()).isEqualTo(1_000_000 - 4 - (1 << 28));
    assertThat(guest.exhaustsFuel(1_000_000, "table", 0xFFFF_FFFFL)).isTrue();
  }

  @Test
  default void refusesObjectsAboveTheCapWhateverTheLength() {
    MeteredGuest guest =
        guest(
            "(type $b (array (mut i8))) (type $l (array (mut i64)))"
                + "(func (export \"b\") (param i32) (result i32)"
                + " (array.len (array.new_default $b (local.get 0))))"
                + "(func (export \"l\") (param i32) (result i32)"
                + " (array.len (array.new $l (i64.const 1) (local.get 0))))");
    int cap = 64 << 20;
    assertThat(guest.call("b", cap - 16)).containsExactly(cap - 16);
    long plenty = MeteredGuest.FUEL;
    for (long length : new long[] {cap - 15, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL}) {
      assertThat(guest.exhausts(plenty, MeteredGuest.OBJECTS, 1, "b", length)).isTrue();
      assertThat(guest.counters().objectBytesLeft())
          .isEqualTo(MeteredGuest.OBJECTS - Counters.TOO_LARGE);
      assertThat(guest.counters().fuelLeft()).isBetween(0L, plenty - (length >>> 4));
    }
    assertThat(guest.exhausts(plenty, MeteredGuest.OBJECTS, 1, "l", 0x8000_0000L)).isTrue();
    assertThat(guest.exhausts(plenty, 1_000, 1, "l", 123)).isFalse();
    assertThat(guest.exhausts(plenty, 999, 1, "l", 123)).isTrue();
    assertThat(guest.counters().objectBytesLeft()).isEqualTo(-1);
  }
}
