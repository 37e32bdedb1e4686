package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.call;
import static dev.morph.engine.tck.EngineCases.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.engine.api.Extern;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that import each other's exports, host functions of every type, host-side access. */
interface LinkCases extends EngineCases {
  String OWNER =
      """
      (module
        (import "host" "who" (func $who))
        (memory (export "memory") 1 5)
        (table (export "table") 2 10 funcref)
        (global (export "counter") (mut i32) (i32.const 10))
        (global (export "fixed") i32 (i32.const 3))
        (tag (export "tag") (param i32))
        (func (export "double") (param i32) (result i32)
          (i32.mul (local.get 0) (i32.const 2)))
        (func (export "ask") (call $who))
        (func (export "grow") (result i32) (memory.grow (i32.const 1)))
        (func (export "peek") (param i32) (result i32) (i32.load (local.get 0)))
        (func (export "pages") (result i32) (memory.size))
        (func (export "through") (param i32) (result i32)
          (call_indirect (param i32) (result i32) (local.get 0) (i32.const 1))))
      """;

  String IMPORTER =
      """
      (module
        (import "o" "memory" (memory 1))
        (import "o" "table" (table 1 funcref))
        (import "o" "counter" (global $counter (mut i32)))
        (import "o" "tag" (tag $tag (param i32)))
        (import "o" "double" (func $double (param i32) (result i32)))
        (import "o" "ask" (func $ask))
        (elem (i32.const 1) $triple)
        (func $triple (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
        (func (export "double") (param i32) (result i32) (call $double (local.get 0)))
        (func (export "ask") (call $ask))
        (func (export "count") (result i32)
          (global.set $counter (i32.add (global.get $counter) (i32.const 1)))
          (global.get $counter))
        (func (export "poke") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
        (func (export "peek") (param i32) (result i32) (i32.load (local.get 0)))
        (func (export "pages") (result i32) (memory.size))
        (func (export "grow") (result i32) (memory.grow (i32.const 1)))
        (export "again" (memory 0)))
      """;

  private Instance owner(AtomicReference<Instance> asked) {
    HostFunction who =
        HostFunction.of(
            NOTHING,
            (caller, lanes) -> {
              asked.set(caller);
              return GuestFunction.NO_LANES;
            });
    return instance(OWNER, Imports.builder().put("host", "who", who).build());
  }

  private Instance importer(Instance owner) {
    Imports.Builder imports = Imports.builder();
    for (String name : List.of("memory", "table", "counter", "tag", "double", "ask")) {
      imports.put("o", name, Objects.requireNonNull(owner.export(name), name));
    }
    return instance(IMPORTER, imports.build());
  }

  @Test
  default void sharesMemoryWithTheInstanceThatImportsIt() {
    Instance owner = owner(new AtomicReference<>());
    Instance importer = importer(owner);
    call(importer, "poke", 8, 77);
    assertThat(call(owner, "peek", 8)).isEqualTo(77);
    Objects.requireNonNull(owner.memory("memory")).putInt(12, 78);
    assertThat(call(importer, "peek", 12)).isEqualTo(78);
    assertThat(Objects.requireNonNull(importer.memory("again")).getInt(12)).isEqualTo(78);
  }

  @Test
  default void showsGrowthToEveryInstanceThatSharesTheMemory() {
    Instance owner = owner(new AtomicReference<>());
    Instance importer = importer(owner);
    Memory memory = Objects.requireNonNull(owner.memory("memory"));
    assertThat(call(owner, "grow")).isEqualTo(1);
    assertThat(call(importer, "pages")).isEqualTo(2);
    call(importer, "poke", 2 * Memory.PAGE_BYTES - 4, 5);
    assertThat(call(owner, "peek", 2 * Memory.PAGE_BYTES - 4)).isEqualTo(5);
    assertThat(call(importer, "grow")).isEqualTo(2);
    assertThat(call(owner, "pages")).isEqualTo(3);
    assertThat(memory.byteSize()).isEqualTo(3L * Memory.PAGE_BYTES);
    assertThat(memory.grow(1)).isEqualTo(3);
    call(importer, "poke", 4 * Memory.PAGE_BYTES - 4, 6);
    assertThat(call(owner, "peek", 4 * Memory.PAGE_BYTES - 4)).isEqualTo(6);
  }

