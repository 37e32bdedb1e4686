package dev.morph.engine.endive;

import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TagInstance;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmException;
import run.endive.wasm.WasmEngineException;

/**
 * Exceptions of guests by identity, where Endive 1.0.0 knows them by the number of their tag, and
 * tags by their type. Public because generated code and the interpreter call it.
 */
public final class GuestExceptions {
  private GuestExceptions() {}

  /** A guest's exception without the JVM's stack trace, which costs more than all else of it. */
  private static final class Thrown extends WasmException {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Object @Nullable [] references;

    @SuppressWarnings("deprecation") // the builder knows no subclass
    Thrown(Instance instance, int tag, long[] lanes, @Nullable Object @Nullable [] references) {
      super(instance, tag, lanes);
      this.references = references;
    }

    @Override
    @SuppressWarnings("NullAway") // null stands for no references
    public Object[] refArgs() {
      return references;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // there is nothing to fill in
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /** The instruction {@code throw}, up to the throwing. */
  public static WasmException createWasmException(
      long @Nullable [] lanes, int tag, Instance instance) {
    return createWasmExceptionGc(lanes, null, tag, instance);
  }

  /** The instruction {@code throw} with objects among the values. */
  public static WasmException createWasmExceptionGc(
      long @Nullable [] lanes,
      @Nullable Object @Nullable [] references,
      int tag,
      Instance instance) {
    return new Thrown(instance, tag, lanes == null ? new long[0] : lanes, references);
  }

  /** What the interpreter built. */
  public static WasmException build(WasmException.Builder builder) {
    var built = builder.build();
    return createWasmExceptionGc(built.args(), built.refArgs(), built.tagIdx(), built.instance());
  }

  /** A number for an exception in an instance: what an {@code exnref} is there. */
  public static int registerException(Instance instance, WasmException exception) {
    return ((EntryMachine) instance.getMachine()).owner.exceptions.add(exception);
  }

  /** The exception of a number. */
  public static WasmException exn(Instance instance, int number) {
    return ((EntryMachine) instance.getMachine()).owner.exceptions.get(number);
  }

  /** Whether a handler for this tag of the instance takes the exception. */
  public static boolean exceptionMatches(WasmException exception, int tag, Instance instance) {
    return instance.tag(tag) == exception.instance().tag(exception.tagIdx());
  }

  /** More than any index: the interpreter compares what follows for imported tags alone. */
  public static int tagCount(Instance instance) {
    return Integer.MAX_VALUE;
  }

  /** No frames above the one that is searched for a handler. */
  public static boolean isEmpty(Deque<?> frames) {
    return true;
  }

  /** Stands for the tag itself where the interpreter would compare its type. */
  public static TagInstance type(TagInstance tag) {
    return tag;
  }

  /** Whether two tags are one. */
  public static boolean paramsMatch(TagInstance caught, TagInstance thrown) {
    return caught == thrown;
  }

  /** Whether two tags are one. */
  public static boolean returnsMatch(TagInstance caught, TagInstance thrown) {
    return caught == thrown;
  }

  /**
   * The exceptions that an instance has references to. Endive keeps an {@code exnref} as a number,
   * so that nobody sees when the last one is gone: the newest 16,384 are kept, and a reference to
   * an older one traps.
   */
  static final class Referenced {
    static final int MOST = 1 << 14;

    private WasmException[] newest = new WasmException[16];
    private int next;

    int add(WasmException exception) {
      int last = (next - 1) & (newest.length - 1);
      if (newest[last] == exception) {
        return (next - 1) & Integer.MAX_VALUE;
      }
      if (next == newest.length && next < MOST) {
        newest = Arrays.copyOf(newest, 2 * next);
      }
      newest[next & (newest.length - 1)] = exception;
      int number = next;
      next = (next + 1) & Integer.MAX_VALUE;
      return number;
    }

    WasmException get(int number) {
      if (number < 0) {
        throw new TrapException("null exception reference");
      }
      int age = (next - 1 - number) & Integer.MAX_VALUE;
      if (age >= newest.length) {
        throw new WasmEngineException(
            "the exception reference is older than the newest " + MOST + ", which are kept");
      }
      return newest[number & (newest.length - 1)];
    }
  }
}
