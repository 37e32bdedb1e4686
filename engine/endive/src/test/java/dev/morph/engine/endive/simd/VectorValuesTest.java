package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Trap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors as parameters, locals, globals, in blocks, structures, arrays and exceptions. */
class VectorValuesTest {
  private static void assertTraps(Trap.Kind kind, Instance instance, String name, long... lanes) {
    assertThatExceptionOfType(Trap.class)
        .as(name)
        .isThrownBy(() -> Vectors.call(instance, name, lanes))
        .satisfies(trap -> assertThat(trap.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void keepTheirPlaceAmongOtherValues(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (global $before i32 (i32.const 5))
            (global $v (mut v128) (v128.const i64x2 7 8))
            (global $after (mut i64) (i64.const 9))
            (func (export "mixed") (param i32 v128 i64 v128 f64) (result f64 v128 i32 v128 i64)
              (local i32 v128 i64)
              (local.set 6 (local.get 3))
              (local.set 7 (i64.add (local.get 2) (i64.const 1)))
              (local.get 4) (local.tee 1 (local.get 6)) (local.get 0) (local.get 1)
              (local.get 7))
            (func (export "globals") (param v128) (result v128 i32 i64)
              (global.get $v) (global.set $v (local.get 0))
              (global.set $after (i64.add (global.get $after) (i64.const 1)))
              (global.get $before) (global.get $after))
            (func (export "select") (param v128 v128 i32) (result v128 v128)
              (select (local.get 0) (local.get 1) (local.get 2))
              (select (result v128) (local.get 1) (local.get 0) (local.get 2)))
            (func (export "drop") (param v128 i32) (result i32)
              local.get 1 local.get 0 drop)
            """);
    assertThat(Vectors.call(instance, "mixed", 1, 2, 3, 4, 5, 6, 7))
        .containsExactly(7, 5, 6, 1, 5, 6, 5);
    assertThat(Vectors.call(instance, "globals", 1, 2)).containsExactly(7, 8, 5, 10);
    assertThat(Vectors.call(instance, "globals", 3, 4)).containsExactly(1, 2, 5, 11);
    assertThat(Vectors.call(instance, "select", 1, 2, 3, 4, 1)).containsExactly(1, 2, 3, 4);
    assertThat(Vectors.call(instance, "select", 1, 2, 3, 4, 0)).containsExactly(3, 4, 1, 2);
    assertThat(Vectors.call(instance, "drop", 1, 2, 3)).containsExactly(3);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void goThroughBlocksAndBranches(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (func $count (export "count") (param v128 i32) (result v128)
              (local.get 0)
              (block $done (param v128) (result v128)
                (loop $again (param v128) (result v128)
                  (br_if $done (i32.eqz (local.get 1)))
                  (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
                  (i64x2.add (v128.const i64x2 1 -1))
                  (br $again))))
            (func (export "start") (param i32) (result v128)
              (call $count (v128.const i64x2 10 20) (local.get 0)))
            (func (export "choose") (param i32) (result v128)
              (if (result v128) (local.get 0)
                (then (v128.const i64x2 1 2))
                (else (return (v128.const i64x2 3 4)) (i64x2.add) drop
                  (block (br 0)) (v128.const i64x2 5 6))))
            (func (export "table") (param i32) (result v128)
              (block $b (result v128)
                (block $a (result v128)
                  (br_table $a $b (v128.const i64x2 1 2) (local.get 0)))
                (v128.not)))
            """);
    assertThat(Vectors.call(instance, "start", 3)).containsExactly(13, 17);
    assertThat(Vectors.call(instance, "choose", 1)).containsExactly(1, 2);
    assertThat(Vectors.call(instance, "choose", 0)).containsExactly(3, 4);
    assertThat(Vectors.call(instance, "table", 0)).containsExactly(-2, -3);
    assertThat(Vectors.call(instance, "table", 1)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void areFieldsOfStructures(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (type $s (sub (struct (field i8) (field $v (mut v128)) (field $n (mut i64)))))
            (type $t (sub $s (struct (field i8) (field (mut v128)) (field (mut i64))
              (field $w v128))))
            (global $made (ref $t) (struct.new $t (i32.const -1) (v128.const i64x2 1 2)
              (i64.const 3) (v128.const i64x2 4 5)))
            (func (export "get") (result i32 v128 i64 v128)
              (struct.get_s $s 0 (global.get $made)) (struct.get $s $v (global.get $made))
              (struct.get $s $n (global.get $made)) (struct.get $t $w (global.get $made)))
            (func (export "set") (param v128)
              (struct.set $t 1 (global.get $made) (local.get 0))
              (struct.set $s $n (global.get $made) (i64.const 30)))
            (func (export "default") (result v128 i64) (local (ref null $s))
              (local.set 0 (struct.new_default $s))
              (struct.get $s 1 (local.get 0)) (struct.get $s 2 (local.get 0)))
            (func (export "null") (result v128) (struct.get $s 1 (ref.null $s)))
            (func (export "nullSet") (struct.set $s 1 (ref.null $s) (v128.const i64x2 1 2)))
            """);
    assertThat(Vectors.call(instance, "get")).containsExactly(0xFFFF_FFFFL, 1, 2, 3, 4, 5);
    Vectors.call(instance, "set", 10, 20);
    assertThat(Vectors.call(instance, "get")).containsExactly(0xFFFF_FFFFL, 10, 20, 30, 4, 5);
    assertThat(Vectors.call(instance, "default")).containsExactly(0, 0, 0);
    assertTraps(Trap.Kind.NULL_REFERENCE, instance, "null");
    assertTraps(Trap.Kind.NULL_REFERENCE, instance, "nullSet");
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void areElementsOfArrays(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (type $a (array (mut v128)))
            (type $c (array v128))
            (data $d "0123456789abcdefghijklmnopqrstuvwxyz")
            (global $made (ref $c)
              (array.new_fixed $c 2 (v128.const i64x2 1 2) (v128.const i64x2 3 4)))
            (global $same (ref $a) (array.new $a (v128.const i64x2 5 6) (i32.const 3)))
            (global $var (mut (ref null $a)) (ref.null $a))
            (func (export "constant") (param i32) (result v128 i32)
              (array.get $c (global.get $made) (local.get 0)) (array.len (global.get $made)))
            (func (export "same") (param i32) (result v128)
              (array.get $a (global.get $same) (local.get 0)))
            (func (export "new") (param v128 i32)
              (global.set $var (array.new $a (local.get 0) (local.get 1))))
            (func (export "default") (param i32)
              (global.set $var (array.new_default $a (local.get 0))))
            (func (export "fixed") (param v128)
              (global.set $var (array.new_fixed $a 3 (local.get 0) (v128.not (local.get 0))
                (local.get 0))))
            (func (export "get") (param i32) (result v128)
              (array.get $a (global.get $var) (local.get 0)))
            (func (export "set") (param i32 v128)
              (array.set $a (global.get $var) (local.get 0) (local.get 1)))
            (func (export "length") (result i32)
              (array.len (ref.as_non_null (global.get $var))))
            (func (export "anyLength") (param i32) (result i32) (local arrayref)
              (local.set 1 (if (result arrayref) (local.get 0)
                (then (global.get $var)) (else (global.get $made))))
              (array.len (local.get 1)))
            (func (export "fill") (param i32 v128 i32)
              (array.fill $a (global.get $var) (local.get 0) (local.get 1) (local.get 2)))
            (func (export "copy") (param i32 i32 i32)
              (array.copy $a $c (global.get $var) (local.get 0) (global.get $made) (local.get 1)
                (local.get 2)))
            (func (export "newData") (param i32 i32)
              (global.set $var (array.new_data $a $d (local.get 0) (local.get 1))))
            (func (export "initData") (param i32 i32 i32)
              (array.init_data $a $d (global.get $var) (local.get 0) (local.get 1)
                (local.get 2)))
            (func (export "drop") (data.drop $d))
            """);
    assertTraps(Trap.Kind.NULL_REFERENCE, instance, "get", 0);
    assertTraps(Trap.Kind.NULL_REFERENCE, instance, "initData", 0, 0, 0);
    assertThat(Vectors.call(instance, "constant", 1)).containsExactly(3, 4, 2);
    assertThat(Vectors.call(instance, "same", 2)).containsExactly(5, 6);
    assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "same", 3);

    Vectors.call(instance, "new", 7, 8, 4);
    assertThat(Vectors.call(instance, "get", 3)).containsExactly(7, 8);
    Vectors.call(instance, "set", 1, 70, 80);
    assertThat(Vectors.call(instance, "get", 0)).containsExactly(7, 8);
    assertThat(Vectors.call(instance, "get", 1)).containsExactly(70, 80);
    assertThat(Vectors.call(instance, "length")).containsExactly(4);
    for (long index : new long[] {4, 0x4000_0000L, 0x7FFF_FFFFL, 0x8000_0000L, 0x8000_0001L}) {
      assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "get", index);
      assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "set", index, 1, 1);
    }
    assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "fill", 3, 1, 1, 2);
    assertThat(Vectors.call(instance, "get", 3)).containsExactly(7, 8);