  @Test
  default void sharesTablesGlobalsAndFunctions() {
    var asked = new AtomicReference<Instance>();
    Instance owner = owner(asked);
    Instance importer = importer(owner);
    assertThat(call(owner, "through", 5)).isEqualTo(15);
    assertThat(call(importer, "double", 21)).isEqualTo(42);
    assertThat(call(importer, "count")).isEqualTo(11);
    var counter = Objects.requireNonNull(owner.global("counter"));
    assertThat(counter.get()).isEqualTo(11);
    counter.set(20);
    assertThat(call(importer, "count")).isEqualTo(21);
    call(importer, "ask");
    assertThat(asked.get()).as("the instance that imports the host function").isSameAs(owner);
  }

  @Test
  default void takesFunctionsThatTheHostPutsIntoATable() {
    Instance owner = owner(new AtomicReference<>());
    Table table = Objects.requireNonNull(owner.table("table"));
    assertThat(table.get(1)).isNull();
    table.set(1, function(owner, "double"));
    assertThat(call(owner, "through", 8)).isEqualTo(16);
    assertThat(((GuestFunction) Objects.requireNonNull(table.get(1))).call(4)).containsExactly(8);
    table.set(1, null);
    assertThat(table.get(1)).isNull();
    assertThatThrownBy(() -> table.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.set(-1, null)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  default void refusesToSetAGlobalThatIsFixed() {
    var fixed = Objects.requireNonNull(owner(new AtomicReference<>()).global("fixed"));
    assertThat(fixed.type().mutable()).isFalse();
    assertThatThrownBy(() -> fixed.set(4)).isInstanceOf(IllegalStateException.class);
    assertThat(fixed.get()).isEqualTo(3);
  }

  @Test
  default void answersNullForExportsThatAreNotThere() {
    Instance owner = owner(new AtomicReference<>());
    assertThat(owner.function("memory")).isNull();
    assertThat(owner.memory("double")).isNull();
    assertThat(owner.table("x")).isNull();
    assertThat(owner.global("x")).isNull();
    assertThat(owner.tag("x")).isNull();
    assertThat(owner.export("x")).isNull();
    assertThat(owner.tag("tag")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(import \"o\" \"absent\" (func))",
        "(import \"o\" \"double\" (func (param i64) (result i32)))",
        "(import \"o\" \"double\" (memory 1))",
        "(import \"o\" \"memory\" (memory 2))",
        "(import \"o\" \"memory\" (memory 1 4))",
        "(import \"o\" \"table\" (table 3 funcref))",
        "(import \"o\" \"table\" (table 1 externref))",
        "(import \"o\" \"counter\" (global i32))",
        "(import \"o\" \"fixed\" (global (mut i32)))",
        "(import \"o\" \"fixed\" (global i64))",
        "(import \"o\" \"tag\" (tag))"
      })
  default void refusesImportsThatAreMissingOrOfAnotherType(String wanted) {
    Instance owner = owner(new AtomicReference<>());
    Imports.Builder imports = Imports.builder();
    for (String name : List.of("memory", "table", "counter", "fixed", "tag", "double")) {
      imports.put("o", name, Objects.requireNonNull(owner.export(name), name));
    }
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> instance("(module " + wanted + ")", imports.build()))
        .satisfies(
            refused -> assertThat(refused.phase()).isEqualTo(ModuleException.Phase.UNLINKABLE));
  }

  @Test
  default void refusesAHostFunctionOfAnotherType() {
    Extern host = HostFunction.of(NOTHING, (caller, lanes) -> lanes);
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() ->
            instance(
                "(module (import \"h\" \"f\" (func (result i32))))",
                Imports.builder().put("h", "f", host).build()))
        .satisfies(
            refused -> assertThat(refused.phase()).isEqualTo(ModuleException.Phase.UNLINKABLE));
  }

  @Test
  default void passesEveryNumberTypeToTheHostAndBackBitForBit() {
    var type =
        new FunctionType(
            List.of(ValueType.I32, ValueType.I64, ValueType.F32, ValueType.F64),
            List.of(ValueType.F64, ValueType.F32, ValueType.I64, ValueType.I32));
    var seen = new AtomicReference<long[]>();
    HostFunction host =
        HostFunction.of(
            type,
            (caller, lanes) -> {
              seen.set(lanes.clone());
              return new long[] {lanes[3], lanes[2], lanes[1], lanes[0]};
            });
    Instance instance =
        instance(
            """
            (module
              (import "h" "f" (func $f (param i32 i64 f32 f64) (result f64 f32 i64 i32)))
              (func (export "run") (param i32 i64 f32 f64) (result f64 f32 i64 i32)
                (call $f (local.get 0) (local.get 1) (local.get 2) (local.get 3))))
            """,
            Imports.builder().put("h", "f", host).build());
    long nan32 = 0x7fe1_2345L;
    long nan64 = 0xfff8_1234_5678_9abcL;
    long[] results = function(instance, "run").call(-1L, Long.MIN_VALUE, nan32, nan64);
    assertThat(seen.get()).containsExactly(0xffff_ffffL, Long.MIN_VALUE, nan32, nan64);
    assertThat(results).containsExactly(nan64, nan32, Long.MIN_VALUE, 0xffff_ffffL);
  }

  @Test
  default void passesVectorsAsTwoLanesOrRefusesThemByName() {
    String wat = "(module (func (export \"f\") (param v128) (result v128) (local.get 0)))";
    Instance instance;
    try {
      instance = instance(wat);
    } catch (ModuleException refused) {
      assertThat(refused.phase()).isEqualTo(ModuleException.Phase.REFUSED);
      assertThat(refused).hasMessageContaining("simd");
      return;
    }
    assertThat(function(instance, "f").call(0x0123L, -2L)).containsExactly(0x0123L, -2L);
  }

  @Test
  default void passesReferencesToTheHostAndBack() {
    var type =
        new FunctionType(
            List.of(ValueType.EXTERNREF, ValueType.I32, ValueType.FUNCREF),
            List.of(ValueType.FUNCREF, ValueType.EXTERNREF));
    Object object = new Object();
    var seen = new AtomicReference<Values>();
    HostFunction host =
        HostFunction.ofReferences(
            type,
            (caller, values) -> {
              seen.set(values);
              return new Values(
                  new long[0], new Object[] {values.references()[1], values.references()[0]});
            });
    Instance instance =
        instance(
            """
            (module
              (import "h" "f" (func $f (param externref i32 funcref) (result funcref externref)))
              (elem declare func $nine)
              (func $nine (result i32) (i32.const 9))
              (func (export "run") (param externref) (result funcref externref)
                (call $f (local.get 0) (i32.const 4) (ref.func $nine))))
            """,
            Imports.builder().put("h", "f", host).build());
    Values results =
        function(instance, "run")
            .callWithReferences(new Values(new long[0], new Object[] {object}));
    assertThat(Objects.requireNonNull(seen.get()).lanes()).containsExactly(4);
    assertThat(results.lanes()).isEmpty();
    assertThat(results.references()[1]).isSameAs(object);
    assertThat(((GuestFunction) Objects.requireNonNull(results.references()[0])).call())
        .containsExactly(9);
    Values nulls =
        function(instance, "run").callWithReferences(new Values(new long[0], new Object[] {null}));
    assertThat(nulls.references()[1]).isNull();
  }

  @Test
  default void checksEveryAccessOfTheHostToTheMemory() {
    Memory memory = Objects.requireNonNull(owner(new AtomicReference<>()).memory("memory"));
    int end = Memory.PAGE_BYTES;
    memory.putLong(end - 8, 0x0102_0304_0506_0708L);
    assertThat(memory.getByte(end - 8)).isEqualTo((byte) 8);
    assertThat(memory.getShort(end - 8)).isEqualTo((short) 0x0708);
    assertThat(memory.getInt(end - 8)).isEqualTo(0x0506_0708);
    assertThat(memory.getLong(end - 8)).isEqualTo(0x0102_0304_0506_0708L);
    assertThat(memory.read(end - 3, 3)).containsExactly(3, 2, 1);
    memory.write(end - 2, new byte[] {9, 8, 7, 6}, 1, 2);
    assertThat(memory.read(end - 3, 3)).containsExactly(3, 8, 7);
    for (long address : new long[] {end - 1L, end, -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertOutside(() -> memory.getShort(address));
      assertOutside(() -> memory.getInt(address));
      assertOutside(() -> memory.getLong(address));
      assertOutside(() -> memory.putShort(address, (short) 1));
      assertOutside(() -> memory.putInt(address, 1));
      assertOutside(() -> memory.putLong(address, 1));
      assertOutside(() -> memory.read(address, 2));
      assertOutside(() -> memory.write(address, new byte[2], 0, 2));
    }
    assertOutside(() -> memory.getByte(end));
    assertOutside(() -> memory.putByte(-1, (byte) 1));
    assertOutside(() -> memory.read(0, end + 1));
    assertOutside(() -> memory.read(0, -1));
    assertThat(memory.getByte(end - 1)).as("nothing was written").isEqualTo((byte) 7);
  }

  private static void assertOutside(Runnable access) {
    assertThatThrownBy(access::run).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
