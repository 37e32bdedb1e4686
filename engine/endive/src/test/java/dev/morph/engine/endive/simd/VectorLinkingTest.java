package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import dev.morph.testkit.Wat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors at the border of a module: its types say v128, and lanes are two. */
class VectorLinkingTest {
  private static final String EXPORTS =
      """
      (type $pairs (func (param i64 i64) (result i64)))
      (global (export "before") i64 (i64.const 1))
      (global (export "v") (mut v128) (v128.const i64x2 2 3))
      (global (export "c") v128 (v128.const i64x2 4 5))
      (global (export "after") i64 (i64.const 6))
      (tag (export "tv") (param v128))
      (tag (export "tl") (param i64 i64))
      (func (export "f") (param v128) (result i64) (i64x2.extract_lane 1 (local.get 0)))
      (func (export "g") (type $pairs) (local.get 1))
      """;

  private static CompiledModule compile(Engine engine, String wat) {
    return engine.compile(Wat.assemble(wat));
  }

  private static Imports from(Instance instance, String name, String as) {
    var found = Objects.requireNonNull(instance.export(name), name);
    return Imports.builder().put("m", as, found).build();
  }

  private static Instance instantiate(CompiledModule module, Imports imports) {
    return module.instantiate(imports, MemoryBudget.unlimited());
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void typesSayVector(Engine engine) {
    CompiledModule module =
        compile(
            engine,
            """
            (import "m" "g" (global v128))
            (import "m" "f" (func (param i32 v128 externref)))
            (import "m" "t" (tag (param v128)))
            (global (export "x") i32 (i32.const 1))
            (export "g" (global 0))
            (func (export "f") (param v128 v128) (result v128 i32)
              (local.get 0) (i32.const 1))
            """);
    var vectors = List.of(ValueType.V128);
    assertThat(module.imports().stream().map(ImportType::type))
        .containsExactly(
            new ExternType.Global(ValueType.V128, false),
            new ExternType.Function(
                new FunctionType(
                    List.of(ValueType.I32, ValueType.V128, ValueType.EXTERNREF), List.of())),
            new ExternType.Tag(new FunctionType(vectors, List.of())));
    assertThat(module.exports().stream().map(ExportType::type))
        .containsExactly(
            new ExternType.Global(ValueType.I32, false),
            new ExternType.Global(ValueType.V128, false),
            new ExternType.Function(
                new FunctionType(
                    List.of(ValueType.V128, ValueType.V128),
                    List.of(ValueType.V128, ValueType.I32))));
    assertThat(module.facts().features()).contains("simd").doesNotContain("gc");
    assertThat(module.facts().functions()).isEqualTo(1);
    assertThat(module.facts().interpretedFunctions().size()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void globalsAreReadBySeveralInstances(Engine engine) {
    Instance owner = instantiate(compile(engine, EXPORTS), Imports.none());
    var global = Objects.requireNonNull(owner.global("v"));
    assertThat(global.type()).isEqualTo(new ExternType.Global(ValueType.V128, true));
    assertThat(new long[] {global.get(), global.getHigh()}).containsExactly(2, 3);
    assertThat(Objects.requireNonNull(owner.global("after")).get()).isEqualTo(6);
    Instance user =
        instantiate(
            compile(
                engine,
                """
                (import "m" "v" (global $v (mut v128)))
                (global $copy v128 (v128.const i32x4 1 2 3 4))
                (global (export "again") v128 (global.get $copy))
                (func (export "set") (param v128) (global.set $v (local.get 0)))
                """),
            from(owner, "v", "v"));
    Vectors.call(user, "set", 20, 30);
    assertThat(new long[] {global.get(), global.getHigh()}).containsExactly(20, 30);
    var again = Objects.requireNonNull(user.global("again"));
    assertThat(again.getHigh()).isEqualTo(0x0000_0004_0000_0003L);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void vectorsAreNoPairs(Engine engine) {
    Instance owner = instantiate(compile(engine, EXPORTS), Imports.none());
    String[][] wrong = {
      {"(func (param v128) (result i64))", "g"},
      {"(func (param i64 i64) (result i64))", "f"},
      {"(global v128)", "before"},
      {"(global i64)", "c"},
      {"(global v128)", "v"},
      {"(global (mut v128))", "c"},
      {"(global (mut i64))", "v"},
      {"(tag (param v128))", "tl"},
      {"(tag (param i64 i64))", "tv"},
    };
    for (String[] pair : wrong) {
      CompiledModule module = compile(engine, "(import \"m\" \"x\" " + pair[0] + ")");
      assertThatExceptionOfType(ModuleException.class)
          .as("%s given %s", pair[0], pair[1])
          .isThrownBy(() -> instantiate(module, from(owner, pair[1], "x")))
          .satisfies(e -> assertThat(e.phase()).isEqualTo(ModuleException.Phase.UNLINKABLE));
    }
    String[][] right = {
      {"(func (param v128) (result i64))", "f"},
      {"(func (param i64 i64) (result i64))", "g"},
      {"(global v128)", "c"},
      {"(global (mut v128))", "v"},
      {"(tag (param v128))", "tv"},
    };
    for (String[] pair : right) {
      CompiledModule module = compile(engine, "(import \"m\" \"x\" " + pair[0] + ")");
      assertThat(instantiate(module, from(owner, pair[1], "x")).module()).isSameAs(module);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void goToTheHostAndBack(Engine engine) {
    var vectors = List.of(ValueType.I32, ValueType.V128);
    HostFunction plain =
        HostFunction.of(
            new FunctionType(vectors, List.of(ValueType.V128)),
            (caller, lanes) -> new long[] {lanes[2] + lanes[0], lanes[1]});
    HostFunction references =
        HostFunction.ofReferences(
            new FunctionType(
                List.of(ValueType.EXTERNREF, ValueType.V128, ValueType.I32),
                List.of(ValueType.V128, ValueType.EXTERNREF)),
            (caller, values) ->
                new Values(new long[] {values.lanes()[1], values.lanes()[2]}, values.references()));
    Imports imports =
        Imports.builder().put("h", "plain", plain).put("h", "references", references).build();
    Instance instance =
        instantiate(
            compile(
                engine,
                """
                (import "h" "plain" (func $plain (param i32 v128) (result v128)))
                (import "h" "references"
                  (func $references (param externref v128 i32) (result v128 externref)))
                (func (export "plain") (param v128) (result v128)
                  (call $plain (i32.const -1) (local.get 0)))
                (func (export "references") (param externref v128) (result v128 externref)
                  (call $references (local.get 0) (local.get 1) (i32.const 7)))
                """),
            imports);
    assertThat(Vectors.call(instance, "plain", 10, 20)).containsExactly(0x1_0000_0013L, 10);
    Object object = new Object();
    Values answer =
        Vectors.function(instance, "references")
            .callWithReferences(new Values(new long[] {10, 20}, new Object[] {object}));
    assertThat(answer.lanes()).containsExactly(20, 7);
    assertThat(answer.references()).containsExactly(object);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Vectors.call(instance, "plain", 10));
  }
}
