package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Table;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Memory and table budgets: growth fails in the guest, never in the JVM. */
interface LimitCases extends EngineCases {
  String GROWING =
      """
      (module
        (memory (export "memory") 1)
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "size") (result i32) (memory.size))
        (func (export "touch") (param i32) (result i32)
          (i32.store8 (local.get 0) (i32.const 42))
          (i32.load8_u (local.get 0))))
      """;

  private static MemoryBudget pages(long pages) {
    return MemoryBudget.of(pages * Memory.PAGE_BYTES, Long.MAX_VALUE);
  }

  @Test
  default void answersMinusOneToAGuestThatWants300MegabytesUnder256() {
    MemoryBudget budget = MemoryBudget.of(256L << 20, 100_000);
    Instance instance = instance(GROWING, Imports.none(), budget);
    assertThat(call(instance, "grow", 4_800)).isEqualTo(-1);
    assertThat(budget.usedBytes()).isEqualTo(Memory.PAGE_BYTES);
    assertThat(call(instance, "grow", 1)).isEqualTo(1);
    assertThat(call(instance, "touch", 2 * Memory.PAGE_BYTES - 1)).isEqualTo(42);
  }

  @Test
  default void growsToTheLastPageOfTheBudget() {
    Instance instance = instance(GROWING, Imports.none(), pages(4));
    assertThat(call(instance, "grow", 4)).isEqualTo(-1);
    assertThat(call(instance, "grow", 3)).isEqualTo(1);
    assertThat(call(instance, "grow", 1)).isEqualTo(-1);
    assertThat(call(instance, "grow", 0)).isEqualTo(4);
    assertThat(call(instance, "size")).isEqualTo(4);
  }

  @Test
  default void takesNothingFromTheBudgetWhenTheMemorysOwnMaximumForbidsGrowth() {
    MemoryBudget budget = pages(100);
    Instance instance =
        instance(
            """
            (module (memory 1 2)
              (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))
            """,
            Imports.none(),
            budget);
    assertThat(call(instance, "grow", 2)).isEqualTo(-1);
    assertThat(budget.usedBytes()).isEqualTo(Memory.PAGE_BYTES);
  }

  @Test
  default void refusesPageCountsThatAreNegativeAsSignedNumbers() {
    Instance instance = instance(GROWING, Imports.none(), pages(100));
    assertThat(call(instance, "grow", 0xffff_ffffL)).isEqualTo(-1);
    assertThat(call(instance, "grow", 0x8000_0000L)).isEqualTo(-1);
    assertThat(call(instance, "size")).isEqualTo(1);
  }

  @Test
  default void livesOnWhenAGuestWantsMoreThanTheJvmHas() {
    Instance instance = instance(GROWING);
    assertThat(call(instance, "grow", 65_535)).isIn(-1, 1);
    assertThat(call(instance, "touch", 100)).isEqualTo(42);
  }

  @Test
  default void countsTwoMemoriesTogether() {
    Instance instance =
        instance(
            """
            (module
              (memory $a 1) (memory $b 1)
              (func (export "a") (param i32) (result i32) (memory.grow $a (local.get 0)))
              (func (export "b") (param i32) (result i32) (memory.grow $b (local.get 0))))
            """,
            Imports.none(),
            pages(4));
    assertThat(call(instance, "a", 1)).isEqualTo(1);
    assertThat(call(instance, "b", 2)).isEqualTo(-1);
    assertThat(call(instance, "b", 1)).isEqualTo(1);
    assertThat(call(instance, "a", 1)).isEqualTo(-1);
  }

  @Test
  default void countsTheInstancesOfOneExtensionTogether() {
    MemoryBudget budget = pages(3);
    Instance first = instance(GROWING, Imports.none(), budget);
    Instance second = instance(GROWING, Imports.none(), budget);
    assertThat(call(first, "grow", 1)).isEqualTo(1);
    assertThat(call(second, "grow", 1)).isEqualTo(-1);
    assertThat(budget.peakBytes()).isEqualTo(3L * Memory.PAGE_BYTES);
  }

