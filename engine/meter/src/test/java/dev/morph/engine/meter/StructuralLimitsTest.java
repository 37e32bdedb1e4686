package dev.morph.engine.meter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.testkit.Wat;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class StructuralLimitsTest {
  private static final StructuralLimits LIMITS = StructuralLimits.defaults();

  private static void refuses(String message, String wat) {
    refuses(message, Wat.assemble("(module " + wat + ")"));
  }

  private static void refuses(String message, byte[] wasm) {
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> LIMITS.check(ModuleBinary.decode(wasm)))
        .withMessageContaining(message)
        .satisfies(
            e -> org.assertj.core.api.Assertions.assertThat(e.phase()).isEqualTo(Phase.REFUSED));
  }

  private static void accepts(String wat) {
    byte[] wasm = Wat.assemble("(module " + wat + ")");
    LIMITS.checkSections(wasm);
    LIMITS.check(ModuleBinary.decode(wasm));
  }

  private static String times(int count, String text) {
    return String.join(" ", Collections.nCopies(count, text));
  }

  @Test
  void countsBlocksWithinEachOther() {
    accepts("(func " + times(5_000, "block") + times(5_000, " end") + ")");
    accepts("(func " + times(6_000, "block end") + ")");
    refuses(
        "5001 blocks within each other; at most 5000",
        "(func " + times(5_001, "loop") + times(5_001, " end") + ")");
  }

  @Test
  void countsTargetsOfABranch() {
    accepts("(func (br_table " + times(65_520, "0") + " (i32.const 0)))");
    refuses(
        "65521 targets of a branch; at most 65520",
        "(func (br_table " + times(65_521, "0") + " (i32.const 0)))");
  }

  @Test
  void countsHandlers() {
    refuses("10001 handlers", "(func (try_table " + times(10_001, "(catch_all 0)") + "))");
  }

  @Test
  void countsHandlersWithinEachOther() {
    String open = "try_table (catch_all 0)";
    // 1 + 2 + ... + 140 = 9,870
    accepts("(func " + times(140, open) + times(140, " end") + ")");
    refuses(
        "10011 blocks with handlers in a function, each counted once more for each around it;"
            + " at most 10000",
        "(func " + times(141, open) + times(141, " end") + ")");
    accepts("(func " + times(10_000, open + " end") + ")");
    refuses("10001 blocks with handlers", "(func " + times(10_001, open + " end") + ")");
    accepts(times(3, "(func " + times(140, open) + times(140, " end") + ")"));
    accepts("(func " + times(5_000, "block " + open + " end end") + ")");
    refuses(
        "10001 blocks with handlers",
        "(func " + open + " " + times(5_000, open + " block end end") + " end)");
  }

  @Test
  void countsLocalsWithTheParameters() {
    accepts("(func (param i32) (local " + times(49_999, "i64") + "))");
    refuses(
        "50001 locals in function 0", "(func (param i32) (local " + times(50_000, "i64") + "))");
  }

  @Test
  void countsLocalsThatAFewBytesDeclare() {
    // (func (local i32 * 4294967295))
    var body = new BinaryWriter().u32(1).u32(-1).u8(0x7F).u8(0x0B);
    refuses("4294967295 locals", function(body));
  }

  private static byte[] function(BinaryWriter body) {
    return new BinaryWriter()
        .write(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, 0, 8)
        .u8(1)
        .sized(new BinaryWriter().u32(1).u8(0x60).u8(0).u8(0))
        .u8(3)
        .sized(new BinaryWriter().u32(1).u8(0))
        .u8(10)
        .sized(new BinaryWriter().u32(1).sized(body))
        .toByteArray();
  }

  @Test
  void countsTheBytesOfABody() {
    var body = new BinaryWriter().u32(0);
    for (int i = 0; i < 8 << 20; i++) {
      body.u8(1);
    }
    refuses("bytes in a function; at most 8388608", function(body.u8(0x0B)));
  }

  @Test
  void countsParametersFieldsAndNames() {
    refuses("1001 parameters", "(type (func (param " + times(1_001, "i32") + ")))");
    refuses("1001 results", "(type (func (result " + times(1_001, "i32") + ")))");
    refuses("10001 fields", "(type (struct " + times(10_001, "(field i32)") + "))");
    refuses("10001 bytes in an export's name", "(func (export \"" + "n".repeat(10_001) + "\"))");
    refuses("in an import's module", "(import \"" + "é".repeat(5_001) + "\" \"f\" (func))");
    accepts("(func (export \"" + "n".repeat(10_000) + "\"))");
  }

  @Test
  void countsWhatIsDefinedAndNotWhatIsImported() {
    refuses("101 memories", times(101, "(memory 0)"));
    accepts("(import \"m\" \"m\" (memory 0))" + times(100, "(memory 0)"));
    refuses("1001 tables", times(1_001, "(table 0 funcref)"));
    refuses("10001 tags", times(10_001, "(tag)"));
  }

  @Test
  void countsInstructionsOfAConstantExpression() {
    String sum = "(i32.const 0)" + times(5_000, "(i32.const 1) i32.add");
    refuses("instructions in a constant expression", "(global i32 " + sum + ")");
  }

  /** A count that no content follows must not be believed, nor be allocated for. */
  @Test
  void refusesCountsOfSectionsBeforeTheyAreDecoded() {
    int[] ids = {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13};
    for (int id : ids) {
      byte[] wasm =
          new BinaryWriter()
              .write("\0asm\1\0\0\0".getBytes(StandardCharsets.US_ASCII), 0, 8)
              .u8(id)
              .sized(new BinaryWriter().u32(-1))
              .toByteArray();
      assertThatExceptionOfType(ModuleException.class)
          .as("section %d", id)
          .isThrownBy(() -> LIMITS.checkSections(wasm))
          .withMessageContaining("4294967295");
    }
  }

  @Test
  void countsSections() {
    var out = new BinaryWriter().write("\0asm\1\0\0\0".getBytes(StandardCharsets.US_ASCII), 0, 8);
    for (int i = 0; i <= 10_000; i++) {
      out.u8(0).sized(new BinaryWriter().u32(0));
    }
    byte[] wasm = out.toByteArray();
    assertThatExceptionOfType(ModuleException.class)
        .isThrownBy(() -> LIMITS.checkSections(wasm))
        .withMessageContaining("10001 sections");
    refuses("10001 sections", wasm);
  }

  @Test
  void leavesWhatIsMalformedToTheDecoder() {
    byte[] module = Wat.assemble("(module (func (export \"f\")))");
    for (int length = 0; length < module.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(module, length);
      assertThatCode(() -> LIMITS.checkSections(cut)).doesNotThrowAnyException();
    }
  }
}
