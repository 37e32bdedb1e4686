package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.testkit.Wat;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.endive.runtime.WasmInterruptedException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.Value;

class BudgetTableTest {
  private static final String MODULE =
      """
      (module
        (table (export "functions") 2 5 funcref)
        (table (export "objects") 1 externref)
        (elem (i32.const 0) $one)
        (func $one (export "one") (result i32) (i32.const 1)))
      """;

  private final MemoryBudget budget = MemoryBudget.of(1 << 20, 8);
  private final EndiveInstance instance = instance(budget);

  private static EndiveInstance instance(MemoryBudget budget) {
    var module = EndiveEngine.compiled().compile(Wat.assemble(MODULE));
    return (EndiveInstance) module.instantiate(Imports.none(), budget);
  }

  private BudgetTable table(String name) {
    return ((EndiveTable) Objects.requireNonNull(instance.table(name))).table();
  }

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  @Test
  void growsToItsDeclaredMaximumAndNoFurther() {
    BudgetTable table = table("functions");
    assertThat(table.grow(3, Value.REF_NULL_VALUE, null)).isEqualTo(2);
    assertThat(table.size()).isEqualTo(5);
    assertThat(table.grow(1, Value.REF_NULL_VALUE, null)).isEqualTo(-1);
    assertThat(table.grow(0, Value.REF_NULL_VALUE, null)).isEqualTo(5);
    assertThat(budget.usedBytes()).isEqualTo(6 * MemoryBudget.TABLE_ELEMENT_BYTES);
  }

  @Test
  void growsToTheBudgetThatAllTablesShare() {
    BudgetTable table = table("objects");
    assertThat(table.growWithRef(6, "x", null)).isEqualTo(-1);
    assertThat(table.size()).isOne();
    assertThat(table.growWithRef(5, "x", null)).isOne();
    assertThat(table.objRef(5)).isEqualTo("x");
    assertThat(table("functions").grow(1, Value.REF_NULL_VALUE, null)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, Integer.MAX_VALUE})
  void takesAnyGrowthForUnsigned(int delta) {
    assertThat(table("objects").growWithRef(delta, "x", null)).isEqualTo(-1);
    assertThat(table("objects").size()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 2, Integer.MAX_VALUE})
  void refusesIndicesOutOfBounds(int index) {
    BudgetTable table = table("functions");
    assertThatThrownBy(() -> table.ref(index)).isInstanceOf(WasmEngineException.class);
    assertThatThrownBy(() -> table.requiredRef(index)).isInstanceOf(WasmEngineException.class);
    assertThatThrownBy(() -> table.setRef(index, 0, null)).isInstanceOf(WasmRuntimeException.class);
    assertThatThrownBy(() -> table.instance(index)).isInstanceOf(WasmRuntimeException.class);
    assertThatThrownBy(() -> table("objects").objRef(index))
        .isInstanceOf(WasmRuntimeException.class);
  }

  @Test
  void knowsAFunctionOfItsOwnByItsIndexAndRefusesToCallNull() {
    BudgetTable table = table("functions");
    assertThat(table.ref(0)).isZero();
    assertThat(table.instance(0)).isSameAs(instance.endive());
    assertThat(table.ref(1)).isEqualTo(Value.REF_NULL_VALUE);
    assertThatThrownBy(() -> table.requiredRef(1)).hasMessageContaining("uninitialized element");
  }

  @Test
  void givesAFunctionOfAnotherInstanceANumberAndABridge() {
    EndiveInstance other = instance(MemoryBudget.unlimited());
    Objects.requireNonNull(instance.table("functions")).set(1, other.function("one"));
    BudgetTable table = table("functions");
    assertThat(table.ref(1)).isGreaterThanOrEqualTo(EndiveInstance.FIRST_FOREIGN);
    assertThat(table.requiredRef(1)).isZero();
    assertThat(table.instance(1)).isNotSameAs(instance.endive()).isSameAs(table.instance(1));
    assertThat(table.instance(1).getMachine().call(0, new long[0])).containsExactly(1);
  }

  @Test
  void isPutBackWithItsSizeAndItsShareOfTheBudget() {
    BudgetTable table = table("functions");
    BudgetTable.Image image = table.image();
    long before = budget.usedBytes();
    table.grow(2, 0, null);
    table.setRef(0, Value.REF_NULL_VALUE, null);
    image.restore();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.ref(0)).isZero();
    assertThat(budget.usedBytes()).isEqualTo(before);
    assertThat(table.grow(3, Value.REF_NULL_VALUE, null)).isEqualTo(2);
    assertThat(table.ref(4)).isEqualTo(Value.REF_NULL_VALUE);
  }

  @Test
  void looksForInterruptsBeforeItGrows() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> table("objects").growWithRef(1, "x", null))
        .isInstanceOf(WasmInterruptedException.class);
    assertThat(table("objects").size()).isOne();
  }
}
