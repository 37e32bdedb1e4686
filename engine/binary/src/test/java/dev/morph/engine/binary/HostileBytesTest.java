package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are, the outcome is valid or a ModuleException. */
class HostileBytesTest {
  /** At most so many altered copies of one module. */
  private static final int COPIES = 20_000;

  /** Something of each feature. */
  private static final String ALL_FEATURES =
      """
      (rec (type $node (sub (struct (field (mut i8)) (field (ref null $node)))))
        (type $leaf (sub final $node (struct (field (mut i8)) (field (ref null $node))
          (field f64)))))
      (type $bytes (array (mut i16)))
      (type $f (func (param i32) (result i32 i64)))
      (import "m" "g" (global $g (mut i32)))
      (import "m" "f" (func $imported (type $f)))
      (tag $t (param i32))
      (table $t1 2 8 funcref)
      (table $t2 1 (ref null $node))
      (memory $m1 1 2)
      (memory $m2 1)
      (global $c i64 (i64.add (i64.const 1) (i64.const -1)))
      (global $s (ref $leaf) (struct.new $leaf (i32.const 1) (ref.null none) (f64.const 1.5)))
      (elem $e (table $t1) (i32.const 0) func $imported $run)
      (elem declare func $run)
      (data $d (memory $m2) (i32.const 4) "text")
      (func $run (export "run") (type $f) (local (ref $bytes)) (local v128 f32)
        (local.set 1 (array.new_default $bytes (i32.const 3)))
        (local.set 2 (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31
          (v128.const i64x2 1 2) (v128.load offset=70000 (i32.const 1))))
        (block $b (result i32 exnref)
          (try_table (result i32) (catch_ref $t $b)
            (call_indirect (type $f) (i32.const 1) (i32.const 0)) drop (throw $t))
          (ref.null exn))
        drop
        (block $n (result (ref null $node))
          (br_on_cast $n (ref null eq) (ref null $node) (global.get $s)) drop unreachable)
        drop
        (memory.copy $m1 $m2 (i32.const 0) (i32.const 0) (i32.const 1))
        (memory.init $m2 $d (i32.const 0) (i32.const 0) (i32.const 1))
        (loop $l (br_table $l $l $l (local.get 0)))
        (return_call $imported))
      """;

  static Stream<Map.Entry<String, byte[]>> modules() throws IOException {
    var modules = new TreeMap<>(Modules.builtGuests());
    modules.put("all features", Wat.assemble(ALL_FEATURES));
    modules.put("bytes echo", Wat.assemble(Guests.bytesEcho()));
    modules.put("canonical grow", Wat.assemble(Guests.canonicalGrow()));
    return modules.entrySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void isValidWhole(Map.Entry<String, byte[]> module) {
    assertThat(Modules.fault(module.getValue())).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void isNeverValidIfCutInASection(Map.Entry<String, byte[]> module) {
    byte[] wasm = module.getValue();
    var sections = ModuleBinary.decode(wasm).sections();
    int step = Math.max(1, wasm.length / COPIES);
    for (int length = 0; length < wasm.length; length += step) {
      int cut = length;
      boolean betweenSections = cut == 8 || sections.stream().anyMatch(s -> s.end() == cut);
      var fault = Modules.fault(Arrays.copyOf(wasm, cut));
      if (!betweenSections) {
        assertThat(fault).as("cut at %d", cut).isNotNull();
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void endsInNothingButModuleExceptionsWhateverBitIsFlipped(Map.Entry<String, byte[]> module) {
    byte[] wasm = module.getValue();
    var random = new Random(11);
    int faults = 0;
    boolean every = wasm.length * 8 <= COPIES;
    int copies = every ? wasm.length * 8 : COPIES / 20;
    for (int i = 0; i < copies; i++) {
      int bit = every ? i : random.nextInt(wasm.length * 8);
      wasm[bit >> 3] ^= (byte) (1 << (bit & 7));
      faults += Modules.fault(wasm) == null ? 0 : 1;
      wasm[bit >> 3] ^= (byte) (1 << (bit & 7));
    }
    assertThat(faults).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void endsInNothingButModuleExceptionsWhateverBytesAreChanged(Map.Entry<String, byte[]> module) {
    byte[] wasm = module.getValue();
    var random = new Random(13);
    int faults = 0;
    for (int i = 0; i < COPIES / (wasm.length > 20_000 ? 20 : 1); i++) {
      byte[] changed = wasm.clone();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        changed[8 + random.nextInt(changed.length - 8)] = (byte) random.nextInt();
      }
      faults += Modules.fault(changed) == null ? 0 : 1;
    }
    assertThat(faults).isPositive();
  }
}
