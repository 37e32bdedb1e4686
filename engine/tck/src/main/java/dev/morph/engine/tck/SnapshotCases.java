package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.assertTrap;
import static dev.morph.engine.tck.EngineCases.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.api.Trap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Instances that are put back to an earlier state. */
interface SnapshotCases extends EngineCases {
  String STATEFUL =
      """
      (module
        (memory (export "memory") 2 40)
        (table $table (export "table") 2 20 funcref)
        (table $objects (export "objects") 1 externref)
        (global $n (export "n") (mut i32) (i32.const 7))
        (global $wide (mut i64) (i64.const 8))
        (global $f (mut funcref) (ref.null func))
        (global $object (export "object") (mut externref) (ref.null extern))
        (data (i32.const 70000) "active")
        (data $passive "passive")
        (elem (table $table) (i32.const 0) func $one)
        (elem $two func $two)
        (func $one (result i32) (i32.const 1))
        (func $two (result i32) (i32.const 2))
        (func (export "write") (param i32 i32) (i32.store8 (local.get 0) (local.get 1)))
        (func (export "read") (param i32) (result i32) (i32.load8_u (local.get 0)))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "pages") (result i32) (memory.size))
        (func (export "fill") (memory.fill (i32.const 0) (i32.const 9) (i32.const 131072)))
        (func (export "init") (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 7)))
        (func (export "drop_data") (data.drop $passive))
        (func (export "drop_elements") (elem.drop $two))
        (func (export "set_table")
          (table.init $table $two (i32.const 0) (i32.const 0) (i32.const 1)))
        (func (export "grow_table") (result i32)
          (table.grow $table (ref.func $two) (i32.const 3)))
        (func (export "table_size") (result i32) (table.size $table))
        (func (export "through") (param i32) (result i32)
          (call_indirect $table (result i32) (local.get 0)))
        (func (export "globals") (param i32)
          (global.set $n (local.get 0))
          (global.set $wide (i64.extend_i32_u (local.get 0)))
          (global.set $f (ref.func $two)))
        (func (export "sum") (result i32)
          (i32.add (global.get $n)
            (i32.add (i32.wrap_i64 (global.get $wide)) (ref.is_null (global.get $f)))))
        (func (export "trap") (unreachable)))
      """;

  private static Snapshot snapshot(Instance instance) {
    return Objects.requireNonNull(instance.snapshot());
  }

  @Test
  default void putsBackWhatWasWritten() {
    Instance instance = instance(STATEFUL);
    call(instance, "write", 5, 50);
    Snapshot snapshot = snapshot(instance);
    for (int round = 0; round < 3; round++) {
      call(instance, "fill");
      assertThat(call(instance, "read", 100_000)).isEqualTo(9);
      snapshot.restore();
      assertThat(call(instance, "read", 5)).isEqualTo(50);
      assertThat(call(instance, "read", 70_005)).isEqualTo('e');
      byte[] bytes = Objects.requireNonNull(instance.memory("memory")).read(0, 131_072);
      int others = 0;
      for (byte b : bytes) {
        others += b == 0 ? 0 : 1;
      }
      assertThat(others).isEqualTo(1 + "active".length());
    }
  }

