package dev.morph.engine.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Validator;
import dev.morph.testkit.Wat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final String GLOBALS =
      """
      (import "m" "a" (global $a i32))
      (import "m" "f" (func $f))
      (global $b (export "b") i32 (i32.add (global.get $a) (i32.const 1)))
      (global $c (export "c") (mut i32) (global.get $b))
      (memory 1)
      (table 4 funcref)
      (data (global.get $b) "x")
      (elem (global.get $b) func $f)
      (func (export "get") (result i32) (i32.add (global.get $a) (global.get $c)))
      """;

  private static ModuleBinary original(String fields) {
    ModuleBinary module = ModuleBinary.decode(Wat.assemble("(module " + fields + ")"));
    Validator.validate(module);
    return module;
  }

  private static MeteredModule meter(ModuleBinary module) {
    return Meter.meter(module, MeterOptions.defaults());
  }

  /** Metered and valid. */
  private static ModuleBinary metered(String fields) {
    ModuleBinary metered = ModuleBinary.decode(meter(original(fields)).bytes());
    Validator.validate(metered);
    return metered;
  }

  @Test
  void addsItsImportsBehindTheModulesOwn() {
    ModuleBinary metered = metered(GLOBALS);
    assertThat(metered.imports())
        .extracting(entry -> entry.module() + " " + entry.name())
        .containsExactly(
            "m a",
            "m f",
            "morph:meter fuel",
            "morph:meter gc-alloc",
            "morph:meter stack-depth",
            "morph:meter refill");
    assertThat(meter(original(GLOBALS)).facts().firstCounter()).isEqualTo(1);
    assertThat(meter(original(GLOBALS)).facts().refill()).isEqualTo(1);
  }

  @Test
  void renumbersGlobalsEverywhere() {
    ModuleBinary metered = metered(GLOBALS);
    assertThat(metered.exports())
        .filteredOn(entry -> entry.kind() == ExternKind.GLOBAL)
        .extracting(entry -> entry.name() + entry.index())
        .containsExactly("b4", "c5");
  }

  @Test
  void renumbersFunctionsEverywhere() {
    ModuleBinary metered =
        metered(
            """
            (import "m" "f" (func $f))
            (type $v (func))
            (table 9 funcref)
            (table $t 2 (ref null $v) (ref.func $g))
            (global (export "r") funcref (ref.func $g))
            (elem (i32.const 0) $f $g)
            (elem (i32.const 3) funcref (ref.func $g) (ref.null func))
            (elem (table $t) (i32.const 0) (ref null $v) (ref.func $f) (item (ref.func $g)))
            (elem func $g)
            (elem declare func $f $g)
            (elem (ref null $v) (ref.func $g))
            (elem externref)
            (elem (table 0) (i32.const 5) func $g)
            (func $g (export "g") (call $g) (call $f) (drop (ref.func $g)) (return_call $g))
            (start $g)
            """);
    assertThat(metered.startFunction()).isEqualTo(2);
    assertThat(metered.exports())
        .filteredOn(entry -> entry.kind() == ExternKind.FUNCTION)
        .extracting(entry -> entry.name() + entry.index())
        .containsExactly("g2");
    assertThat(metered.elements())
        .extracting(segment -> Arrays.toString(segment.functions()))
        .containsExactly("[0, 2]", "[]", "[]", "[2]", "[0, 2]", "[]", "[]", "[2]");
    var targets = new StringBuilder();
    for (var expression : metered.elements().get(2).expressions()) {
      readTargets(metered, expression.start(), expression.end(), targets);
    }
    readTargets(
        metered, metered.bodies().getFirst().code(), metered.bodies().getFirst().end(), targets);
    assertThat(targets.toString())
        .isEqualTo("ref.func 0 ref.func 2 call 1 call 2 call 0 ref.func 2 return_call 2 ");
  }

  private static void readTargets(ModuleBinary module, int start, int end, StringBuilder targets) {
    var in = new InstructionReader(module.bytes(), start, end);
    while (in.next()) {
      switch (in.opcode()) {
        case CALL -> targets.append("call ").append(in.index()).append(' ');
        case RETURN_CALL -> targets.append("return_call ").append(in.index()).append(' ');
        case REF_FUNC -> targets.append("ref.func ").append(in.index()).append(' ');
        default -> {}
      }
    }
  }

  @Test
  void refusesABodyThatNamesAFunctionThatOnlyThePassMakes() {
    byte[] wasm = Wat.assemble("(module (func (call 1)))");
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> meter(ModuleBinary.decode(wasm)))
        .withMessageContaining("unknown function 1");
  }

  @Test
  void addsAnImportSectionWhereThereIsNone() {
    assertThat(metered("").imports()).hasSize(4);
    assertThat(metered("(func (i32.const 1) drop)").imports()).hasSize(4);
    assertThat(metered("(memory 1) (data (i32.const 0) \"x\")").imports()).hasSize(4);
  }

  @Test
  void refusesAGuestThatImportsTheCountersItself() {
    ModuleBinary module = original("(import \"morph:meter\" \"fuel\" (global (mut i64)))");
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> meter(module))
        .withMessageContaining("kept for the host")
        .satisfies(e -> assertThat(e.phase()).isEqualTo(Phase.REFUSED));
  }

  /** The validator would let the metered module pass: the index exists there. */
  @Test
  void refusesABodyThatNamesACounter() {
    byte[] wasm = Wat.assemble("(module (func (global.set 0 (i64.const 1))))");
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> meter(ModuleBinary.decode(wasm)))
        .withMessageContaining("unknown global 0");
  }

  @Test
  void givesTheSameBytesForTheSameModule() {
    assertThat(meter(original(GLOBALS)).bytes()).isEqualTo(meter(original(GLOBALS)).bytes());
  }

  @Test
  void keepsModulesValidWhoseBlocksLeadOutInEveryWay() {
    metered("(func (result i32 i64) (br_if 0 (i32.const 1) (i64.const 2) (i32.const 3)))");
    metered("(func (result i32) (block (unreachable)) (i32.const 1))");
    metered("(func (result i32) (br_table 0 0 (i32.const 1) (i32.const 2)))");
    metered("(func (param i32) (result i32) (return (local.get 0)) (br 0 (i32.const 1)))");
    metered("(func unreachable (loop (br_if 1 (i32.const 0)) (br 0)) (block (br 1)))");
    metered(
        "(tag $t (param i32 i64)) (func (result i32 i64)"
            + " (try_table (catch $t 0) (throw $t (i32.const 1) (i64.const 2))) unreachable)");
    metered(
        "(func (param i32) (result i32) (local.get 0)"
            + " (if (param i32) (result i32) (local.get 0) (then (br_if 1 (i32.const 1)))"
            + " (else drop (return (i32.const 1)))))");
    metered(
        "(tag $t) (func (param i32) (if (local.get 0)"
            + " (then (try_table (catch $t 0) (throw $t)))) (i32.const 1) drop)");
    metered(
        "(type $f (func (param i32) (result i32))) (func (type $f) (block (result (ref $f))"
            + " (br_on_non_null 0 (ref.null $f)) (unreachable)) drop (i32.const 1))");
  }

  @Test
  void countsFunctionsThatCanRecurse() {
    assertThat(counted("(func $a (call $b)) (func $b (call $c)) (func $c)")).isZero();
    assertThat(counted("(func $a (call $a))")).isEqualTo(1);
    assertThat(counted("(func $a (call $b)) (func $b (call $a)) (func $c (call $a))")).isEqualTo(2);
    assertThat(counted("(func $a (return_call $a))")).isZero();
    assertThat(counted("(func $a (call $b)) (func $b (return_call $a))")).isEqualTo(1);
    assertThat(
            counted(
                "(type $v (func)) (table 1 funcref)"
                    + "(func (call_indirect (type $v) (i32.const 0)))"
                    + "(func (return_call_indirect (type $v) (i32.const 0)))"))
        .isEqualTo(1);
  }

  private static int counted(String fields) {
    return meter(original(fields)).facts().countedFunctions();
  }

  @Test
  void countsObjectsOfConstantExpressions() {
    MeterFacts facts =
        meter(
                original(
                    "(type $s (struct (field i64))) (type $b (array i8))"
                        + "(global (ref $s) (struct.new $s (i64.const 1)))"
                        + "(global $n i32 (i32.const 10))"
                        + "(global (ref $b) (array.new $b (i32.const 1)"
                        + " (i32.mul (global.get $n) (i32.const 10))))"))
            .facts();
    assertThat(facts.setupObjectBytes()).isEqualTo(24 + 116);
    assertThat(facts.setupFuel()).isEqualTo(1 + 2 + 1 + 8);
    assertThat(facts.allocates()).isTrue();
  }

  @Test
  void marksAConstantObjectThatIsTooLarge() {
    MeterFacts facts =
        meter(
                original(
                    "(type $b (array i8)) (global (ref $b)"
                        + " (array.new_default $b (i32.const -1)))"))
            .facts();
    assertThat(facts.setupObjectBytes()).isEqualTo(Counters.TOO_LARGE);
  }

  @Test
  void refusesAConstantArrayWhoseLengthOnlyTheImporterKnows() {
    ModuleBinary module =
        original(
            "(import \"m\" \"n\" (global $n i32)) (type $b (array i8))"
                + "(global (ref $b) (array.new_default $b (global.get $n)))");
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> meter(module))
        .withMessageContaining("imported global");
  }

  @Test
  void namesWhatIsRenumberedAndLeavesOutLocalsAndLabels() {
    var names = new BinaryWriter();
    names.u8(7).sized(new BinaryWriter().u32(1).u32(0).u32(1).u8('g'));
    names.u8(3).sized(new BinaryWriter().u32(0));
    names.u8(2).sized(new BinaryWriter().u32(0));
    names.u8(1).sized(new BinaryWriter().u32(1).u32(0).u32(1).u8('f'));
    byte[] section = nameSection(withNames(names));
    assertThat(section).containsExactly(7, 4, 1, 3, 1, 'g', 1, 4, 1, 1, 1, 'f');
  }

  @Test
  void keepsANameSectionThatNobodyCanRead() {
    var broken = new BinaryWriter().u8(7).sized(new BinaryWriter().u32(5).u32(9));
    assertThat(nameSection(withNames(broken))).isEqualTo(broken.toByteArray());
    var cut = new BinaryWriter().u8(7).u32(100);
    assertThat(nameSection(withNames(cut))).isEqualTo(cut.toByteArray());
  }

  private static byte[] withNames(BinaryWriter names) {
    byte[] wasm =
        Wat.assemble("(module (global (mut i32) (i32.const 0)) (func (i32.const 0) drop))");
    var section = new BinaryWriter().u32(4);
    section.write("name".getBytes(StandardCharsets.US_ASCII), 0, 4).write(names);
    return new BinaryWriter().write(wasm, 0, wasm.length).u8(0).sized(section).toByteArray();
  }

  private static byte[] nameSection(byte[] wasm) {
    byte[] metered = meter(ModuleBinary.decode(wasm)).bytes();
    var entry =
        ModuleBinary.decode(metered).customSections().stream()
            .filter(custom -> custom.name().equals("name"))
            .findFirst()
            .orElseThrow();
    return Arrays.copyOfRange(metered, entry.start(), entry.end());
  }

  @Test
  void staysLinearInHostileBodies() {
    String blocks = String.join(" ", Collections.nCopies(5_000, "block"));
    String ends = String.join(" ", Collections.nCopies(5_000, "end"));
    String targets = String.join(" ", Collections.nCopies(60_000, "5000"));
    String fields = "(func " + blocks + " (br_table " + targets + " (i32.const 0)) " + ends + ")";
    ModuleBinary module = original(fields);
    byte[] metered = meter(module).bytes();
    Validator.validate(ModuleBinary.decode(metered));
    assertThat(metered.length).isLessThan(2 * module.bytes().length);
    String small = String.join(" ", Collections.nCopies(50_000, "(br_if 0 (i32.const 0))"));
    ModuleBinary worst = original("(func " + small + ")");
    byte[] grown = meter(worst).bytes();
    Validator.validate(ModuleBinary.decode(grown));
    assertThat(grown.length).isLessThan(6 * worst.bytes().length);
  }

  /** The meter is only ever given valid modules; should one slip through, it fails in order. */
  @Test
  void throwsNothingElseOnModulesThatAreNotValid() {
    byte[] sample =
        Wat.assemble(
            "(module (type $s (struct (field i32))) (type $a (array (mut i8)))"
                + GLOBALS
                + "(tag $t (param i32))"
                + "(func (param i32) (result i32) (block $h (result i32)"
                + " (try_table (catch $t $h) (loop (br_if 0 (local.get 0)))"
                + " (if (local.get 0) (then (throw $t (i32.const 1))) (else (call $f))))"
                + " (struct.new_default $s) drop (array.new_default $a (i32.const 3)) drop"
                + " (memory.fill (i32.const 0) (i32.const 0) (i32.const 3))"
                + " (br_table 0 1 (i32.const 1) (i32.const 0)))))");
    var random = new Random(5);
    int metered = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutant = sample.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        mutant[8 + random.nextInt(mutant.length - 8)] = (byte) random.nextInt(256);
      }
      metered += tryMeter(mutant) ? 1 : 0;
    }
    assertThat(metered).isBetween(1_000, 19_999);
  }

  private static boolean tryMeter(byte[] wasm) {
    try {
      meter(ModuleBinary.decode(wasm));
      return true;
    } catch (ModuleException refused) {
      return false;
    }
  }
}
