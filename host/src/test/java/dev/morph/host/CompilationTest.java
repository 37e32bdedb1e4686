package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Wat;
import org.junit.jupiter.api.Test;

class CompilationTest {
  private static final byte[] SMALL =
      Wat.assemble("(module (func (export \"run\") (result i32) (i32.const 1)))");

  /** Enough work for a compiler that it does not end within a look. */
  private static byte[] large() {
    StringBuilder text = new StringBuilder("(module (memory 1)");
    for (int i = 0; i < 3_000; i++) {
      text.append("(func (param i32) (result i32) (local.get 0)");
      for (int j = 0; j < 40; j++) {
        text.append("(i32.add (i32.load (i32.const ").append(j).append(")))");
      }
      text.append(')');
    }
    return Wat.assemble(text.append(')').toString());
  }

  private static MeteredCode compile(byte[] wasm, String... limits) {
    Limits all = Limits.defaults();
    for (String limit : limits) {
      all = all.parse(limit);
    }
    return Compilation.compile(EndiveEngine.compiled(), wasm, all);
  }

  @Test
  void compilesOnAnotherThreadAndShowsTheOriginal() {
    MeteredCode code = compile(SMALL);
    assertThat(code.imports()).isEmpty();
    assertThat(code.facts()).isEqualTo(EndiveEngine.compiled().compile(SMALL).facts());
  }

  @Test
  void timeAndMemoryAreBounded() {
    byte[] large = large();
    assertThatThrownBy(() -> compile(large, "compile-time=20ms"))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_COMPILE_TIME))
        .hasMessageContaining("20 ms");
    assertThatThrownBy(() -> compile(large, "compile-memory=4MiB"))
        .isInstanceOfSatisfying(
            MorphException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_COMPILE_MEMORY))
        .hasMessageContaining("4MiB");
    assertThat(compile(large).exports()).isEmpty();
  }

  @Test
  void placesAreFreeAgainAfterManyThatWereEnded() {
    byte[] large = large();
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> compile(large, "compile-time=5ms"))
          .isInstanceOf(MorphException.class);
    }
    assertThat(compile(SMALL).exports()).hasSize(1);
  }

  @Test
  void aFaultOfTheModuleHasItsOwnCode() {
    assertThatThrownBy(() -> compile(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5}))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODULE_MALFORMED));
    assertThatThrownBy(() ->
            compile(Wat.assemble("(module (import \"morph:meter\" \"fuel\" (global (mut i64))))")))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODULE_REFUSED));
  }
}