  @Test
  default void countsTableElementsAsElementsAndAsBytes() {
    String wat =
        """
        (module (table (export "t") 2 funcref)
          (func (export "grow") (param i32) (result i32)
            (table.grow (ref.null func) (local.get 0))))
        """;
    Instance byElements = instance(wat, Imports.none(), MemoryBudget.of(1 << 20, 10));
    assertThat(call(byElements, "grow", 9)).isEqualTo(-1);
    assertThat(call(byElements, "grow", 8)).isEqualTo(2);
    assertThat(call(byElements, "grow", 1)).isEqualTo(-1);
    Instance byBytes = instance(wat, Imports.none(), MemoryBudget.of(80, 1_000));
    assertThat(call(byBytes, "grow", 9)).isEqualTo(-1);
    assertThat(call(byBytes, "grow", 8)).isEqualTo(2);
  }

  @Test
  default void countsMemoriesAndTablesTogether() {
    Instance instance =
        instance(
            """
            (module (memory 1) (table 0 funcref)
              (func (export "memory") (param i32) (result i32) (memory.grow (local.get 0)))
              (func (export "table") (param i32) (result i32)
                (table.grow (ref.null func) (local.get 0))))
            """,
            Imports.none(),
            pages(2));
    assertThat(call(instance, "table", 1)).isEqualTo(0);
    assertThat(call(instance, "memory", 1)).isEqualTo(-1);
    assertThat(call(instance, "table", Memory.PAGE_BYTES / 8)).isEqualTo(-1);
    assertThat(call(instance, "table", Memory.PAGE_BYTES / 8 - 1)).isEqualTo(1);
  }

  @Test
  default void countsGrowthThatTheHostAsksFor() {
    MemoryBudget budget = MemoryBudget.of(2L * Memory.PAGE_BYTES, 4);
    Instance instance = instance(GROWING, Imports.none(), budget);
    Memory memory = Objects.requireNonNull(instance.memory("memory"));
    assertThat(memory.grow(2)).isEqualTo(-1);
    assertThat(memory.grow(1)).isEqualTo(1);
    assertThat(memory.byteSize()).isEqualTo(2L * Memory.PAGE_BYTES);
    assertThat(call(instance, "size")).isEqualTo(2);
    Instance tables =
        instance(
            "(module (table (export \"t\") 1 funcref))", Imports.none(), MemoryBudget.of(80, 4));
    Table table = Objects.requireNonNull(tables.table("t"));
    assertThat(table.grow(4, null)).isEqualTo(-1);
    assertThat(table.grow(3, null)).isEqualTo(1);
    assertThat(table.size()).isEqualTo(4);
  }

  @Test
  default void refusesADeclaredMinimumAboveTheBudget() {
    assertThatExceptionOfType(MemoryBudget.ExceededException.class)
        .isThrownBy(() -> instance("(module (memory 65536))", Imports.none(), pages(10)))
        .satisfies(exceeded -> {
          assertThat(exceeded.tableElements()).isFalse();
          assertThat(exceeded.wanted()).isEqualTo(4L << 30);
          assertThat(exceeded.limit()).isEqualTo(10L * Memory.PAGE_BYTES);
        });
    assertThatExceptionOfType(MemoryBudget.ExceededException.class)
        .isThrownBy(() -> instance("(module (memory 6) (memory 5))", Imports.none(), pages(10)));
    assertThatExceptionOfType(MemoryBudget.ExceededException.class)
        .isThrownBy(() ->
            instance(
                "(module (table 4294967295 funcref))",
                Imports.none(),
                MemoryBudget.of(1 << 20, 100)))
        .satisfies(exceeded -> assertThat(exceeded.tableElements()).isTrue());
  }

  @Test
  default void doesNotCountAnImportedMemoryAgain() {
    MemoryBudget budget = pages(1);
    Instance owner = instance(GROWING, Imports.none(), budget);
    Imports imports =
        Imports.builder()
            .put("o", "memory", Objects.requireNonNull(owner.export("memory")))
            .build();
    instance("(module (import \"o\" \"memory\" (memory 1)))", imports, budget);
    assertThat(budget.usedBytes()).isEqualTo(Memory.PAGE_BYTES);
  }
}
