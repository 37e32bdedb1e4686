package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.Validator;
import dev.morph.testkit.Wat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorLoweringTest {
  private static Lowered lower(byte[] wasm) {
    ModuleBinary module = ModuleBinary.decode(wasm);
    Validator.validate(module);
    return VectorLowering.lower(module);
  }

  private static Lowered lower(String wat) {
    return lower(Wat.assemble(wat));
  }

  /** Checks that a module is valid and has no vectors. */
  private static ModuleBinary requireScalar(Lowered lowered) {
    ModuleBinary module = ModuleBinary.decode(lowered.wasm());
    Validator.validate(module);
    assertThat(VectorUse.in(module)).isFalse();
    for (FunctionBody body : module.bodies()) {
      var in = new InstructionReader(module.bytes(), body.code(), body.end());
      while (in.next()) {
        assertThat(in.opcode().isVector()).isFalse();
      }
    }
    return module;
  }

  @Test
  void leavesModulesWithoutVectorsAsTheyAre() {
    byte[] wasm = Wat.assemble("(func (export \"f\") (param i64 i64) (result i64) local.get 1)");
    Lowered lowered = lower(wasm);
    assertThat(lowered.wasm()).isSameAs(wasm);
    assertThat(lowered.changed()).isFalse();
    assertThat(lowered.originalFunction(0).params()).hasSize(2);
    assertThat(lowered.isLowHalf(0)).isFalse();
  }

  @Test
  void writesValidModulesForEveryInstruction() {
    String plain =
        Arrays.stream(Opcode.values())
            .filter(opcode -> opcode.isVector() && opcode.immediate().name().equals("NONE"))
            .map(Vectors::instruction)
            .collect(Collectors.joining());
    Lowered lowered = lower(plain);
    ModuleBinary module = requireScalar(lowered);
    assertThat(lowered.changed()).isTrue();
    assertThat(module.exports()).hasSize(lowered.originalFunctions());
    assertThat(module.functionTypes()).hasSizeGreaterThan(lowered.originalFunctions());
  }

  @Test
  void findsVectorsWhereverTheyAre() {
    String[] modules = {
      "(type (func (param v128)))",
      "(type (func (result v128)))",
      "(type (struct (field i32) (field v128)))",
      "(type (array v128))",
      "(global v128 (v128.const i64x2 1 2))",
      "(import \"m\" \"g\" (global (mut v128)))",
      "(func (local v128))",
      "(func (block (result v128) unreachable) drop)",
      "(func unreachable (select (result v128)) drop)",
      "(func (drop (v128.const i64x2 1 2)))"
    };
    for (String wat : modules) {
      assertThat(VectorUse.in(ModuleBinary.decode(Wat.assemble(wat)))).as(wat).isTrue();
      requireScalar(lower(wat));
    }
  }

  @Test
  void keepsSectionsAndIndicesOfTheRest() {
    byte[] wasm =
        Wat.assemble(
            """
            (type $v (func (param v128) (result v128)))
            (type $plain (func (param i32)))
            (type $holder (struct (field (ref null $v)) (field (ref null $plain))))
            (import "m" "f" (func $f (type $plain)))
            (import "m" "v" (global $v v128))
            (memory 1 2)
            (table $t 3 10 (ref null $plain) (ref.func $f))
            (global $n i32 (i32.const 8))
            (global $held (ref $holder) (struct.new $holder (ref.func $g) (ref.func $f)))
            (func $g (export "g") (type $v) (i8x16.add (local.get 0) (global.get $v)))
            (func $start (call $f (global.get $n)))
            (start $start)
            (elem $e (table $t) (i32.const 1) (ref null $plain) (ref.func $f))
            (elem declare func $g)
            (elem $p func $f $g)
            (data (offset (global.get $n)) "abc")
            (data "passive")
            (export "n" (global $n))
            """);
    var custom = new BinaryWriter();
    custom.u8(5).write("notes".getBytes(StandardCharsets.UTF_8), 0, 5).u8(42);
    var whole = new BinaryWriter();
    whole.write(wasm, 0, 8).u8(Section.CUSTOM).sized(custom).write(wasm, 8, wasm.length);
    // a constant expression may read imported globals and earlier ones
    Lowered lowered = lower(whole.toByteArray());
    ModuleBinary module = requireScalar(lowered);
    assertThat(module.customSections()).hasSize(1);
    assertThat(module.globals()).hasSize(4);
    assertThat(lowered.isLowHalf(0)).isTrue();
    assertThat(lowered.isLowHalf(1)).isFalse();
    assertThat(module.exports().getLast().index()).isEqualTo(2);
    assertThat(module.exports().getFirst().index()).isEqualTo(1);
    assertThat(module.startFunction()).isEqualTo(2);
    assertThat(module.elements()).hasSize(3);
    assertThat(module.data()).hasSize(2);
    int type = module.functionTypes().get(1);
    assertThat(lowered.originalFunction(type).params()).hasSize(1);
  }

  @Test
  void leavesOutWhatIsNeverReached() {
    requireScalar(
        lower(
            """
            (func (result i32)
              (block (br 0) (i8x16.add) (drop) (select) (drop)
                (if (then (unreachable) (f32x4.mul) (drop)) (else (unreachable) (v128.not) (drop)))
                (loop (result v128) (unreachable) (i32x4.splat)) (drop))
              (if (i32.const 1) (then (return (i32.const 2)) (i64x2.neg) (drop))
                (else (drop (v128.const i64x2 1 2))))
              (i32.const 3) (return) (v128.any_true))
            """));
  }

  private static void assertRefused(String wat, String what) {
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> lower(wat))
        .withMessageContaining(what)
        .satisfies(e -> assertThat(e.phase()).isEqualTo(ModuleException.Phase.REFUSED));
  }

  @Test
  void refusesWhatGrowsOutOfBounds() {
    assertRefused("(type (func (param " + "v128 ".repeat(501) + ")))", "parameters");
    assertRefused("(type (func (result " + "v128 ".repeat(501) + ")))", "results");
    assertRefused("(type (struct " + "(field v128)".repeat(5_001) + "))", "fields");
    assertRefused("(func (local " + "v128 ".repeat(25_001) + "))", "locals");
    String arrays =
        IntStream.range(0, 101)
            .mapToObj(i -> "(type $a" + i + " (sub (array (mut v128)))) (data $d" + i + " \"\")\n")
            .collect(Collectors.joining());
    String makes =
        IntStream.range(0, 101 * 101)
            .mapToObj(i ->
                "(drop (array.new_data $a%d $d%d (i32.const 0) (i32.const 0)))\n"
                    .formatted(i / 101, i % 101))
            .collect(Collectors.joining());
    assertRefused(arrays + "(func " + makes + ")", "accesses to arrays");
  }

  /** One instruction of two bytes becomes many; functions must not grow without end. */
  @Test
  void refusesFunctionsThatGrowTooLarge() {
    var body = new BinaryWriter();
    body.u8(0).opcode(Opcode.V128_CONST);
    for (int i = 0; i < 16; i++) {
      body.u8(i);
    }
    for (int i = 0; i < 600_000; i++) {
      body.opcode(Opcode.V128_NOT);
    }
    body.opcode(Opcode.DROP).opcode(Opcode.END);
    byte[] head = Wat.assemble("(func)");
    var wasm = new BinaryWriter();
    wasm.write(head, 0, 8).u8(Section.TYPE).sized(new BinaryWriter().u8(1).u8(0x60).u8(0).u8(0));
    wasm.u8(Section.FUNCTION).sized(new BinaryWriter().u8(1).u8(0));
    wasm.u8(Section.CODE).sized(new BinaryWriter().u8(1).sized(body));
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> lower(wasm.toByteArray()))
        .withMessageContaining("bytes in a function");
  }
}
