package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Trap;
import dev.morph.engine.meter.FuelBudget;
import org.junit.jupiter.api.Test;

/** What things cost, counted by hand: each row of the table, and each way a basic block ends. */
interface FuelCases extends EngineCases {
  private long fuel(String body, long... arguments) {
    return guest(body).fuel("f", arguments);
  }

  private MeteredGuest guest(String body) {
    return MeteredGuest.of(engine(), "(module " + body + ")");
  }

  @Test
  default void chargesOneForAnInstructionAndNothingForStructure() {
    assertThat(fuel("(func (export \"f\"))")).isZero();
    assertThat(fuel("(func (export \"f\") nop nop block end loop end return)")).isZero();
    assertThat(fuel("(func (export \"f\") i32.const 1 drop)")).isEqualTo(1);
    assertThat(fuel("(func (export \"f\") (param i32) (result i32) local.get 0)", 5)).isEqualTo(1);
    assertThat(
            fuel(
                "(global $g (mut i32) (i32.const 4))"
                    + "(func (export \"f\") (result i32)"
                    + " (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g))"))
        .isEqualTo(5);
    assertThat(
            fuel(
                "(func (export \"f\") (result i32)"
                    + " (select (i32.const 1) (i32.const 2) (i32.const 0)))"))
        .isEqualTo(4);
    assertThat(
            fuel(
                "(tag $t) (func (export \"f\")"
                    + " (block $h (try_table (catch $t $h) (i32.const 1) drop)))"))
        .isEqualTo(1);
    assertThat(fuel("(func (export \"f\") ref.null func ref.is_null drop)")).isEqualTo(2);
    assertThat(fuel("(func (export \"f\") (v128.const i64x2 1 2) (i8x16.abs) drop)")).isEqualTo(2);
  }

  @Test
  default void chargesBothArmsOfAnIfByWhatRuns() {
    String body =
        "(func (export \"f\") (param i32) (result i32)"
            + " (if (result i32) (local.get 0) (then (i32.const 1))"
            + " (else (i32.add (i32.const 2) (i32.const 3)))))";
    assertThat(fuel(body, 1)).isEqualTo(2 + 1);
    assertThat(fuel(body, 0)).isEqualTo(2 + 3);
    String oneArm =
        "(func (export \"f\") (param i32) (if (local.get 0) (then (i32.const 1) drop))"
            + " (i32.const 1) drop)";
    assertThat(fuel(oneArm, 1)).isEqualTo(2 + 1 + 1);
    assertThat(fuel(oneArm, 0)).isEqualTo(2 + 1);
  }

  @Test
  default void chargesWhatABranchLeavesOut() {
    String body =
        "(func (export \"f\") (param i32) (block (br_if 0 (local.get 0))"
            + " (i32.const 1) drop (i32.const 1) drop) (i32.const 1) drop)";
    assertThat(fuel(body, 1)).isEqualTo(2 + 1);
    assertThat(fuel(body, 0)).isEqualTo(2 + 2 + 1);
    assertThat(fuel("(func (export \"f\") (block (br 0) (i32.const 1) drop) (i32.const 1) drop)"))
        .isEqualTo(1 + 1);
    assertThat(fuel("(func (export \"f\") (result i32) (br 0 (i32.const 1)) (i32.const 1) drop)"))
        .isEqualTo(2);
    assertThat(fuel("(func (export \"f\") (result i32) (return (i32.const 1)) nop)")).isEqualTo(1);
  }

  @Test
  default void chargesATableOfBranchesOnce() {
    String body =
        "(func (export \"f\") (param i32) (result i32)"
            + " (block $c (block $b (block $a (br_table $a $b $c (local.get 0)))"
            + " (return (i32.const 10)))"
            + " (return (i32.add (i32.const 10) (i32.const 10))))"
            + " (i32.const 1) (i32.const 2) (i32.const 3) drop drop)";
    assertThat(fuel(body, 0)).isEqualTo(2 + 1);
    assertThat(fuel(body, 1)).isEqualTo(2 + 3);
    assertThat(fuel(body, 9)).isEqualTo(2 + 3);
  }

