package dev.morph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatTest {
  /** Modules that wat2wasm knows too; named so that a failure says which part is wrong. */
  private static final Map<String, String> MODULES = new TreeMap<>();

  static {
    MODULES.put("empty", "(module)");
    MODULES.put(
        "recursion",
        """
        (module (func $fac (export "fac") (param $n i64) (result i64)
          (if (result i64) (i64.eqz (local.get $n)) (then (i64.const 1))
            (else (i64.mul (local.get $n) (call $fac (i64.sub (local.get $n) (i64.const 1))))))))
        """);
    MODULES.put(
        "flat",
        """
        (module (func (param i32 i32) (result i32) (local i32 i32 f64 i32)
          block $out (result i32)
            loop $again
              local.get 0 local.get 1 i32.add local.tee 2 i32.const 100 i32.lt_u br_if $again
            end $again
            local.get 2 if nop else unreachable end
            i32.const -1
            local.get 2 br_table $out 0 $out
          end))
        """);
    MODULES.put(
        "imports",
        """
        (module (import "env" "f" (func $f (param i32) (result i64)))
          (import "env" "m" (memory 1 2)) (import "env" "t" (table 3 funcref))
          (import "env" "g" (global $g (mut i32))) (global $h (import "env" "h") i64)
          (func (export "go") (result i64) (global.set $g (i32.const 0x7fff_ffff)) (call $f (global.get $g))))
        """);
    MODULES.put(
        "numbers",
        """
        (module
          (func (drop (i32.const 0xffffffff)) (drop (i32.const -0x80000000)) (drop (i64.const -9223372036854775808))
            (drop (i64.const 0xffff_ffff_ffff_ffff)) (drop (f32.const 0x1.8p-3)) (drop (f32.const -0)) (drop (f32.const 1e10))
            (drop (f32.const nan:0x200000)) (drop (f32.const -inf)) (drop (f64.const 3.141_592_653)) (drop (f64.const -nan))
            (drop (f64.const nan:0x4000000000000)) (drop (f64.const 0x1p-1074)) (drop (f64.const 0x1.fffffffffffffp1023))
            (drop (f64.const 1.)) (drop (f32.const 0x1.000001p0)) (drop (f64.const +1e-5))))
        """);
    MODULES.put(
        "memory",
        """
        (module (memory $m (export "memory") 1 65536) (data $d (i32.const 8) "a\\00\\ff\\n\\u{1F600}" "é") (data $p "later")
          (func (i64.store offset=8 align=4 (i32.const 0) (i64.load32_u offset=0x10 (i32.const 4)))
            (memory.init $p (i32.const 0) (i32.const 0) (i32.const 5)) (data.drop $p)
            (memory.copy (i32.const 0) (i32.const 8) (i32.const 3)) (memory.fill (i32.const 0) (i32.const 8) (i32.const 3))
            (drop (memory.grow (memory.size)))))
        """);
    MODULES.put(
        "tables",
        """
        (module (type $u (func (param i32) (result i32))) (table $t 4 10 funcref) (table $x 2 externref)
          (table $i funcref (elem $a $a))
          (elem (i32.const 1) $a $a) (elem $e func $a) (elem declare func $a) (elem $n funcref (ref.null func) (ref.func $a))
          (func $a (type $u) (param i32) (result i32) (local.get 0))
          (func (drop (call_indirect $t (type $u) (i32.const 7) (i32.const 1)))
            (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop $e)
            (table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1)) (table.set $x (i32.const 0) (table.get $x (i32.const 1)))
            (drop (table.grow $x (ref.null extern) (table.size $x)))
            (drop (ref.is_null (ref.func $a)))
            (drop (select (result funcref) (ref.null func) (ref.null func) (i32.const 1)))))
        """);
    MODULES.put(
        "multiple values",
        """
        (module (func $two (result i32 i64) (i32.const 1) (i64.const 2))
          (func (param i32) (result i32 i64) (local.get 0) (block (param i32) (result i32 i64) (drop) (call $two))))
        """);
    MODULES.put(
        "start, globals and exports",
        """
        (module (global $a (export "a") (mut f32) (f32.const 1)) (global $b i64 (i64.const 5))
          (func $s (export "s") (export "t")) (start $s) (export "b" (global $b)))
        """);
    MODULES.put(
        "conversions",
        """
        (module (func (param f64) (result i64) (i64.extend8_s (i64.trunc_sat_f64_u (f64.promote_f32 (f32.demote_f64
          (f64.convert_i32_u (i32.trunc_sat_f64_s (f64.copysign (local.get 0) (f64.nearest (local.get 0)))))))))))
        """);
    MODULES.put(
        "vectors",
        """
        (module (memory 1) (func (result i32) (v128.store offset=16 (i32.const 0) (i32x4.add (v128.const i32x4 1 2 -3 0xffffffff)
          (i32x4.splat (i32.const 4)))) (i32x4.extract_lane 2 (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31
          (v128.load (i32.const 16)) (v128.const f64x2 1.5 -0))))
          (func (drop (i16x8.extract_lane_u 1 (v128.load16_lane 3 (i32.const 0) (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255))))))
        """);
    MODULES.put(
        "tail calls",
        """
        (module (type $t (func)) (table 1 funcref) (func $f (return_call $f)) (func (return_call_indirect (type $t) (i32.const 0))))
        """);
    MODULES.put(
        "several memories",
        """
        (module (memory $a 1) (memory $b 1 2) (data (memory $b) (i32.const 0) "x")
          (func (i32.store8 $b offset=3 (i32.const 0) (i32.load $b (i32.const 4))) (drop (memory.size $b))))
        """);
    MODULES.put(
        "tags",
        """
        (module (tag $e (param i32)) (func (throw $e (i32.const 1))))
        """);
    MODULES.put("comments", "(module (; a (; b ;) ;) ;; (func)\n (func) (@note (x \"y\")))");
  }

  static Stream<Map.Entry<String, String>> modules() {
    return MODULES.entrySet().stream();
  }

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void givesTheSameBytesAsWat2wasm(Map.Entry<String, String> module)
      throws IOException, InterruptedException {
    Path tool =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "wat2wasm"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> NotRun.because("WAT against wat2wasm", "install wabt"));
    Path in = Files.writeString(folder.resolve("in.wat"), module.getValue());
    Path out = folder.resolve("out.wasm");
    var process =
        new ProcessBuilder(
                tool.toString(),
                "--enable-all",
                "--enable-annotations",
                in.toString(),
                "-o",
                out.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0).as(said).isTrue();
    assertThat(hex(Wat.assemble(module.getValue()))).isEqualTo(hex(Files.readAllBytes(out)));
  }

  @Test
  void writesCatchClausesWithTheLabelsAroundTheBlock() {
    byte[] module =
        Wat.assemble(
            "(tag $e) (func (block $h (try_table (catch $e $h) (catch_all 0) (throw $e))))");
    assertThat(hex(module)).contains("0240" + "1f40" + "02" + "000000" + "0200" + "0800" + "0b0b");
  }

  @Test
  void writesStructsArraysAndCasts() {
    String types =
        "(rec (type $s (struct (field $x i32) (field $y (mut (ref null $a)))))"
            + " (type $a (sub (array (mut i8)))))";
    assertThat(hex(Wat.assemble(types)))
        .isEqualTo(
            "0061736d01000000" + "010f" + "01" + "4e02" + "5f027f0063" + "0101" + "50005e7801");
    assertThat(
            hex(
                Wat.assemble(
                    types
                        + "(func (param (ref $s)) (drop (struct.get $s $y (local.get 0)))"
                        + "(drop (ref.test (ref null $a) (ref.null none))))")))
        .contains("2000fb0200011a" + "d071fb15011a0b");
  }

  @Test
  void keepsCustomSections() {
    assertThat(hex(Wat.assemble("(@custom \"ab\" \"\\01\" \"\\02\")")))
        .isEqualTo("0061736d01000000" + "00" + "05" + "026162" + "0102");
  }

  @Test
  void sayWhereTheFaultIs() {
    assertThatThrownBy(() -> Wat.assemble("(module\n  (func (i32.bogus)))"))
        .isInstanceOf(WatException.class)
        .hasMessage("2:10: unknown instruction i32.bogus");
    assertThatThrownBy(() -> Wat.assemble("(func (call $gone))"))
        .hasMessageContaining("no function is named $gone");
    assertThatThrownBy(() -> Wat.assemble("(func")).hasMessage("1:1: this '(' is never closed");
    assertThatThrownBy(() -> Wat.assemble("(func (i32.const 4294967296))"))
        .hasMessageContaining("does not fit in 32 bits");
    assertThatThrownBy(() -> Wat.assemble("(func) (import \"a\" \"b\" (func))"))
        .hasMessageContaining("imports stand before");
  }

  @Test
  void knowsOnlyItsOwnExceptionOnBrokenText() {
    var random = new Random(7);
    for (String good : MODULES.values()) {
      for (int i = 0; i < 400; i++) {
        var text = new StringBuilder(good);
        for (int j = 0; j <= i % 4; j++) {
          int at = random.nextInt(text.length());
          if (random.nextBoolean()) {
            text.deleteCharAt(at);
          } else {
            text.setCharAt(at, "() \"$0x;\\n9a.".charAt(random.nextInt(13)));
          }
        }
        try {
          assertThat(Wat.assemble(text.toString())).startsWith(0, 'a', 's', 'm');
        } catch (WatException expected) {
          assertThat(expected.line()).isPositive();
        }
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
