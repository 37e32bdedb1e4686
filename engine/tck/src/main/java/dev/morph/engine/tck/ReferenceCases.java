package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.assertTrap;
import static dev.morph.engine.tck.EngineCases.call;
import static dev.morph.engine.tck.EngineCases.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Extern;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References to functions, exceptions and tags of other instances. */
interface ReferenceCases extends EngineCases {
  String LENDER =
      """
      (module
        (table (export "table") 4 funcref)
        (global (export "global") (mut funcref) (ref.null func))
        (global $base (export "base") (mut i32) (i32.const 100))
        (elem (i32.const 0) $add $less $long)
        (func $spare1) (func $spare2) (func $spare3)
        (func $add (export "add") (param i32) (result i32)
          (i32.add (local.get 0) (global.get $base)))
        (func $less (param i32) (result i32) (i32.sub (local.get 0) (global.get $base)))
        (func $long (param i64) (result i64) (local.get 0))
        (func (export "keep") (global.set 0 (table.get (i32.const 0))))
        (func (export "through") (param i32) (result i32)
          (table.set (i32.const 3) (global.get 0))
          (call_indirect (param i32) (result i32) (local.get 0) (i32.const 3))))
      """;

  String BORROWER =
      """
      (module
        (type $unary (func (param i32) (result i32)))
        (import "o" "table" (table 4 funcref))
        (import "o" "global" (global $global (mut funcref)))
        (import "o" "add" (func $add (type $unary)))
        (elem declare func $own $add $loop)
        (func $own (type $unary) (i32.mul (local.get 0) (i32.const 2)))
        (func (export "by_reference") (param $n i32) (param $at i32) (result i32)
          (call_ref $unary (local.get $n)
            (ref.cast (ref $unary) (table.get (local.get $at)))))
        (func (export "tail_by_reference") (param $n i32) (param $at i32) (result i32)
          (return_call_ref $unary (local.get $n)
            (ref.cast (ref $unary) (table.get (local.get $at)))))
        (func (export "tail_indirect") (param $n i32) (param $at i32) (result i32)
          (return_call_indirect (type $unary) (local.get $n) (local.get $at)))
        (func (export "tail_import") (param $n i32) (result i32)
          (return_call $add (local.get $n)))
        (func (export "tail_import_reference") (param $n i32) (result i32)
          (return_call_ref $unary (local.get $n) (ref.func $add)))
        (func $then_more (export "then_more") (param $n i32) (result i32)
          (i32.add (i32.const 1)
            (call $tail (local.get $n))))
        (func $tail (param $n i32) (result i32)
          (return_call_indirect (type $unary) (local.get $n) (i32.const 0)))
        (func (export "tail_after_call") (param $n i32) (result i32)
          (drop (call $tail (local.get $n)))
          (return_call $own (call $tail (local.get $n))))
        (func (export "is_unary") (param $at i32) (result i32)
          (ref.test (ref $unary) (table.get (local.get $at))))
        (func (export "is_function") (param $at i32) (result i32)
          (ref.test (ref func) (table.get (local.get $at))))
        (func (export "branches") (param $at i32) (result i32)
          (block $yes (result (ref $unary))
            (br_on_cast $yes funcref (ref $unary) (table.get (local.get $at)))
            (drop)
            (return (i32.const 0)))
          (drop)
          (i32.const 1))
        (func (export "lend") (global.set $global (ref.func $own)))
        (func (export "by_global") (param $n i32) (result i32)
          (call_ref $unary (local.get $n) (ref.cast (ref $unary) (global.get $global))))
        (func (export "null") (result i32)
          (call_ref $unary (i32.const 1) (ref.null $unary)))
        (func $loop (export "loop") (type $unary)
          (if (result i32) (i32.eqz (local.get 0))
            (then (i32.const 77))
            (else
              (return_call_ref $unary
                (i32.sub (local.get 0) (i32.const 1)) (ref.func $loop))))))
      """;

  private Instance borrower(Instance lender) {
    Imports.Builder imports = Imports.builder();
    for (String name : List.of("table", "global", "add")) {
      imports.put("o", name, extern(lender, name));
    }
    return instance(BORROWER, imports.build());
  }