    Vectors.call(instance, "default", 3);
    assertThat(Vectors.call(instance, "get", 2)).containsExactly(0, 0);
    Vectors.call(instance, "fixed", 1, 2);
    assertThat(Vectors.call(instance, "get", 0)).containsExactly(1, 2);
    assertThat(Vectors.call(instance, "get", 1)).containsExactly(-2, -3);
    assertThat(Vectors.call(instance, "anyLength", 1)).containsExactly(3);
    assertThat(Vectors.call(instance, "anyLength", 0)).containsExactly(2);
    Vectors.call(instance, "fill", 1, 9, 10, 2);
    assertThat(Vectors.call(instance, "get", 0)).containsExactly(1, 2);
    assertThat(Vectors.call(instance, "get", 2)).containsExactly(9, 10);
    Vectors.call(instance, "copy", 1, 0, 2);
    assertThat(Vectors.call(instance, "get", 1)).containsExactly(1, 2);
    assertThat(Vectors.call(instance, "get", 2)).containsExactly(3, 4);
    assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "copy", 2, 0, 2);

    Vectors.call(instance, "newData", 4, 2);
    assertThat(Vectors.call(instance, "length")).containsExactly(2);
    assertThat(Vectors.call(instance, "get", 1))
        .containsExactly(0x7271_706F_6E6D_6C6BL, 0x7A79_7877_7675_7473L);
    assertTraps(Trap.Kind.MEMORY_OUT_OF_BOUNDS, instance, "newData", 5, 2);
    for (long length : new long[] {3, 0x1000_0000L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL}) {
      assertTraps(Trap.Kind.MEMORY_OUT_OF_BOUNDS, instance, "newData", 0, length);
    }
    Vectors.call(instance, "default", 3);
    Vectors.call(instance, "initData", 1, 0, 1);
    assertThat(Vectors.call(instance, "get", 0)).containsExactly(0, 0);
    assertThat(Vectors.call(instance, "get", 1))
        .containsExactly(0x3736_3534_3332_3130L, 0x6665_6463_6261_3938L);
    assertTraps(Trap.Kind.ARRAY_OUT_OF_BOUNDS, instance, "initData", 1, 0, 3);
    assertThatExceptionOfType(Trap.class)
        .isThrownBy(() -> Vectors.call(instance, "initData", 0xFFFF_FFFFL, 0, 2));
    assertTraps(Trap.Kind.MEMORY_OUT_OF_BOUNDS, instance, "initData", 0, 0, 3);
    assertThat(Vectors.call(instance, "get", 0)).containsExactly(0, 0);
    Vectors.call(instance, "drop");
    assertTraps(Trap.Kind.MEMORY_OUT_OF_BOUNDS, instance, "initData", 0, 0, 1);
    Vectors.call(instance, "initData", 3, 0, 0);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void goWithCallsTailCallsAndExceptions(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (type $unary (func (param v128) (result v128)))
            (type $pair (func (param i64 i64) (result i64 i64)))
            (tag $e (param i32 v128))
            (table funcref (elem $not $twice $pairs))
            (func $not (type $unary) (v128.not (local.get 0)))
            (func $twice (type $unary) (i64x2.add (local.get 0) (local.get 0)))
            (func $pairs (type $pair) (local.get 0) (local.get 1))
            (func (export "tail") (param v128 i32) (result v128)
              (return_call_indirect (type $unary) (local.get 0) (local.get 1)))
            (func (export "indirect") (param v128 i32) (result v128)
              (call_indirect (type $unary) (local.get 0) (local.get 1)))
            (func (export "indirectPair") (param i64 i64 i32) (result i64 i64)
              (call_indirect (type $pair) (local.get 0) (local.get 1) (local.get 2)))
            (func (export "ref") (param v128) (result v128)
              (call_ref $unary (local.get 0) (ref.func $twice)))
            (func (export "test") (param i32) (result i32 i32)
              (ref.test (ref $unary) (table.get 0 (local.get 0)))
              (ref.test (ref $pair) (table.get 0 (local.get 0))))
            (func (export "catch") (param v128) (result i32 v128)
              (block $caught (result i32 v128)
                (try_table (catch $e $caught)
                  (throw $e (i32.const 3) (local.get 0)))
                unreachable))
            """);
    assertThat(Vectors.call(instance, "tail", 1, 2, 0)).containsExactly(-2, -3);
    assertThat(Vectors.call(instance, "indirect", 1, 2, 1)).containsExactly(2, 4);
    assertThat(Vectors.call(instance, "indirectPair", 1, 2, 2)).containsExactly(1, 2);
    assertThat(Vectors.call(instance, "ref", 1, 2)).containsExactly(2, 4);
    assertThat(Vectors.call(instance, "catch", 1, 2)).containsExactly(3, 1, 2);
    // lowered they would be the same
    assertTraps(Trap.Kind.INDIRECT_CALL_MISMATCH, instance, "indirect", 1, 2, 2);
    assertTraps(Trap.Kind.INDIRECT_CALL_MISMATCH, instance, "indirectPair", 1, 2, 0);
    assertThat(Vectors.call(instance, "test", 0)).containsExactly(1, 0);
    assertThat(Vectors.call(instance, "test", 2)).containsExactly(0, 1);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void keepTypesApartThatAreEqualWhenLowered(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (type $first (struct (field v128) (field i64)))
            (type $second (struct (field i64) (field v128)))
            (type $third (struct (field i64) (field i64) (field i64)))
            (type $vectors (array (mut v128)))
            (type $constants (array v128))
            (type $longs (array (mut i64)))
            (func $is (param anyref) (result i32)
              (i32.or
                (i32.or
                  (ref.test (ref $first) (local.get 0))
                  (i32.shl (ref.test (ref $second) (local.get 0)) (i32.const 1)))
                (i32.or
                  (i32.or
                    (i32.shl (ref.test (ref $third) (local.get 0)) (i32.const 2))
                    (i32.shl (ref.test (ref $vectors) (local.get 0)) (i32.const 3)))
                  (i32.or
                    (i32.shl (ref.test (ref $constants) (local.get 0)) (i32.const 4))
                    (i32.shl (ref.test (ref $longs) (local.get 0)) (i32.const 5))))))
            (func (export "each") (result i32 i32 i32 i32 i32 i32)
              (call $is (struct.new_default $first))
              (call $is (struct.new_default $second))
              (call $is (struct.new_default $third))
              (call $is (array.new_default $vectors (i32.const 1)))
              (call $is (array.new_default $constants (i32.const 1)))
              (call $is (array.new_default $longs (i32.const 1))))
            """);
    assertThat(Vectors.call(instance, "each")).containsExactly(1, 2, 4, 8, 16, 32);
  }
}