  @Test
  default void shrinksAMemoryThatGrewAndGivesBackItsBudget() {
    MemoryBudget budget = MemoryBudget.of(10L * Memory.PAGE_BYTES, 100);
    Instance instance = instance(STATEFUL, Imports.none(), budget);
    Memory memory = Objects.requireNonNull(instance.memory("memory"));
    Snapshot snapshot = snapshot(instance);
    long used = budget.usedBytes();
    for (int round = 0; round < 3; round++) {
      assertThat(call(instance, "grow", 3)).isEqualTo(2);
      for (int page = 0; page < 5; page++) {
        assertThat(call(instance, "read", page * Memory.PAGE_BYTES + 9)).isZero();
        call(instance, "write", page * Memory.PAGE_BYTES + 9, 66);
      }
      assertThat(call(instance, "grow", 1)).isEqualTo(5);
      assertThat(call(instance, "read", 4 * Memory.PAGE_BYTES + 9)).isEqualTo(66);
      snapshot.restore();
      assertThat(budget.usedBytes()).isEqualTo(used);
      assertThat(call(instance, "pages")).isEqualTo(2);
      assertThat(memory.byteSize()).isEqualTo(2L * Memory.PAGE_BYTES);
      assertTrap(
          Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance, "write", 2 * Memory.PAGE_BYTES, 1));
      assertThat(call(instance, "read", 9)).isZero();
    }
  }

  @Test
  default void putsBackGlobalsAndTables() {
    MemoryBudget budget = MemoryBudget.unlimited();
    Instance instance = instance(STATEFUL, Imports.none(), budget);
    call(instance, "globals", 20);
    Object object = new Object();
    Objects.requireNonNull(instance.table("objects")).set(0, object);
    Snapshot snapshot = snapshot(instance);
    long used = budget.usedBytes();
    call(instance, "globals", 30);
    call(instance, "set_table");
    assertThat(call(instance, "grow_table")).isEqualTo(2);
    assertThat(call(instance, "through", 0)).isEqualTo(2);
    assertThat(call(instance, "through", 4)).isEqualTo(2);
    Objects.requireNonNull(instance.table("objects")).set(0, "another");
    assertThat(call(instance, "sum")).isEqualTo(60);
    snapshot.restore();
    assertThat(call(instance, "sum")).isEqualTo(40);
    assertThat(Objects.requireNonNull(instance.global("n")).get()).isEqualTo(20);
    assertThat(call(instance, "through", 0)).isEqualTo(1);
    assertThat(call(instance, "table_size")).isEqualTo(2);
    assertTrap(Trap.Kind.TABLE_OUT_OF_BOUNDS, () -> call(instance, "through", 4));
    assertThat(Objects.requireNonNull(instance.table("objects")).get(0)).isSameAs(object);
    assertThat(budget.usedBytes()).isEqualTo(used);
  }

  @Test
  default void bringsBackDroppedSegments() {
    Instance instance = instance(STATEFUL);
    Snapshot before = snapshot(instance);
    call(instance, "drop_data");
    call(instance, "drop_elements");
    Snapshot after = snapshot(instance);
    assertTrap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance, "init"));
    before.restore();
    call(instance, "init");
    assertThat(call(instance, "read", 6)).isEqualTo('e');
    call(instance, "set_table");
    assertThat(call(instance, "through", 0)).isEqualTo(2);
    after.restore();
    assertTrap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance, "init"));
    assertTrap(Trap.Kind.TABLE_OUT_OF_BOUNDS, () -> call(instance, "set_table"));
    assertThat(call(instance, "read", 6)).isZero();
  }

  @Test
  default void goesBackAfterATrap() {
    Instance instance = instance(STATEFUL);
    Snapshot snapshot = snapshot(instance);
    call(instance, "write", 1, 1);
    assertTrap(Trap.Kind.UNREACHABLE, () -> call(instance, "trap"));
    snapshot.restore();
    assertThat(call(instance, "read", 1)).isZero();
  }

  @Test
  default void goesToALaterStateToo() {
    Instance instance = instance(STATEFUL);
    Snapshot small = snapshot(instance);
    call(instance, "grow", 2);
    call(instance, "grow_table");
    call(instance, "write", 200_000, 3);
    Snapshot large = snapshot(instance);
    small.restore();
    call(instance, "grow", 2);
    assertThat(call(instance, "read", 200_000)).isZero();
    large.restore();
    assertThat(call(instance, "pages")).isEqualTo(4);
    assertThat(call(instance, "read", 200_000)).isEqualTo(3);
    assertThat(call(instance, "through", 4)).isEqualTo(2);
    small.restore();
    assertThat(call(instance, "pages")).isEqualTo(2);
    assertThat(call(instance, "table_size")).isEqualTo(2);
  }

  @Test
  default void leavesImportsAlone() {
    Instance owner = instance(STATEFUL);
    Instance importer =
        instance(
            """
            (module
              (import "o" "memory" (memory 2))
              (import "o" "table" (table $t 2 funcref))
              (import "o" "n" (global $n (mut i32)))
              (global $own (mut i32) (i32.const 0))
              (data $passive "p")
              (elem declare func $three)
              (func $three (result i32) (i32.const 3))
              (func (export "act")
                (i32.store8 (i32.const 3) (i32.const 33))
                (drop (memory.grow (i32.const 1)))
                (table.set $t (i32.const 1) (ref.func $three))
                (global.set $n (i32.const 44))
                (global.set $own (i32.const 55))
                (data.drop $passive))
              (func (export "init") (memory.init $passive (i32.const 8) (i32.const 0) (i32.const 1)))
              (func (export "own") (result i32) (global.get $own)))
            """,
            Imports.builder()
                .put("o", "memory", Objects.requireNonNull(owner.export("memory")))
                .put("o", "table", Objects.requireNonNull(owner.export("table")))
                .put("o", "n", Objects.requireNonNull(owner.export("n")))
                .build());
    Snapshot snapshot = snapshot(importer);
    call(importer, "act");
    snapshot.restore();
    assertThat(call(importer, "own")).isZero();
    call(importer, "init");
    assertThat(call(owner, "read", 3)).isEqualTo(33);
    assertThat(call(owner, "read", 8)).isEqualTo('p');
    assertThat(call(owner, "pages")).isEqualTo(3);
    assertThat(call(owner, "through", 1)).isEqualTo(3);
    assertThat(Objects.requireNonNull(owner.global("n")).get()).isEqualTo(44);
  }

  @Test
  default void refusesToGoBackInTheMiddleOfACall() {
    var snapshot = new AtomicReference<Snapshot>();
    HostFunction host =
        HostFunction.of(
            NOTHING,
            (caller, lanes) -> {
              assertThatIllegalStateException().isThrownBy(caller::snapshot);
              assertThatIllegalStateException()
                  .isThrownBy(() -> Objects.requireNonNull(snapshot.get()).restore());
              return new long[0];
            });
    Instance instance =
        instance(
            """
            (module
              (import "h" "f" (func $f))
              (global $n (mut i32) (i32.const 0))
              (func (export "run") (result i32)
                (global.set $n (i32.const 1)) (call $f) (global.get $n)))
            """,
            Imports.builder().put("h", "f", host).build());
    snapshot.set(snapshot(instance));
    assertThat(call(instance, "run")).isEqualTo(1);
  }

  @Test
  default void keepsNoStateOfTheGuestsObjects() {
    Instance instance =
        instance(
            """
            (module
              (type $box (struct (field (mut i32))))
              (global $kept (export "kept") (mut (ref null $box)) (ref.null $box))
              (func (export "fill") (global.set $kept (struct.new $box (i32.const 1)))))
            """);
    assertThat(instance.snapshot()).isNotNull();
    call(instance, "fill");
    assertThat(instance.snapshot()).isNull();
  }
}