  private static Extern extern(Instance instance, String name) {
    return Objects.requireNonNull(instance.export(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by_reference", "tail_by_reference", "tail_indirect"})
  default void callsAFunctionOfAnotherInstanceFromATable(String how) {
    Instance borrower = borrower(instance(LENDER));
    assertThat(call(borrower, how, 7, 0)).isEqualTo(107);
    assertThat(call(borrower, how, 7, 1)).isEqualTo(-93);
    assertTrap(
        how.equals("tail_indirect") ? Trap.Kind.INDIRECT_CALL_MISMATCH : Trap.Kind.CAST_FAILURE,
        () -> call(borrower, how, 7, 2));
    assertTrap(
        how.equals("tail_indirect") ? Trap.Kind.NULL_REFERENCE : Trap.Kind.CAST_FAILURE,
        () -> call(borrower, how, 7, 3));
    assertThat(call(borrower, how, 8, 0)).as("after the traps").isEqualTo(108);
  }

  @Test
  default void tailCallsAnImport() {
    Instance borrower = borrower(instance(LENDER));
    assertThat(call(borrower, "tail_import", 3)).isEqualTo(103);
    assertThat(call(borrower, "tail_import_reference", 4)).isEqualTo(104);
    assertThat(call(borrower, "then_more", 5)).isEqualTo(106);
    assertThat(call(borrower, "tail_after_call", 5)).isEqualTo(210);
  }

  @Test
  default void tellsTypesOfFunctionsOfAnotherInstance() {
    Instance borrower = borrower(instance(LENDER));
    assertThat(call(borrower, "is_unary", 0)).isEqualTo(1);
    assertThat(call(borrower, "is_unary", 2)).isZero();
    assertThat(call(borrower, "is_unary", 3)).isZero();
    assertThat(call(borrower, "is_function", 2)).isEqualTo(1);
    assertThat(call(borrower, "branches", 1)).isEqualTo(1);
    assertThat(call(borrower, "branches", 2)).isZero();
  }

  @Test
  default void sharesAMutableGlobalOfFunctionType() {
    Instance lender = instance(LENDER);
    Instance borrower = borrower(lender);
    assertTrap(Trap.Kind.CAST_FAILURE, () -> call(borrower, "by_global", 1));
    call(lender, "keep");
    assertThat(call(borrower, "by_global", 1)).isEqualTo(101);
    call(borrower, "lend");
    assertThat(call(lender, "through", 21)).isEqualTo(42);
    assertThat(call(borrower, "by_global", 22)).isEqualTo(44);
    var seen = Objects.requireNonNull(lender.global("global")).getReference();
    assertThat(((GuestFunction) Objects.requireNonNull(seen)).call(4)).containsExactly(8);
  }

  @Test
  default void trapsOnANullFunctionReference() {
    Instance borrower = borrower(instance(LENDER));
    assertTrap(Trap.Kind.NULL_REFERENCE, () -> call(borrower, "null"));
  }

  @Test
  default void makesManyTailCallsByReference() {
    assertThat(call(borrower(instance(LENDER)), "loop", 300_000)).isEqualTo(77);
  }

  @Test
  default void keepsTwoExceptionsOfOneTagApart() {
    Instance instance =
        instance(
            """
            (module
              (tag $tag (param i32))
              (func $value (param exnref) (result i32)
                (block $handler (result i32)
                  (try_table (catch $tag $handler)
                    (throw_ref (local.get 0)))
                  (unreachable)))
              (func $only (param i32) (result exnref)
                (block $handler (result exnref)
                  (try_table (catch_all_ref $handler)
                    (throw $tag (local.get 0)))
                  (unreachable)))
              (func (export "run") (param i32 i32) (result i32)
                (local $a exnref) (local $b exnref)
                (local.set $a (call $only (local.get 0)))
                (local.set $b (call $only (local.get 1)))
                (i32.sub
                  (i32.mul (call $value (local.get $a)) (i32.const 1000))
                  (call $value (local.get $b))))
              (func (export "none") (throw_ref (ref.null exn))))
            """);
    assertThat(call(instance, "run", 4, 5)).isEqualTo(3995);
    assertTrap(Trap.Kind.NULL_REFERENCE, () -> call(instance, "none"));
  }

  @Test
  default void doesNotKeepExceptionsForGood() {
    Instance instance =
        instance(
            """
            (module
              (tag $tag (param i32))
              (func $fails (param i32) (throw $tag (local.get 0)))
              (func (export "many") (param $n i32) (result i32)
                (local $sum i32)
                (loop $again
                  (block $done (result i32)
                    (try_table (catch $tag $done)
                      (block $cleanup (result exnref)
                        (try_table (catch_all_ref $cleanup)
                          (call $fails (local.get $n)))
                        (unreachable))
                      (throw_ref))
                    (unreachable))
                  (local.set $sum (i32.add (local.get $sum)))
                  (br_if $again
                    (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum)))
            """);
    assertThat(call(instance, "many", 40_000)).isEqualTo(800_020_000);
  }

  @Test
  default void takesTheTagsOfTwoInstancesOfOneModuleForTwo() {
    String thrower =
        """
        (module
          (tag $tag (export "tag") (param i32))
          (func (export "throw") (param i32) (throw $tag (local.get 0))))
        """;
    Instance one = instance(thrower);
    Instance two = instance(thrower);
    Instance catcher =
        instance(
            """
            (module
              (import "one" "tag" (tag $one (param i32)))
              (import "two" "tag" (tag $two (param i32)))
              (import "one" "throw" (func $one (param i32)))
              (import "two" "throw" (func $two (param i32)))
              (func (export "which") (param i32) (result i32)
                (block $second (result i32)
                  (block $first (result i32)
                    (try_table (catch $one $first) (catch $two $second)
                      (if (local.get 0) (then (call $one (i32.const 10)))
                        (else (call $two (i32.const 20)))))
                    (return (i32.const 0)))
                  (return (i32.add (i32.const 1))))
                (i32.add (i32.const 2))))
            """,
            Imports.builder()
                .put("one", "tag", extern(one, "tag"))
                .put("two", "tag", extern(two, "tag"))
                .put("one", "throw", extern(one, "throw"))
                .put("two", "throw", extern(two, "throw"))
                .build());
    assertThat(call(catcher, "which", 1)).isEqualTo(11);
    assertThat(call(catcher, "which", 0)).isEqualTo(22);
  }

  @Test
  default void givesAnExceptionReferenceToTheHostAndTakesItBack() {
    var kept = new AtomicReference<Values>();
    HostFunction keep =
        HostFunction.ofReferences(
            new FunctionType(List.of(ValueType.OTHER_REF), List.of()),
            (caller, values) -> {
              kept.set(values);
              return Values.of();
            });
    Instance instance =
        instance(
            """
            (module
              (import "h" "keep" (func $keep (param exnref)))
              (tag $tag (param i32))
              (func (export "catch")
                (call $keep
                  (block $handler (result exnref)
                    (try_table (catch_all_ref $handler) (throw $tag (i32.const 31)))
                    (unreachable))))
              (func (export "value") (param exnref) (result i32)
                (block $handler (result i32)
                  (try_table (catch $tag $handler) (throw_ref (local.get 0)))
                  (unreachable))))
            """,
            Imports.builder().put("h", "keep", keep).build());
    call(instance, "catch");
    assertThat(
            function(instance, "value")
                .callWithReferences(Objects.requireNonNull(kept.get()))
                .lanes())
        .containsExactly(31);
  }

  @Test
  default void evaluatesAnElementSegmentOnce() {
    Instance instance =
        instance(
            """
            (module
              (type $box (struct (field (mut i32))))
              (type $boxes (array (mut (ref null $box))))
              (table 2 (ref null $box))
              (elem $boxed (ref $box) (struct.new $box (i32.const 5)))
              (func (export "same") (result i32)
                (table.init $boxed (i32.const 0) (i32.const 0) (i32.const 1))
                (table.init $boxed (i32.const 1) (i32.const 0) (i32.const 1))
                (struct.set $box 0 (table.get (i32.const 0)) (i32.const 6))
                (i32.add
                  (ref.eq (table.get (i32.const 0)) (table.get (i32.const 1)))
                  (struct.get $box 0
                    (array.get $boxes
                      (array.new_elem $boxes $boxed (i32.const 0) (i32.const 1))
                      (i32.const 0))))))
            """);
    assertThat(call(instance, "same")).isEqualTo(7);
  }
}
