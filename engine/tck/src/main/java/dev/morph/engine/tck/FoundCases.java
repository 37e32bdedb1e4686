package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.assertTrap;
import static dev.morph.engine.tck.EngineCases.call;
import static dev.morph.engine.tck.EngineCases.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.Values;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check of random modules found, each as small as it goes. */
interface FoundCases extends EngineCases {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(block (br 1 (i32.const 7)))",
        "(loop (br 1 (i32.const 7)))",
        "(block (drop (br_if 1 (i32.const 7) (i32.const 1))))",
        "(block (br_table 1 1 (i32.const 7) (i32.const 5)))",
        "(block (block (br 2 (i32.const 7))))"
      })
  default void leavesTheFunctionFromItsLastBlockWithTheResultAlone(String last) {
    Instance instance =
        instance("(module (func (export \"f\") (result i32) (i32.const 1) " + last + "))");
    assertThat(call(instance, "f")).isEqualTo(7);
  }

  @Test
  default void tailCallsAFunctionWithAnObjectAmongItsResults() {
    Instance instance =
        instance(
            """
            (module
              (func $results (result i32 externref) (i32.const 5) (ref.null extern))
              (func $again (export "again") (param i32) (result i32 externref)
                (if (i32.eqz (local.get 0)) (then (return_call $results)))
                (return_call $again (i32.sub (local.get 0) (i32.const 1))))
              (func (export "inside") (result i32) (call $again (i32.const 3)) drop))
            """);
    Values results = function(instance, "again").callWithReferences(Values.of(1_000));
    assertThat(results.lanes()).containsExactly(5);
    assertThat(results.references()).containsExactly((Object) null);
    assertThat(call(instance, "inside")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i32.store8",
        "i32.store16",
        "i32.store",
        "i64.store8",
        "i64.store16",
        "i64.store32"
      })
  default void trapsOnAStoreBehindTwoGibibytesThoughAddressAndOffsetWrapAround(String store) {
    String type = store.substring(0, 3);
    Instance instance =
        instance(
            """
            (module (memory (export "memory") 1)
              (func (export "f") (param i32)
                (STORE offset=4096 (local.get 0) (TYPE.const -1))))
            """
                .replace("STORE", store)
                .replace("TYPE", type));
    assertTrap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance, "f", 0xFFFF_FFF0L));
    assertThat(Objects.requireNonNull(instance.memory("memory")).read(0, 65_536)).containsOnly(0);
  }

  @Test
  default void returnsReferencesOfSeveralKindsBesideNumbers() {
    Instance instance =
        instance(
            """
            (module
              (type $object (struct))
              (type $function (func))
              (func (export "object") (result (ref null $object) i32)
                (ref.null $object) (i32.const 1))
              (func (export "function") (result (ref null $function) i32)
                (ref.null $function) (i32.const 2)))
            """);
    assertThat(function(instance, "object").callWithReferences(Values.of()).lanes())
        .containsExactly(1);
    assertThat(function(instance, "function").callWithReferences(Values.of()).lanes())
        .containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(block (param i32) (br 0))",
        "(block (param i32) (i32.const 7) (br 0))",
        "(i32.const 1) (if (param i32) (then (br 0)) (else drop))",
        "(i32.const 0) (if (param i32) (then drop) (else (i32.const 7) (br 0)))",
        "(i64.const 2) (block (param i32 i64) (block (param i64) (br 1)) drop)",
        "(try_table (param i32) (br 0))"
      })
  default void leavesABlockWithParametersWithoutThem(String block) {
    Instance instance =
        instance(
            "(module (func (export \"f\") (result i32) (i32.const 1) (i32.const 5) "
                + block
                + " (i32.const 0) (i32.add)))");
    assertThat(call(instance, "f")).isEqualTo(1);
  }

  @Test
  default void keepsTheParametersOfAnIfWithoutAnElse() {
    Instance instance =
        instance(
            """
            (module
              (func (export "f") (param i32) (result i32)
                (i32.const 10) (i32.const 4) (local.get 0)
                (if (param i32 i32) (result i32 i32)
                  (then (br 0 (i32.const 3) (i32.const 2))))
                (i32.sub)))
            """);
    assertThat(call(instance, "f", 0)).isEqualTo(6);
    assertThat(call(instance, "f", 1)).isEqualTo(1);
  }
}
