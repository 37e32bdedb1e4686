package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.assertTrap;
import static dev.morph.engine.tck.EngineCases.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Trap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stack overflow, interruption and traps while an instance is made. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
interface TrapCases extends EngineCases {
  @Test
  default void trapsOnEndlessRecursionAndTheNextInstanceWorks() {
    String wat =
        """
        (module
          (func $down (export "down") (param i32) (result i32)
            (if (result i32) (i32.eqz (local.get 0))
              (then (i32.const 5))
              (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1))))))))
        """;
    for (int round = 0; round < 3; round++) {
      assertTrap(Trap.Kind.STACK_OVERFLOW, () -> call(instance(wat), "down", -1));
      assertThat(call(instance(wat), "down", 100)).isEqualTo(105);
    }
  }

  @Test
  default void trapsOnEndlessRecursionThroughTheTable() {
    Instance instance =
        instance(
            """
            (module
              (type $f (func))
              (table 1 funcref)
              (elem (i32.const 0) $again)
              (func $again (export "again") (call_indirect (type $f) (i32.const 0))))
            """);
    assertTrap(Trap.Kind.STACK_OVERFLOW, () -> call(instance, "again"));
  }

  @Test
  default void trapsOnEndlessRecursionThroughTheHost() {
    HostFunction host =
        HostFunction.of(NOTHING, (caller, lanes) -> EngineCases.function(caller, "again").call());
    Instance instance =
        instance(
            """
            (module
              (import "host" "enter" (func $enter))
              (func (export "again") (call $enter)))
            """,
            Imports.builder().put("host", "enter", host).build());
    assertTrap(Trap.Kind.STACK_OVERFLOW, () -> call(instance, "again"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (br $l))",
        "(loop $l (br_if $l (i32.eqz (i32.load (i32.const 0)))))",
        "(loop $l (call $leaf) (br $l))",
        "(loop $l (br_table $l $l (i32.const 1)))",
        "(return_call $endless)",
        "(return_call $ping)",
        "(return_call_indirect (i32.const 0))",
        "(return_call_ref $nothing (ref.func $endless))",
        "(call $ping)"
      })
  default void endsAnEndlessLoopWhenItsThreadIsInterrupted(String body)
      throws InterruptedException {
    var entered = new CountDownLatch(1);
    HostFunction host =
        HostFunction.of(
            NOTHING,
            (caller, lanes) -> {
              entered.countDown();
              return new long[0];
            });
    Instance instance =
        instance(
            """
            (module
              (import "host" "entered" (func $entered))
              (memory 1)
              (type $nothing (func))
              (table 1 funcref)
              (elem (i32.const 0) $endless)
              (func $leaf)
              (func $ping (return_call $pong))
              (func $pong (return_call $ping))
              (func $endless BODY)
              (func (export "run") (call $entered) (call $endless)))
            """
                .replace("BODY", body),
            Imports.builder().put("host", "entered", host).build());
    var thrown = new AtomicReference<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> thrown.set(catchThrowable(() -> call(instance, "run"))));
    assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(50);
    assertThat(thread.isAlive()).isTrue();
    thread.interrupt();
    assertThat(thread.join(java.time.Duration.ofSeconds(20)))
        .as("the call ended within 20 s")
        .isTrue();
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            Trap.class, trap -> assertThat(trap.kind()).isEqualTo(Trap.Kind.INTERRUPTED));
  }

  @Test
  default void givesTheTrapOfTheStartFunction() {
    assertTrap(
        Trap.Kind.UNREACHABLE,
        () -> instance("(module (func $start (unreachable)) (start $start))"));
  }

  @Test
  default void trapsOnSegmentsThatLieOutside() {
    assertTrap(
        Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        () -> instance("(module (memory 1) (data (i32.const 65536) \"x\"))"));
    assertTrap(
        Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        () -> instance("(module (memory 1) (data (i32.const -1) \"x\"))"));
    assertTrap(
        Trap.Kind.TABLE_OUT_OF_BOUNDS,
        () -> instance("(module (table 1 funcref) (func $f) (elem (i32.const 1) $f))"));
  }

  @ParameterizedTest
  @ValueSource(ints = {65_533, 65_536, Integer.MAX_VALUE - 2, -1, -4, Integer.MIN_VALUE})
  default void trapsOnAccessOutsideTheMemory(int address) {
    Instance instance =
        instance(
            """
            (module (memory 1)
              (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
              (func (export "far") (param i32) (result i32)
                (i32.load offset=4294967295 (local.get 0)))
              (func (export "store") (param i32)
                (i32.store (local.get 0) (i32.const 1)))
              (func (export "fill") (param i32)
                (memory.fill (local.get 0) (i32.const 1) (i32.const 4)))
              (func (export "copy") (param i32)
                (memory.copy (i32.const 0) (local.get 0) (i32.const 4))))
            """);
    for (String name : new String[] {"load", "far", "store", "fill", "copy"}) {
      assertTrap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, () -> call(instance, name, address));
    }
  }
}
