package dev.morph.engine.tck;

import static dev.morph.engine.tck.EngineCases.call;
import static dev.morph.engine.tck.EngineCases.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.Trap;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guest to host to the same guest, what a host function throws, and threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
interface ReentryCases extends EngineCases {
  /** {@code outer} keeps operands of all number types on its stack while the host runs. */
  String PARKED =
      """
      (module
        (import "host" "enter" (func $enter (param i32) (result i32)))
        (memory (export "memory") 1)
        (global $depth (export "depth") (mut i32) (i32.const 0))
        (func $outer (export "outer") (param $n i32) (result i32)
          (local $kept i32)
          (local.set $kept (i32.mul (local.get $n) (i32.const 3)))
          (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
          (i32.add
            (i32.mul (local.get $n) (i32.const 1000))
            (i32.add
              (i32.wrap_i64 (i64.add (i64.const 5) (i64.extend_i32_u (call $enter (local.get $n)))))
              (i32.add
                (i32.trunc_f64_s (f64.add (f64.const 2) (f64.convert_i32_s (local.get $n))))
                (local.get $kept)))))
        (func (export "inner") (param i32) (result i32)
          (i32.add (i32.mul (local.get 0) (i32.const 7)) (i32.const 1)))
        (func (export "grow") (result i32) (memory.grow (i32.const 1)))
        (func (export "read_after") (param i32) (result i32)
          (i32.add
            (i32.load (i32.const 0))
            (i32.add (call $enter (local.get 0)) (i32.load (i32.const 65536)))))
        (func (export "caught") (param i32) (result i32)
          (block $handler
            (try_table (catch_all $handler)
              (return (call $enter (local.get 0)))))
          (i32.const 99)))
      """;

  private Instance parked(HostFunction.Body body) {
    return instance(
        PARKED, Imports.builder().put("host", "enter", HostFunction.of(I32_TO_I32, body)).build());
  }

  private static int outer(int n, int entered) {
    return n * 1000 + entered + 5 + n + 2 + n * 3;
  }

  @Test
  default void keepsParkedOperandsWhileTheHostEntersTheSameInstance() {
    Instance instance = parked((caller, lanes) -> function(caller, "inner").call(lanes[0]));
    assertThat(call(instance, "outer", 6)).isEqualTo(outer(6, 43));
    assertThat(call(instance, "outer", 1)).isEqualTo(outer(1, 8));
  }

  @Test
  default void keepsParkedOperandsOverManyLevels() {
    Instance instance =
        parked((caller, lanes) ->
            lanes[0] == 0
                ? new long[] {0}
                : new long[] {call(caller, "outer", lanes[0] - 1) & 0xffff_ffffL});
    int expected = outer(0, 0);
    for (int n = 1; n <= 20; n++) {
      expected = outer(n, expected);
    }
    assertThat(call(instance, "outer", 20)).isEqualTo(expected);
    assertThat(Objects.requireNonNull(instance.global("depth")).get()).isEqualTo(21);
  }

  @Test
  default void goesOnAfterTheHostCaughtAFaultOfTheInnerCall() {
    Instance instance =
        parked((caller, lanes) -> {
          if (lanes[0] == 0) {
            throw new IllegalArgumentException("inner");
          }
          Throwable thrown = catchThrowable(() -> call(caller, "outer", 0));
          return new long[] {thrown instanceof IllegalArgumentException ? 11 : 0};
        });
    assertThat(call(instance, "outer", 3)).isEqualTo(outer(3, 11));
  }

  @Test
  default void seesMemoryThatTheHostOrAnInnerCallGrewAndWrote() {
    Instance instance =
        parked((caller, lanes) -> {
          assertThat(call(caller, "grow")).isEqualTo(1);
          Objects.requireNonNull(caller.memory("memory")).putInt(Memory.PAGE_BYTES, 40);
          return new long[] {lanes[0]};
        });
    Objects.requireNonNull(instance.memory("memory")).putInt(0, 300);
    assertThat(call(instance, "read_after", 2)).isEqualTo(342);
  }