  @Test
  default void chargesEachRoundOfALoop() {
    String body =
        "(func (export \"f\") (param i32) (loop"
            + " (local.set 0 (i32.sub (local.get 0) (i32.const 1)))"
            + " (br_if 0 (local.get 0))))";
    assertThat(fuel(body, 1)).isEqualTo(6);
    assertThat(fuel(body, 1_000)).isEqualTo(6_000);
  }

  @Test
  default void chargesCallsAndWhatTheyCall() {
    String one = "(func $one (result i32) (i32.const 1))";
    assertThat(fuel(one + "(func (export \"f\") (result i32) (call $one))")).isEqualTo(1 + 1);
    assertThat(fuel(one + "(func (export \"f\") (result i32) (i32.add (call $one) (call $one)))"))
        .isEqualTo(2 * 2 + 1);
    assertThat(
            fuel(
                one
                    + "(table 1 funcref) (elem (i32.const 0) $one) (type $t (func (result i32)))"
                    + "(func (export \"f\") (result i32)"
                    + " (call_indirect (type $t) (i32.const 0)))"))
        .isEqualTo(2 + 1);
    assertThat(
            fuel(
                "(type $t (func (result i32))) (elem declare func $one)"
                    + "(func $one (type $t) (i32.const 1))"
                    + "(func (export \"f\") (result i32) (call_ref $t (ref.func $one)))"))
        .isEqualTo(2 + 1);
    assertThat(fuel(one + "(func (export \"f\") (result i32) (return_call $one))"))
        .isEqualTo(1 + 1);
  }

  @Test
  default void chargesBranchesOnReferences() {
    String onNull =
        "(func (export \"f\") (block (br_on_null 0 (ref.null func)) drop (i32.const 1) drop))";
    assertThat(fuel(onNull)).isEqualTo(2);
    String onCast =
        "(func (export \"f\") (param i32) (block (result i31ref)"
            + " (br_on_cast 0 anyref i31ref (ref.i31 (local.get 0))) drop"
            + " (i32.const 1) drop (ref.i31 (i32.const 0))) drop)";
    assertThat(fuel(onCast, 1)).isEqualTo(3);
  }

  @Test
  default void chargesAThrowAndWhoCatchesIt() {
    String body =
        "(tag $t (param i32)) (func $thrower (param i32) (if (local.get 0)"
            + " (then (throw $t (local.get 0)))) (i32.const 1) drop)"
            + "(func (export \"f\") (param i32) (result i32)"
            + " (block $h (result i32)"
            + " (try_table (catch $t $h) (call $thrower (local.get 0)) (i32.const 1) drop)"
            + " (i32.const 9)) (i32.const 1) (i32.add))";
    assertThat(fuel(body, 0)).isEqualTo(2 + 2 + 1 + 1 + 1 + 2);
    assertThat(fuel(body, 7)).isEqualTo(2 + 2 + 2 + 2);
    assertThat(guest(body).call("f", 7)).containsExactly(8);
  }

  @Test
  default void chargesACaughtExceptionWhereItsHandlerIsTheFunctionOrALoop() {
    String function =
        "(tag $t (param i32)) (func (export \"f\") (param i32) (result i32)"
            + " (try_table (catch $t 0) (throw $t (local.get 0))) (i32.const 9))";
    assertThat(fuel(function, 7)).isEqualTo(2);
    assertThat(guest(function).call("f", 7)).containsExactly(7);
    String loop =
        "(tag $t) (func (export \"f\") (param i32) (loop $again"
            + " (local.set 0 (i32.sub (local.get 0) (i32.const 1)))"
            + " (try_table (catch $t $again)"
            + " (if (local.get 0) (then (throw $t))))))";
    assertThat(fuel(loop, 1)).isEqualTo(6);
    assertThat(fuel(loop, 3)).isEqualTo(6 * 3 + 2);
  }

