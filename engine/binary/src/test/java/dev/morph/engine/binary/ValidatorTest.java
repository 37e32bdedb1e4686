package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.ModuleException.Phase;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules at their edges, beside the core suite. */
class ValidatorTest {
  private static void assertInvalid(String wat, String message) {
    var fault = Modules.fault(wat);
    assertThat(fault).as(wat).isNotNull();
    assertThat(Objects.requireNonNull(fault).phase()).isEqualTo(Phase.INVALID);
    assertThat(fault).hasMessageContaining(message);
  }

  private static void assertValid(String wat) {
    assertThat(Modules.fault(wat)).as(wat).isNull();
  }

  @Test
  void namesFunctionByteAndTypes() {
    var fault =
        Modules.fault(
            """
            (func $good)
            (func $bad (result i32) (i32.add (i32.const 1) (f64.const 2)))
            """);
    assertThat(fault)
        .hasMessageMatching(
            "the module is invalid: function 1, byte \\d+, i32.add: type mismatch: expected i32,"
                + " found f64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func (result i64) (br_if 0 (i32.const 1) (i32.const 2)) unreachable)",
        "(func (result i32) (i32.const 1) (i32.const 2))",
        "(func (block (result i32) (nop)) drop)",
        "(func (if (result i32) (i32.const 1) (then (i32.const 2))) drop)",
        "(func (i32.add (i32.const 1)) drop)",
        "(func (loop (param i32) (drop)))",
        "(func (i32.const 1) (block (drop)))"
      })
  void refusesStacksThatDoNotMatch(String wat) {
    assertInvalid(wat, "type mismatch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func (result i32) unreachable)",
        "(func (result i32) unreachable (i32.add) (i64.const 1) drop)",
        "(func (result i32) (return (i32.const 1)) select)",
        "(func unreachable (ref.as_non_null) (ref.is_null) drop)",
        "(func unreachable (br_table 0 0 0))",
        "(func (block (result i64) unreachable (br_if 0) (i32.wrap_i64) unreachable) drop)",
        "(func (param i32) (local.get 0) (if (param) (then) (else unreachable)))"
      })
  void acceptsUnreachableCodeOfAnyOperands(String wat) {
    assertValid(wat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func unreachable (ref.as_non_null) (i32.eqz) drop)",
        "(func unreachable (i64.const 1) (i32.eqz) drop)",
        "(func (result i32) unreachable (f32.const 1))"
      })
  void checksWhatIsKnownInUnreachableCode(String wat) {
    assertInvalid(wat, "type mismatch");
  }

  @Test
  void tracksLocalsWithoutDefaultThroughBlocks() {
    String head = "(type $f (func)) (elem declare func $g) (func $g) (func (local (ref $f)) ";
    assertValid(head + "(local.set 0 (ref.func $g)) (block (drop (local.get 0))))");
    assertValid(head + "(block (local.set 0 (ref.func $g)) (drop (local.get 0))))");
    assertInvalid(
        head + "(block (local.set 0 (ref.func $g))) (drop (local.get 0)))", "uninitialized local");
    assertInvalid(
        head + "(if (i32.const 1) (then (local.set 0 (ref.func $g))) (else (drop (local.get 0)))))",
        "uninitialized local");
    assertInvalid(head + "unreachable (drop (local.get 0)))", "uninitialized local");
  }

  @Test
  void forgetsLocalsBetweenFunctions() {
    assertInvalid(
        """
        (type $f (func)) (elem declare func $g)
        (func $g (local (ref $f)) (local.set 0 (ref.func $g)))
        (func (local (ref $f)) (drop (local.get 0)))
        """,
        "function 1");
  }

  @Test
  void constantExpressionsNameOnlyGlobalsBefore() {
    assertValid("(global i32 (i32.const 1)) (global i32 (i32.add (global.get 0) (i32.const 1)))");
    assertInvalid("(global i32 (global.get 0))", "unknown global");
    assertInvalid("(global i32 (global.get 1)) (global i32 (i32.const 1))", "unknown global");
    assertInvalid("(global (mut i32) (i32.const 1)) (global i32 (global.get 0))", "can be changed");
    assertInvalid("(global i32 (i32.div_u (i32.const 1) (i32.const 1)))", "constant expression");
    assertInvalid("(global i32 (i32.const 1) (i32.const 1))", "type mismatch");
  }

  @Test
  void constantExpressionsHoldNoBlocks() {
    byte[] wasm =
        Modules.of(
            Modules.section(
                Section.GLOBAL, Modules.bytes(1, 0x7F, 0, 0x02, 0x7F, 0x41, 1, 0x0B, 0x0B)));
    assertThat(Modules.fault(wasm)).hasMessageContaining("constant expression required");
  }

  @Test
  void equalsRecursionGroupsByStructure() {
    String pair =
        "(rec (type $a%1$s (struct (field (ref null $b%1$s))))"
            + " (type $b%1$s (struct (field (ref null $a%1$s)))))";
    assertValid(
        pair.formatted(1)
            + pair.formatted(2)
            + "(func (param (ref $a1)) (result (ref $a2)) (local.get 0))");
    assertInvalid(
        pair.formatted(1)
            + pair.formatted(2)
            + "(func (param (ref $a1)) (result (ref $b2)) (local.get 0))",
        "type mismatch");
    // alone it is another type than in a group, though it looks the same
    assertInvalid(
        "(type $alone (struct)) (rec (type $first (struct)) (type (struct)))"
            + "(func (param (ref $alone)) (result (ref $first)) (local.get 0))",
        "type mismatch");
  }

  @Test
  void checksDeclaredSupertypes() {
    assertValid(
        """
        (type $a (sub (struct (field i32))))
        (type $b (sub final $a (struct (field i32) (field (mut i64)))))
        (func (param (ref $b)) (result (ref $a)) (local.get 0))
        (func (param (ref $b)) (result (ref null eq)) (local.get 0))
        """);
    assertInvalid("(type $a (struct)) (type (sub $a (struct)))", "is final");
    assertInvalid(
        "(type $a (sub (struct (field i32)))) (type (sub $a (struct)))", "does not match");
    assertInvalid(
        "(type $a (sub (struct (field (mut (ref null any))))))"
            + "(type (sub $a (struct (field (mut (ref null eq))))))",
        "does not match");
    assertInvalid("(type (sub 0 (struct)))", "unknown type");
    assertInvalid("(type (struct (field (ref 1)))) (type (struct))", "unknown type 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(func (param (ref none)) (result (ref null eq)) (local.get 0))",
        "(type $s (struct)) (func (param (ref none)) (result (ref $s)) (local.get 0))",
        "(type $f (func)) (func (param (ref null nofunc)) (result (ref null $f)) (local.get 0))",
        "(func (param (ref i31)) (result (ref any)) (local.get 0))",
        "(func (param (ref null noextern)) (result externref) (local.get 0))",
        "(func (result (ref null exn)) (ref.null noexn))"
      })
  void knowsTheBottomsOfTheHierarchies(String wat) {
    assertValid(wat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(type $f (func)) (func (param (ref none)) (result (ref null $f)) (local.get 0))",
        "(type $s (struct)) (func (param (ref null nofunc)) (result (ref null $s)) (local.get 0))",
        "(func (param (ref null any)) (result (ref any)) (local.get 0))",
        "(func (param (ref any)) (result (ref eq)) (local.get 0))",
        "(func (param externref) (result anyref) (local.get 0))",
        "(type $s (struct)) (func (param (ref struct)) (result (ref $s)) (local.get 0))"
      })
  void keepsTheHierarchiesApart(String wat) {
    assertInvalid(wat, "type mismatch");
  }

  @Test
  void catchesGiveReferencesThatAreNotNull() {
    assertValid(
        """
        (tag $t (param i32))
        (func (result i32 (ref exn))
          (try_table (catch_ref $t 0)) unreachable)
        """);
    assertInvalid(
        "(tag $t (param i32)) (func (result i64) (try_table (catch $t 0)) unreachable)",
        "type mismatch");
  }

  @Test
  void requiresTheDataCountInBodies() {
    byte[] wasm =
        Modules.of(
            Modules.section(Section.TYPE, Modules.bytes(1, 0x60, 0, 0)),
            Modules.section(Section.FUNCTION, Modules.bytes(1, 0)),
            Modules.section(Section.CODE, Modules.bytes(1, 5, 0, 0xFC, 9, 0, 0x0B)),
            Modules.section(Section.DATA, Modules.bytes(1, 1, 0)));
    var fault = Objects.requireNonNull(Modules.fault(wasm));
    assertThat(fault.phase()).isEqualTo(Phase.MALFORMED);
    assertThat(fault).hasMessageContaining("data count section required");
  }

  @Test
  void requiresDeclarationsOfFunctionsThatAreReferred() {
    assertInvalid("(func $f (drop (ref.func $f)))", "undeclared function reference");
    assertValid("(func $f (export \"f\") (drop (ref.func $f)))");
    assertValid("(func $f (drop (ref.func $f))) (global funcref (ref.func $f))");
    assertInvalid("(start $f) (func $f (drop (ref.func $f)))", "undeclared function reference");
  }

  @Test
  void checksSizesAndLimits() {
    assertValid("(memory 65536)");
    assertInvalid("(memory 65537)", "65537 pages");
    assertInvalid("(memory 2 1)", "minimum");
    assertValid("(memory 1) (func (drop (i32.load offset=4294967295 (i32.const 0))))");
    assertInvalid(
        "(memory 1) (func (drop (i32.load align=8 (i32.const 0))))", "must not be larger");
    assertInvalid("(func (drop (i32.load (i32.const 0))))", "unknown memory 0");
    assertInvalid("(table 1 (ref func))", "not nullable");
  }

  @Test
  void refusesElseWithoutIf() {
    var fault = Modules.fault(Modules.withBody(Modules.bytes(0, 0x02, 0x40, 0x05, 0x0B, 0x0B)));
    assertThat(Objects.requireNonNull(fault).phase()).isEqualTo(Phase.MALFORMED);
  }

  @Test
  void refusesBodiesThatGoOnBehindTheirEnd() {
    var fault = Modules.fault(Modules.withBody(Modules.bytes(0, 0x0B, 0x01)));
    assertThat(Objects.requireNonNull(fault).phase()).isEqualTo(Phase.MALFORMED);
    fault = Modules.fault(Modules.withBody(Modules.bytes(0, 0x02, 0x40, 0x0B)));
    assertThat(Objects.requireNonNull(fault).phase()).isEqualTo(Phase.MALFORMED);
  }

  @Test
  void countsLabelsOfHandlersFromOutside() {
    assertInvalid("(func (try_table (catch_all 1)))", "unknown label");
    assertValid("(func (try_table (catch_all 0)))");
  }
}
