package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.ValueType;
import dev.morph.testkit.Wat;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the groups of cases share. */
interface EngineCases {
  FunctionType NOTHING = new FunctionType(List.of(), List.of());
  FunctionType I32_TO_I32 = new FunctionType(List.of(ValueType.I32), List.of(ValueType.I32));

  /** The engine under test. */
  Engine engine();

  /** An instance of a module without imports, under no limit. */
  default Instance instance(String wat) {
    return instance(wat, Imports.none());
  }

  /** An instance under no limit. */
  default Instance instance(String wat, Imports imports) {
    return instance(wat, imports, MemoryBudget.unlimited());
  }

  /** An instance of the module that this text stands for. */
  default Instance instance(String wat, Imports imports, MemoryBudget budget) {
    return engine().compile(Wat.assemble(wat)).instantiate(imports, budget);
  }

  /** Calls an exported function that has at most one i32 result; -1 stands for none. */
  static int call(Instance instance, String name, long... arguments) {
    long[] results = function(instance, name).call(arguments);
    return results.length == 0 ? -1 : (int) results[0];
  }

  /** The exported function of this name. */
  static GuestFunction function(Instance instance, String name) {
    return Objects.requireNonNull(instance.function(name), name);
  }

  /** Checks that the action traps with this kind. */
  static void assertTrap(Trap.Kind kind, ThrowingCallable action) {
    assertThatExceptionOfType(Trap.class)
        .isThrownBy(action)
        .satisfies(trap -> assertThat(trap.kind()).isEqualTo(kind));
  }
}