  @Test
  default void chargesBulkMemoryBySixteenBytes() {
    String body =
        "(memory 1) (data $d \"0123456789abcdef0123456789abcdef\")"
            + "(func (export \"fill\") (param i32)"
            + " (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))"
            + "(func (export \"copy\") (param i32)"
            + " (memory.copy (i32.const 0) (i32.const 1) (local.get 0)))"
            + "(func (export \"init\") (param i32)"
            + " (memory.init $d (i32.const 0) (i32.const 0) (local.get 0)))"
            + "(func (export \"drop\") (data.drop $d))";
    MeteredGuest guest = guest(body);
    for (String name : new String[] {"fill", "copy", "init"}) {
      assertThat(guest.fuel(name, 0)).as(name).isEqualTo(4);
      assertThat(guest.fuel(name, 1)).as(name).isEqualTo(4 + 1);
      assertThat(guest.fuel(name, 16)).as(name).isEqualTo(4 + 1);
      assertThat(guest.fuel(name, 17)).as(name).isEqualTo(4 + 2);
    }
    assertThat(guest.fuel("drop")).isEqualTo(1);
  }

  @Test
  default void chargesBulkTablesByTheElement() {
    String body =
        "(table $t 20 funcref) (elem $e func $n $n) (func $n)"
            + "(func (export \"fill\") (param i32)"
            + " (table.fill $t (i32.const 0) (ref.null func) (local.get 0)))"
            + "(func (export \"copy\") (param i32)"
            + " (table.copy $t $t (i32.const 0) (i32.const 1) (local.get 0)))"
            + "(func (export \"init\") (param i32)"
            + " (table.init $t $e (i32.const 0) (i32.const 0) (local.get 0)))"
            + "(func (export \"get\") (table.get $t (i32.const 0)) drop)"
            + "(func (export \"drop\") (elem.drop $e))";
    MeteredGuest guest = guest(body);
    assertThat(guest.fuel("fill", 17)).isEqualTo(4 + 17);
    assertThat(guest.fuel("copy", 17)).isEqualTo(4 + 17);
    assertThat(guest.fuel("init", 2)).isEqualTo(4 + 2);
    assertThat(guest.fuel("init", 0)).isEqualTo(4);
    assertThat(guest.fuel("get")).isEqualTo(2);
    assertThat(guest.fuel("drop")).isEqualTo(1);
  }

  @Test
  default void chargesGrowthOnlyWhenItSucceeds() {
    String body =
        "(memory 1 3) (table $t 1 5 funcref)"
            + "(func (export \"memory\") (param i32) (result i32) (memory.grow (local.get 0)))"
            + "(func (export \"table\") (param i32) (result i32)"
            + " (table.grow $t (ref.null func) (local.get 0)))";
    MeteredGuest guest = guest(body);
    assertThat(guest.fuel("memory", 2)).isEqualTo(2 + 2_000);
    assertThat(guest.call("memory", 1)).containsExactly(0xFFFF_FFFFL);
    assertThat(guest.fuelUsed()).isEqualTo(2);
    assertThat(guest.fuel("memory", 0xFFFF_FFFFL)).isEqualTo(2);
    assertThat(guest.fuel("memory", 0)).isEqualTo(2);
    assertThat(guest.fuel("table", 4)).isEqualTo(3 + 4);
    assertThat(guest.fuel("table", 1)).isEqualTo(3);
  }

  @Test
  default void chargesObjectsByTheirSize() {
    String types =
        "(type $s (struct (field i8) (field i16) (field i32) (field f64) (field anyref)))"
            + "(type $b (array (mut i8))) (type $l (array (mut i64))) (type $r (array (mut anyref)))"
            + "(data $d \"0123456789abcdef\") (elem $e anyref (ref.null any) (ref.null any))";
    // 16 + 1 + 2 + 4 + 8 + 8 bytes
    assertObject(types, "(struct.new_default $s)", 1 + 3, 39);
    assertObject(
        types,
        "(struct.new $s (i32.const 1) (i32.const 2) (i32.const 3) (f64.const 4) (ref.null any))",
        6 + 3,
        39);
    assertObject(types, "(array.new $b (i32.const 1) (i32.const 17))", 3 + 3, 33);
    assertObject(types, "(array.new_default $l (i32.const 3))", 2 + 3, 40);
    assertObject(types, "(array.new_default $l (i32.const 0))", 2 + 1, 16);
    assertObject(types, "(array.new_fixed $l 2 (i64.const 1) (i64.const 2))", 3 + 2, 32);
    assertObject(types, "(array.new_data $b $d (i32.const 0) (i32.const 16))", 3 + 2, 32);
    assertObject(types, "(array.new_elem $r $e (i32.const 0) (i32.const 2))", 3 + 2, 32);
    assertObject(types, "(ref.i31 (i32.const 1))", 2, 0);
  }