  @Test
  default void givesTheCallerTheSameExceptionThatTheHostThrew() {
    var thrown = new IllegalArgumentException("of the host");
    Instance instance =
        parked((caller, lanes) -> {
          throw thrown;
        });
    assertThat(catchThrowable(() -> call(instance, "outer", 1))).isSameAs(thrown);
    var error = new AssertionError("an error of the host");
    Instance other =
        parked((caller, lanes) -> {
          throw error;
        });
    assertThat(catchThrowable(() -> call(other, "outer", 1))).isSameAs(error);
  }

  @Test
  default void letsNoGuestHandlerSwallowAnExceptionOfTheHost() {
    var thrown = new IllegalArgumentException("of the host");
    Instance instance =
        parked((caller, lanes) -> {
          throw thrown;
        });
    assertThat(catchThrowable(() -> call(instance, "caught", 1))).isSameAs(thrown);
  }

  @Test
  default void carriesAnExceptionThroughTwoLevelsOfTheGuest() {
    var thrown = new IllegalArgumentException("of the host");
    Instance instance =
        parked((caller, lanes) -> {
          if (lanes[0] == 0) {
            throw thrown;
          }
          return function(caller, "caught").call(0);
        });
    assertThat(catchThrowable(() -> call(instance, "caught", 1))).isSameAs(thrown);
  }

  @Test
  default void letsNoGuestHandlerSwallowATrapOfAnInnerCall() {
    String wat =
        """
        (module
          (import "host" "enter" (func $enter (param i32) (result i32)))
          (tag $mine)
          (func (export "throwing") (throw $mine))
          (func (export "trapping") (unreachable))
          (func (export "caught") (param i32) (result i32)
            (block $handler
              (try_table (catch_all $handler)
                (return (call $enter (local.get 0)))))
            (i32.const 99)))
        """;
    var inner = new AtomicReference<Throwable>();
    HostFunction.Body body =
        (caller, lanes) -> {
          String name = lanes[0] == 0 ? "throwing" : "trapping";
          try {
            return function(caller, name).call();
          } catch (Trap trap) {
            inner.set(trap);
            throw trap;
          }
        };
    Imports imports =
        Imports.builder().put("host", "enter", HostFunction.of(I32_TO_I32, body)).build();
    Throwable uncaught = catchThrowable(() -> call(instance(wat, imports), "caught", 0));
    assertThat(uncaught).isSameAs(inner.get()).isInstanceOf(Trap.class);
    assertThat(((Trap) uncaught).kind()).isEqualTo(Trap.Kind.UNCAUGHT_EXCEPTION);
    Throwable trapped = catchThrowable(() -> call(instance(wat, imports), "caught", 1));
    assertThat(trapped).isSameAs(inner.get()).isInstanceOf(Trap.class);
    assertThat(((Trap) trapped).kind()).isEqualTo(Trap.Kind.UNREACHABLE);
  }

  @Test
  default void refusesASecondThreadWhileOneIsInside() throws InterruptedException {
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    Instance instance =
        parked((caller, lanes) -> {
          inside.countDown();
          try {
            assertThat(leave.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException interrupted) {
            throw new IllegalArgumentException(interrupted);
          }
          return new long[] {7};
        });
    GuestFunction outer = function(instance, "outer");
    var result = new AtomicReference<long[]>();
    Thread first = Thread.ofPlatform().daemon().start(() -> result.set(outer.call(1)));
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> call(instance, "inner", 1));
    leave.countDown();
    first.join();
    assertThat(result.get()).containsExactly(outer(1, 7));
    assertThat(call(instance, "inner", 1)).isEqualTo(8);
  }

  @Test
  default void givesTheHostTheInstanceDuringItsStartFunction() {
    var seen = new AtomicReference<Instance>();
    HostFunction host =
        HostFunction.of(
            NOTHING,
            (caller, lanes) -> {
              seen.set(caller);
              assertThat(Objects.requireNonNull(caller.memory("memory")).getByte(3))
                  .isEqualTo((byte) 'x');
              return GuestFunction.NO_LANES;
            });
    Instance instance =
        instance(
            """
            (module
              (import "host" "started" (func $started))
              (memory (export "memory") 1)
              (data (i32.const 3) "x")
              (start $started))
            """,
            Imports.builder().put("host", "started", host).build());
    assertThat(seen.get()).isSameAs(instance);
  }
}
