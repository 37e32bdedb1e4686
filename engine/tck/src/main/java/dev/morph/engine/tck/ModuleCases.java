package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.ValueType;
import dev.morph.testkit.Wat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a compiled module says of itself, and hostile bytes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
interface ModuleCases extends EngineCases {
  String SAMPLE =
      """
      (module
        (import "h" "f" (func $f (param i32) (result i64)))
        (import "h" "g" (global i32))
        (memory (export "memory") 1 3)
        (table (export "table") 2 funcref)
        (global (export "global") (mut f64) (f64.const 1))
        (elem (i32.const 0) $run)
        (data (i32.const 8) "hello")
        (func $run (export "run") (param i32 i32) (result i32)
          (local i64 i64)
          (block $out
            (loop $again
              (br_if $out (i32.eqz (local.get 0)))
              (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
              (local.set 2 (i64.add (local.get 2) (call $f (local.get 1))))
              (br $again)))
          (if (result i32) (i64.eqz (local.get 2))
            (then (i32.const 7))
            (else (i32.load (i32.const 8))))))
      """;

  @Test
  default void saysWhatTheModuleImportsAndExports() {
    CompiledModule module = engine().compile(Wat.assemble(SAMPLE));
    assertThat(module.imports())
        .containsExactly(
            new ImportType(
                "h",
                "f",
                new ExternType.Function(
                    new FunctionType(List.of(ValueType.I32), List.of(ValueType.I64)))),
            new ImportType("h", "g", new ExternType.Global(ValueType.I32, false)));
    assertThat(module.exports())
        .containsExactlyInAnyOrder(
            new ExportType("memory", new ExternType.Memory(1, 3)),
            new ExportType("table", new ExternType.Table(ValueType.FUNCREF, 2, -1)),
            new ExportType("global", new ExternType.Global(ValueType.F64, true)),
            new ExportType(
                "run",
                new ExternType.Function(
                    new FunctionType(
                        List.of(ValueType.I32, ValueType.I32), List.of(ValueType.I32)))));
  }

  @Test
  default void saysTheSizesOfTheModule() {
    byte[] wasm = Wat.assemble(SAMPLE);
    var facts = engine().compile(wasm).facts();
    assertThat(facts.sizeBytes()).isEqualTo(wasm.length);
    assertThat(facts.functions()).isEqualTo(1);
    assertThat(facts.codeBytes()).isPositive().isEqualTo(facts.largestFunctionBytes());
    assertThat(facts.dataBytes()).isEqualTo(5);
    assertThat(facts.minMemoryBytes()).isEqualTo(65_536);
    assertThat(facts.minTableElements()).isEqualTo(2);
    assertThat(facts.startFunction()).isFalse();
  }

  @Test
  default void keepsCustomSectionsInTheirOrder() {
    byte[] wasm =
        ModuleBytes.module()
            .section(0, ModuleBytes.piece().name("b").bytes(1, 2))
            .section(0, ModuleBytes.piece().name("a"))
            .section(0, ModuleBytes.piece().name("b").bytes(3))
            .toByteArray();
    List<CustomSection> sections = engine().compile(wasm).customSections();
    assertThat(sections).extracting(CustomSection::name).containsExactly("b", "a", "b");
    assertThat(sections.get(0).bytes()).containsExactly(1, 2);
    assertThat(sections.get(1).bytes()).isEmpty();
    assertThat(sections.get(2).bytes()).containsExactly(3);
  }

  @Test
  default void doesNotKeepTheBytesThatItWasGiven() {
    byte[] wasm = Wat.assemble("(module (func (export \"f\") (result i32) (i32.const 42)))");
    CompiledModule module = engine().compile(wasm);
    Arrays.fill(wasm, (byte) 0);
    var instance = module.instantiate(Imports.none(), MemoryBudget.unlimited());
    assertThat(EngineCases.call(instance, "f")).isEqualTo(42);
  }

  @Test
  default void refusesFeaturesThatAreNotAcceptedByName() {
    assertRefused("memory64", memory(0x04, 1));
    assertRefused("threads", memory(0x03, 1, 2));
    assertRefused("threads", withBody(ModuleBytes.piece().bytes(0xfe, 0x03, 0x00)));
    assertRefused(
        "relaxed",
        withBody(
            ModuleBytes.piece()
                .bytes(0xfd, 0x0c)
                .littleEndian(0, 8)
                .littleEndian(0, 8)
                .bytes(0xfd, 0x0c)
                .littleEndian(0, 8)
                .littleEndian(0, 8)
                .bytes(0xfd)
                .unsigned(0x100)
                .bytes(0x1a)));
  }

  private static byte[] memory(int... limits) {
    return ModuleBytes.module()
        .section(ModuleBytes.MEMORIES, ModuleBytes.piece().bytes(1).bytes(limits))
        .toByteArray();
  }