  private void assertObject(String types, String expression, long fuel, long bytes) {
    MeteredGuest guest = guest(types + "(func (export \"f\") " + expression + " drop)");
    assertThat(guest.fuel("f")).as(expression).isEqualTo(fuel);
    assertThat(guest.objectBytes()).as(expression).isEqualTo(bytes);
  }

  @Test
  default void chargesBulkArraysBySixteenBytes() {
    String body =
        "(type $l (array (mut i64))) (data $d \"0123456789abcdef\")"
            + "(func $a (result (ref $l)) (array.new_default $l (i32.const 10)))"
            + "(func (export \"fill\") (param i32)"
            + " (array.fill $l (call $a) (i32.const 0) (i64.const 1) (local.get 0)))"
            + "(func (export \"copy\") (param i32)"
            + " (array.copy $l $l (call $a) (i32.const 0) (call $a) (i32.const 0) (local.get 0)))"
            + "(func (export \"init\") (param i32)"
            + " (array.init_data $l $d (call $a) (i32.const 0) (i32.const 0) (local.get 0)))";
    MeteredGuest guest = guest(body);
    long made = 1 + 2 + 6;
    assertThat(guest.fuel("fill", 0)).isEqualTo(made + 4);
    assertThat(guest.fuel("fill", 3)).isEqualTo(made + 4 + 2);
    assertThat(guest.fuel("copy", 10)).isEqualTo(2 * made + 4 + 5);
    assertThat(guest.fuel("init", 2)).isEqualTo(made + 4 + 1);
  }

  @Test
  default void chargesTheStartFunction() {
    MeteredGuest guest = guest("(func $s (i32.const 1) drop) (start $s) (func (export \"f\"))");
    assertThat(guest.fuelUsed()).isEqualTo(1);
  }

  @Test
  default void keepsWhatTheHostChargesDuringACall() {
    FuelBudget counters = FuelBudget.of(FuelBudget.counters(engine()));
    Imports.Builder imports =
        Imports.builder()
            .put(
                "host",
                "f",
                HostFunction.of(
                    NOTHING,
                    (_, lanes) -> {
                      counters.takeHostCall(0);
                      return lanes;
                    }));
    MeteredGuest guest =
        MeteredGuest.of(
            engine(),
            "(module (import \"host\" \"f\" (func $h)) (func (export \"f\") (param i32)"
                + " (loop (call $h) (br_if 0 (local.tee 0"
                + " (i32.sub (local.get 0) (i32.const 1)))))))",
            imports,
            counters);
    assertThat(guest.fuel("f", 3)).isEqualTo(3 * (1 + 100 + 5));
    assertThat(guest.exhaustsFuel(317, "f", 3)).isTrue();
    assertThat(guest.exhaustsFuel(318, "f", 3)).isFalse();
  }

  @Test
  default void leavesTheFuelOfTheLastWriteBackAfterATrap() {
    MeteredGuest guest =
        guest(
            "(func $one (if (i32.const 1) (then)))"
                + "(func (export \"f\") (call $one) (i32.const 1) drop"
                + " (if (i32.const 1) (then (i32.const 1) drop unreachable)))");
    assertThatExceptionOfType(Trap.class).isThrownBy(() -> guest.call("f"));
    assertThat(guest.fuelUsed()).isEqualTo(4 + 2);
    assertThat(guest.counters().exhausted()).isNull();
  }

