package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Imports;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.testkit.Wat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final String TARGET =
      """
      (module
        (type $spare (func (param f32)))
        (type $twice (func (param i32) (result i32)))
        (type $words (func (param externref i64) (result i64 externref)))
        (func (export "twice") (type $twice) (i32.mul (local.get 0) (i32.const 2)))
        (func (export "words") (type $words) (local.get 1) (local.get 0)))
      """;

  private static EndiveInstance instance(String wat) {
    var module = EndiveEngine.compiled().compile(Wat.assemble(wat));
    return (EndiveInstance) module.instantiate(Imports.none(), MemoryBudget.unlimited());
  }

  private static EndiveFunction function(EndiveInstance instance, String name) {
    return (EndiveFunction) Objects.requireNonNull(instance.function(name));
  }

  private final EndiveInstance target = instance(TARGET);

  @Test
  void showsAForeignFunctionUnderTheCallersTypeIndex() {
    EndiveInstance caller =
        instance(
            "(module (type (func)) (type (func (param i32))) (type (func (param i32) (result"
                + " i32))))");
    var bridge = Bridge.make(caller, function(target, "twice"));
    assertThat(bridge.functionType(0)).isEqualTo(2);
    assertThat(bridge.getMachine().call(0, new long[] {21})).containsExactly(42);
  }

  @Test
  void givesAFunctionOfATypeThatTheCallerLacksOneUnlikeAnyOfItsOwn() {
    EndiveInstance caller = instance("(module (type (func (param i32 i32))) (type (func)))");
    var bridge = Bridge.make(caller, function(target, "twice"));
    assertThat(bridge.functionType(0)).isEqualTo(2);
    assertThat(bridge.type(2).params()).hasSize(3);
  }

  @Test
  void carriesReferencesBesideNumbers() {
    EndiveInstance caller =
        instance("(module (type (func (param externref i64) (result i64 externref))))");
    var bridge = Bridge.make(caller, function(target, "words"));
    var results =
        bridge.getMachine().callWithRefs(0, new long[] {0, 5}, new Object[] {"host", null});
    assertThat(results.longs()[0]).isEqualTo(5);
    assertThat(results.refs()[1]).isEqualTo("host");
  }

  @Test
  void isMadeOnceForEachFunction() {
    EndiveInstance caller = instance("(module (type (func (param i32) (result i32))))");
    var twice = function(target, "twice");
    assertThat(caller.bridge(twice)).isSameAs(caller.bridge(twice));
    assertThat(caller.bridge(twice)).isNotSameAs(caller.bridge(function(target, "words")));
  }
}