  private static byte[] withBody(ModuleBytes code) {
    byte[] bytes = code.toByteArray();
    var body = ModuleBytes.piece().bytes(0);
    for (byte b : bytes) {
      body.bytes(b);
    }
    return ModuleBytes.module()
        .section(ModuleBytes.TYPES, ModuleBytes.piece().bytes(1, 0x60, 0, 0))
        .section(ModuleBytes.FUNCTIONS, ModuleBytes.piece().bytes(1, 0))
        .section(ModuleBytes.CODE, ModuleBytes.piece().bytes(1).sized(body.bytes(0x0b)))
        .toByteArray();
  }

  private void assertRefused(String feature, byte[] wasm) {
    assertThatExceptionOfType(ModuleException.class)
        .as(feature)
        .isThrownBy(() -> engine().compile(wasm))
        .satisfies(refused -> {
          assertThat(refused.phase()).isEqualTo(Phase.REFUSED);
          assertThat(String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT))
              .contains(feature);
        });
  }

  @Test
  default void callsBytesThatAreNoModuleMalformed() {
    for (byte[] bytes :
        new byte[][] {
          {},
          {0},
          "just text, no module".getBytes(java.nio.charset.StandardCharsets.UTF_8),
          {0x00, 0x61, 0x73, 0x6d},
          {0x00, 0x61, 0x73, 0x6d, 0x02, 0x00, 0x00, 0x00}
        }) {
      assertThatExceptionOfType(ModuleException.class)
          .as(Arrays.toString(bytes))
          .isThrownBy(() -> engine().compile(bytes))
          .satisfies(thrown -> assertThat(thrown.phase()).isEqualTo(Phase.MALFORMED));
    }
  }

  @Test
  default void refusesAComponentByName() {
    assertRefused("component", new byte[] {0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00});
  }

  @Test
  default void endsWithAModuleExceptionWhereverTheBytesAreCut() {
    byte[] wasm = Wat.assemble(SAMPLE);
    int refused = 0;
    for (int length = 0; length < wasm.length; length++) {
      if (!compiles(Arrays.copyOf(wasm, length))) {
        refused++;
      }
    }
    // Only a cut at the end of a section before the functions leaves a sound module.
    assertThat(refused).isGreaterThan(wasm.length - 10);
  }

  @Test
  default void endsWithAModuleExceptionWhicheverBitIsFlipped() {
    byte[] wasm = Wat.assemble(SAMPLE);
    int refused = 0;
    for (int bit = 0; bit < wasm.length * 8; bit++) {
      byte[] flipped = wasm.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      if (!compiles(flipped)) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  default void endsWithAModuleExceptionWhenManyBytesAreWrong() {
    byte[] wasm = Wat.assemble(SAMPLE);
    Random random = new Random(42);
    int refused = 0;
    for (int round = 0; round < 1_500; round++) {
      byte[] wrong = wasm.clone();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        wrong[random.nextInt(8, wrong.length)] = (byte) random.nextInt();
      }
      if (!compiles(wrong)) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  /** Compiles and makes an instance; anything but the documented exceptions goes through. */
  private boolean compiles(byte[] wasm) {
    try {
      CompiledModule module = engine().compile(wasm);
      module.instantiate(Imports.none(), MemoryBudget.of(1 << 20, 1_000));
    } catch (ModuleException refused) {
      return refused.phase() == Phase.UNLINKABLE;
    } catch (Trap | MemoryBudget.ExceededException soundButUnlucky) {
      return true;
    }
    return true;
  }

  @Test
  default void refusesCountsThatTheBytesCannotHold() {
    for (int section = 1; section <= 12; section++) {
      byte[] wasm =
          ModuleBytes.module()
              .section(section, ModuleBytes.piece().unsigned(0xffff_ffffL))
              .toByteArray();
      assertThatExceptionOfType(ModuleException.class)
          .as("section " + section)
          .isThrownBy(() -> engine().compile(wasm));
    }
  }

  @Test
  default void refusesABodyWithBillionsOfLocals() {
    var body = ModuleBytes.piece().bytes(1).unsigned(0xffff_fff0L).bytes(0x7f, 0x0b);
    byte[] wasm =
        ModuleBytes.module()
            .section(ModuleBytes.TYPES, ModuleBytes.piece().bytes(1, 0x60, 0, 0))
            .section(ModuleBytes.FUNCTIONS, ModuleBytes.piece().bytes(1, 0))
            .section(ModuleBytes.CODE, ModuleBytes.piece().bytes(1).sized(body))
            .toByteArray();
    assertThatExceptionOfType(ModuleException.class).isThrownBy(() -> engine().compile(wasm));
  }

  @Test
  default void survivesBlocksNestedVeryDeep() {
    int depth = 50_000;
    var code = ModuleBytes.piece();
    for (int i = 0; i < depth; i++) {
      code.bytes(0x02, 0x40);
    }
    for (int i = 0; i < depth; i++) {
      code.bytes(0x0b);
    }
    compiles(withBody(code));
  }
}