  @Test
  default void losesNothingWhereACallIsGoneAround() {
    MeteredGuest guest =
        guest(
            "(func $g (if (i32.const 0) (then)))"
                + "(func (export \"skip\") (param i32) (if (local.get 0) (then (call $g))))"
                + "(func (export \"else\") (param i32)"
                + " (if (local.get 0) (then (call $g)) (else (drop (i32.const 1)))))"
                + "(func (export \"br\") (param i32)"
                + " (block (br_if 0 (local.get 0)) (call $g)))"
                + "(func (export \"out\") (param i32) (br_if 0 (local.get 0)) (call $g))"
                + "(func (export \"table\") (param i32)"
                + " (block (block (br_table 0 1 (local.get 0))) (call $g)))"
                + "(func (export \"loop\") (param i32) (loop (if (local.get 0) (then (call $g)))"
                + " (br_if 0 (local.tee 0 (i32.and (local.get 0) (i32.const 0))))))");
    assertThat(guest.fuel("skip", 0)).isEqualTo(2);
    assertThat(guest.fuel("skip", 1)).isEqualTo(2 + 1 + 2);
    assertThat(guest.fuel("else", 0)).isEqualTo(2 + 1);
    assertThat(guest.fuel("else", 1)).isEqualTo(2 + 1 + 2);
    assertThat(guest.fuel("br", 1)).isEqualTo(2);
    assertThat(guest.fuel("br", 0)).isEqualTo(2 + 1 + 2);
    assertThat(guest.fuel("out", 1)).isEqualTo(2);
    assertThat(guest.fuel("out", 0)).isEqualTo(2 + 1 + 2);
    assertThat(guest.fuel("table", 1)).isEqualTo(2);
    assertThat(guest.fuel("table", 0)).isEqualTo(2 + 1 + 2);
    assertThat(guest.fuel("loop", 0)).isEqualTo(2 + 5);
    assertThat(guest.fuel("loop", 1)).isEqualTo(2 + 1 + 2 + 5);
  }

  @Test
  default void chargesAheadOverACallThatDoesNotReturn() {
    MeteredGuest guest =
        guest(
            "(func $trap (if (i32.const 1) (then unreachable)))"
                + "(func (export \"f\") (call $trap) (i32.const 1) drop (i32.const 2) drop)");
    assertThatExceptionOfType(Trap.class).isThrownBy(() -> guest.call("f"));
    assertThat(guest.fuelUsed()).isEqualTo(3);
  }

  @Test
  default void chargesNothingAheadWhereExceptionsMayPass() {
    MeteredGuest guest =
        guest(
            "(tag $t) (func $throw (throw $t))"
                + "(func $through (call $throw) (i32.const 1) drop (i32.const 2) drop)"
                + "(func (export \"f\") (block $h (try_table (catch $t $h) (call $through))))");
    assertThat(guest.fuel("f")).isEqualTo(1 + 1 + 1);
  }

  @Test
  default void chargesAFunctionThatRunsStraightOnWhereverItIsCalled() {
    MeteredGuest guest =
        guest(
            "(table 1 funcref) (elem (i32.const 0) $shown) (type $u (func (result i32)))"
                + "(func $only (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))"
                + "(func $shown (export \"shown\") (result i32) (i32.const 7))"
                + "(func (export \"only\") (result i32) (call $only (i32.const 1)))"
                + "(func (export \"both\") (result i32) (i32.add (call $shown)"
                + " (call_indirect (type $u) (i32.const 0))))"
                + "(func (export \"loop\") (param i32) (loop"
                + " (br_if 0 (local.tee 0 (call $only (i32.sub (local.get 0) (i32.const 2)))))))");
    assertThat(guest.fuel("shown")).isEqualTo(1);
    assertThat(guest.fuel("only")).isEqualTo(2 + 3);
    assertThat(guest.fuel("both")).isEqualTo(1 + 1 + 2 + 1 + 1);
    assertThat(guest.fuel("loop", 10)).isEqualTo(10 * (6 + 3));
    assertThat(guest.exhaustsFuel(89, "loop", 10)).isTrue();
    assertThat(guest.exhaustsFuel(90, "loop", 10)).isFalse();
  }

  @Test
  default void sharesOneBudgetAmongInstances() {
    FuelBudget counters = FuelBudget.of(FuelBudget.counters(engine()));
    MeteredGuest callee =
        MeteredGuest.of(
            engine(),
            "(module (func (export \"g\") (i32.const 1) drop (i32.const 1) drop))",
            Imports.builder(),
            counters);
    MeteredGuest caller =
        MeteredGuest.of(
            engine(),
            "(module (import \"other\" \"g\" (func $g)) (func (export \"f\") (call $g) (call $g)))",
            Imports.builder().put("other", "g", EngineCases.function(callee.instance(), "g")),
            counters);
    assertThat(caller.fuel("f")).isEqualTo(2 * (1 + 2));
  }
}
