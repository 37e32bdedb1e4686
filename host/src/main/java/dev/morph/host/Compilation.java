package dev.morph.host;

import com.sun.management.ThreadMXBean;
import dev.morph.base.ByteSize;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.engine.meter.MeteredCode;
import dev.morph.engine.meter.StructuralLimits;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.sandbox.ModuleErrors;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compiles modules on threads of its own, each compile within {@code compile-time} and {@code
 * compile-memory}. One that exceeds them is interrupted and its caller answered at once; its thread
 * keeps its place until it has really ended, so that hostile files can never take more than the
 * places there are. Safe for several threads.
 */
final class Compilation {
  private static final int PLACES = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final long STACK_BYTES = 64L << 20;
  private static final long LOOK_MILLIS = 5;
  private static final Semaphore FREE = new Semaphore(PLACES, true);

  private static final @Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
              && bean.isThreadAllocatedMemorySupported()
              && bean.isThreadAllocatedMemoryEnabled()
          ? bean
          : null;

  private final Engine engine;
  private final byte[] wasm;
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable MeteredCode result;
  private @Nullable Throwable failure;

  private Compilation(Engine engine, byte[] wasm) {
    this.engine = engine;
    this.wasm = wasm;
  }

  /**
   * Checks, meters and compiles a module.
   *
   * @throws MorphException with the code of what is wrong with the module, {@code
   *     limit-compile-time}, {@code limit-compile-memory}, or {@code busy} if all places were taken
   *     for as long as the compile itself may take
   */
  static MeteredCode compile(Engine engine, byte[] wasm, Limits limits) {
    long deadline = System.nanoTime() + limits.value(Limit.COMPILE_TIME);
    try {
      if (!FREE.tryAcquire(limits.value(Limit.COMPILE_TIME), TimeUnit.NANOSECONDS)) {
        throw new MorphException(
            ErrorCode.BUSY, "all " + PLACES + " places for compiling modules are taken");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    Compilation compilation = new Compilation(engine, wasm);
    Thread thread;
    try {
      thread = new Thread(null, compilation::run, "morph-compile", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    } catch (Throwable e) {
      FREE.release();
      throw e;
    }
    return compilation.await(thread, deadline, limits);
  }

  private void run() {
    try {
      result =
          MeteredCode.compile(engine, wasm, StructuralLimits.defaults(), MeterOptions.defaults());
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      FREE.release();
      done.countDown();
    }
  }

  private MeteredCode await(Thread thread, long deadline, Limits limits) {
    try {
      while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        MorphException over = over(thread, deadline, limits);
        if (over != null) {
          thread.interrupt();
          throw over;
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      throw interrupted(e);
    }
    MeteredCode compiled = result;
    if (compiled != null) {
      return compiled;
    }
    throw switch (failure) {
      case ModuleException e -> ModuleErrors.of(e);
      case StackOverflowError e ->
          new MorphException(
              ErrorCode.MODULE_REFUSED, "the module is nested too deeply to be compiled", e);
      case OutOfMemoryError e ->
          new MorphException(
              ErrorCode.LIMIT_COMPILE_MEMORY,
              "the module is too large to be compiled in the memory of this process",
              e);
      case null, default ->
          new MorphException(ErrorCode.INTERNAL_ERROR, "the module was not compiled", failure);
    };
  }

  private static @Nullable MorphException over(Thread thread, long deadline, Limits limits) {
    if (System.nanoTime() - deadline >= 0) {
      return new MorphException(
          ErrorCode.LIMIT_COMPILE_TIME,
          "compiling the module took longer than its limit of "
              + limits.value(Limit.COMPILE_TIME) / 1_000_000
              + " ms");
    }
    long allowed = limits.value(Limit.COMPILE_MEMORY);
    long allocated = THREADS == null ? -1 : THREADS.getThreadAllocatedBytes(thread.threadId());
    if (allocated > allowed) {
      return new MorphException(
          ErrorCode.LIMIT_COMPILE_MEMORY,
          "compiling the module allocated more than its limit of " + new ByteSize(allowed));
    }
    return null;
  }

  private static MorphException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new MorphException(ErrorCode.BUSY, "the thread was interrupted while it compiled", e);
  }
}
