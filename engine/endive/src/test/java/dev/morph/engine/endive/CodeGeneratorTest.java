package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.engine.api.CodeCache;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.testkit.Wat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code that was kept does what code that was generated does. */
class CodeGeneratorTest {
  private static final byte[] MODULE =
      Wat.assemble(
          """
          (module
            (type $pair (struct (field i32) (field i32)))
            (func $min (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
            (func $loop (param i32) (result i32)
              (if (result i32) (i32.eqz (local.get 0))
                (then (i32.const 7))
                (else (return_call $loop (i32.sub (local.get 0) (i32.const 1))))))
            (func (export "run") (param i32) (result i32)
              (i32.add
                (call $loop (local.get 0))
                (i32.add
                  (struct.get $pair 1 (struct.new $pair (i32.const 1) (i32.const 30)))
                  (i32.trunc_f64_s (call $min (f64.const 5) (f64.const 9)))))))
          """);

  /** Keeps payloads in memory, and counts. */
  private static final class Kept implements CodeCache {
    final Map<String, byte[]> payloads = new HashMap<>();
    int puts;

    @Override
    public byte @Nullable [] get(String key) {
      return payloads.get(key);
    }

    @Override
    public void put(String key, byte[] payload) {
      puts++;
      payloads.put(key, payload);
    }
  }

  private static long run(CompiledModule module) {
    var instance = module.instantiate(Imports.none(), MemoryBudget.unlimited());
    return Objects.requireNonNull(instance.function("run")).call(100_000L)[0];
  }

  @Test
  void keptCodeIsUsedAndDoesTheSame() {
    var cache = new Kept();
    var engine = EndiveEngine.compiled(cache);
    CompiledModule first = engine.compile(MODULE);
    CompiledModule second = engine.compile(MODULE);
    assertThat(cache.puts).isOne();
    assertThat(run(first)).isEqualTo(42);
    assertThat(run(second)).isEqualTo(42);
    assertThat(second.facts()).isEqualTo(first.facts());
    assertThat(run(EndiveEngine.interpreted().compile(MODULE))).isEqualTo(42);
  }

  @Test
  void theInterpreterKeepsNothingAndAnotherModuleIsAnotherEntry() {
    var cache = new Kept();
    var engine = EndiveEngine.compiled(cache);
    engine.compile(MODULE);
    engine.compile(Wat.assemble("(module (func (export \"run\") (result i32) (i32.const 1)))"));
    assertThat(cache.payloads).hasSize(2);
    assertThat(cache.payloads.keySet())
        .allSatisfy(key -> assertThat(key).contains("endive", "java"));
  }

  @Test
  void aPayloadThatIsCutOffIsGeneratedAnew() {
    var cache = new Kept();
    var engine = EndiveEngine.compiled(cache);
    engine.compile(MODULE);
    String key = cache.payloads.keySet().iterator().next();
    byte[] good = Objects.requireNonNull(cache.payloads.get(key));
    for (int length = 0; length < good.length; length += 97) {
      cache.payloads.put(key, Arrays.copyOf(good, length));
      assertThat(run(engine.compile(MODULE))).isEqualTo(42);
      assertThat(cache.payloads.get(key)).isEqualTo(good);
    }
  }

  @Test
  void aClassThatTheJvmDoesNotTakeIsGeneratedAnew() {
    var cache = new Kept();
    var engine = EndiveEngine.compiled(cache);
    engine.compile(MODULE);
    String key = cache.payloads.keySet().iterator().next();
    byte[] bad = Objects.requireNonNull(cache.payloads.get(key)).clone();
    for (int i = 0; i + 3 < bad.length; i++) {
      if ((bad[i] & 0xFF) == 0xCA && (bad[i + 1] & 0xFF) == 0xFE) {
        bad[i] = 0;
      }
    }
    cache.payloads.put(key, bad);
    assertThat(run(engine.compile(MODULE))).isEqualTo(42);
    assertThat(cache.puts).isEqualTo(2);
  }

  @Test
  void aCompileEndsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> EndiveEngine.compiled().compile(MODULE))
        .isInstanceOf(ModuleException.class)
        .hasMessageContaining("ended the compile");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void callsByReferenceAreCompiledToo() {
    byte[] wasm =
        Wat.assemble(
            """
            (module
              (type $unary (func (param i32) (result i32)))
              (func $twice (type $unary) (i32.mul (local.get 0) (i32.const 2)))
              (elem declare func $twice)
              (func $tail (param i32) (result i32)
                (return_call_ref $unary (local.get 0) (ref.func $twice)))
              (func (export "run") (param i32) (result i32)
                (i32.add
                  (call $tail (i32.const 1))
                  (call_ref $unary (i32.const 20) (ref.func $twice)))))
            """);
    var module = (EndiveModule) EndiveEngine.compiled().compile(wasm);
    assertThat(Objects.requireNonNull(module.code).interpreted()).isEmpty();
    assertThat(run(module)).isEqualTo(42);
  }
}
