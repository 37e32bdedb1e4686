package dev.morph.engine.endive;

import dev.morph.engine.api.MemoryBudget;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmInterruptedException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.UninstantiableException;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.PassiveDataSegment;

/**
 * A linear memory over one {@code byte[]}, as one instance sees it. An instance that imports the
 * memory has a view of its own: the bytes are shared, the data segments are not.
 *
 * <p>The array is exactly as long as the memory, so that the JVM's own bounds check is the
 * memory's: accesses throw {@link IndexOutOfBoundsException}, which the border turns into a trap.
 * Pages are 64 KiB; at most 32,767 of them fit.
 */
final class FlatMemory implements Memory {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LARGEST_SPARE = 4 << 20;

  /** What all views of one memory share. */
  private static final class Storage {
    final MemoryBudget budget;
    final long declaredMaxPages;
    final List<FlatMemory> views = new ArrayList<>(1);

    /** An array that the memory outgrew and was put back from; it may well grow so far again. */
    private byte @Nullable [] spare;

    Storage(MemoryBudget budget, long declaredMaxPages) {
      this.budget = budget;
      this.declaredMaxPages = declaredMaxPages;
    }

    /** An array with the bytes of another and zeros after them. */
    byte[] grown(byte[] bytes, int length) {
      byte[] known = spare;
      spare = null;
      if (known == null || known.length != length) {
        return Arrays.copyOf(bytes, length);
      }
      System.arraycopy(bytes, 0, known, 0, bytes.length);
      Arrays.fill(known, bytes.length, length, (byte) 0);
      return known;
    }

    void set(byte[] bytes) {
      for (var view : views) {
        view.bytes = bytes;
      }
    }

    /** Goes back to an earlier array. */
    void goBack(byte[] base) {
      byte[] now = views.getFirst().bytes;
      if (now != base) {
        budget.requireMemory((long) base.length - now.length);
        spare = now.length <= LARGEST_SPARE ? now : null;
        set(base);
      }
    }
  }

  /** Which data segments of an instance were dropped at one moment; all its memories share them. */
  static final class Segments {
    private final DataSegment[] live;
    private final DataSegment[] kept;

    private Segments(DataSegment[] live) {
      this.live = live;
      this.kept = live.clone();
    }

    void restore() {
      System.arraycopy(kept, 0, live, 0, live.length);
    }
  }

  /**
   * A memory's bytes at one moment, in blocks. Most of a memory does not change in a call, and most
   * of what was never written is zero, so that comparing is cheaper than copying.
   */
  static final class Image {
    private static final int BLOCK = 4096;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final FlatMemory memory;
    private final byte[] base;
    private final byte[][] blocks;

    private Image(FlatMemory memory) {
      this.memory = memory;
      this.base = memory.bytes;
      this.blocks = new byte[base.length / BLOCK][];
      for (int i = 0; i < blocks.length; i++) {
        int at = i * BLOCK;
        blocks[i] =
            Arrays.mismatch(base, at, at + BLOCK, ZEROS, 0, BLOCK) < 0
                ? ZEROS
                : Arrays.copyOfRange(base, at, at + BLOCK);
      }
    }

    void restore() {
      memory.storage.goBack(base);
      for (int i = 0; i < blocks.length; i++) {
        int at = i * BLOCK;
        if (Arrays.mismatch(base, at, at + BLOCK, blocks[i], 0, BLOCK) >= 0) {
          System.arraycopy(blocks[i], 0, base, at, BLOCK);
        }
      }
    }
  }

  private final Storage storage;
  private final int initialPages;
  private byte[] bytes;
  private DataSegment[] dataSegments = {};

  private FlatMemory(Storage storage, byte[] bytes) {
    this.storage = storage;
    this.bytes = bytes;
    this.initialPages = bytes.length / PAGE_SIZE;
    storage.views.add(this);
  }

  /**
   * A new memory, of zeros; its first pages were taken from the budget before.
   *
   * @param maxPages the declared maximum, or -1
   */
  static FlatMemory create(long minPages, long maxPages, MemoryBudget budget) {
    if (minPages > RUNTIME_MAX_PAGES) {
      throw new OutOfMemoryError(minPages + " pages of memory are more than a Java array holds");
    }
    return new FlatMemory(new Storage(budget, maxPages), new byte[(int) minPages * PAGE_SIZE]);
  }

  /** The same memory for an instance that imports it. */
  FlatMemory view() {
    return new FlatMemory(storage, bytes);
  }

  /** The declared maximum in pages, or -1. */
  long declaredMaxPages() {
    return storage.declaredMaxPages;
  }

  Image image() {
    return new Image(this);
  }

  Segments segments() {
    return new Segments(dataSegments);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public int pages() {
    return bytes.length / PAGE_SIZE;
  }

  @Override
  public int grow(int delta) {
    int before = pages();
    if (delta == 0) {
      return before;
    }
    long wanted = before + Integer.toUnsignedLong(delta);
    if (wanted > maximumPages()) {
      return -1;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WasmInterruptedException("Thread interrupted");
    }
    if (!storage.budget.tryGrowMemory((long) delta * PAGE_SIZE)) {
      return -1;
    }
    byte[] grown;
    try {
      grown = storage.grown(bytes, (int) wanted * PAGE_SIZE);
    } catch (OutOfMemoryError e) {
      storage.budget.tryGrowMemory(-(long) delta * PAGE_SIZE);
      return -1;
    }
    storage.set(grown);
    return before;
  }

  @Override
  public int initialPages() {
    return initialPages;
  }

  @Override
  public int maximumPages() {
    long max = storage.declaredMaxPages;
    return max < 0 ? RUNTIME_MAX_PAGES : (int) Math.min(max, RUNTIME_MAX_PAGES);
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  @Deprecated
  @SuppressWarnings("removal")
  public Object lock(int address) {
    throw noThreads();
  }

  @Override
  @Deprecated
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    throw noThreads();
  }

  @Override
  @Deprecated
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    throw noThreads();
  }

  @Override
  @Deprecated
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    throw noThreads();
  }

  private static UnsupportedOperationException noThreads() {
    return new UnsupportedOperationException("atomic instructions are refused at compile time");
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    initialize(instance, segments, 0);
  }

  /** Writes the active segments of this memory, and drops them as the spec wants. */
  @Override
  public void initialize(Instance instance, DataSegment[] segments, int memoryIndex) {
    dataSegments = segments;
    for (int i = 0; i < segments.length; i++) {
      if (segments[i] instanceof ActiveDataSegment active && active.index() == memoryIndex) {
        long offset =
            ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0]
                & 0xFFFF_FFFFL;
        byte[] data = active.data();
        if (offset + data.length > bytes.length) {
          throw new UninstantiableException("out of bounds memory access");
        }
        System.arraycopy(data, 0, bytes, (int) offset, data.length);
        segments[i] = PassiveDataSegment.EMPTY;
      }
    }
  }

  @Override
  public void initPassiveSegment(int segment, int destination, int offset, int size) {
    write(destination, dataSegments[segment].data(), offset, size);
  }

  @Override
  public void drop(int segment) {
    dataSegments[segment] = PassiveDataSegment.EMPTY;
  }

  private static void check(int address, int size, int length) {
    if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(size) > length) {
      throw new WasmRuntimeException("out of bounds memory access");
    }
  }

  @Override
  public void write(int address, byte[] data, int offset, int size) {
    check(offset, size, data.length);
    check(address, size, bytes.length);
    System.arraycopy(data, offset, bytes, address, size);
  }

  @Override
  public byte[] readBytes(int address, int size) {
    check(address, size, bytes.length);
    return Arrays.copyOfRange(bytes, address, address + size);
  }

  @Override
  public void copy(int destination, int source, int size) {
    check(source, size, bytes.length);
    check(destination, size, bytes.length);
    System.arraycopy(bytes, source, bytes, destination, size);
  }

  @Override
  public void fill(byte value, int from, int to) {
    check(from, to - from, bytes.length);
    Arrays.fill(bytes, from, to, value);
  }

  @Override
  public void zero() {
    // new memories are zero, and none is used twice
  }

  @Override
  public byte read(int address) {
    return bytes[address];
  }

  @Override
  public void writeByte(int address, byte data) {
    bytes[address] = data;
  }

  @Override
  public short readShort(int address) {
    return (short) SHORT.get(bytes, address);
  }

  @Override
  public long readU16(int address) {
    return (short) SHORT.get(bytes, address) & 0xFFFFL;
  }

  @Override
  public void writeShort(int address, short data) {
    SHORT.set(bytes, address, data);
  }

  @Override
  public int readInt(int address) {
    return (int) INT.get(bytes, address);
  }

  @Override
  public void writeI32(int address, int data) {
    INT.set(bytes, address, data);
  }

  @Override
  public long readLong(int address) {
    return (long) LONG.get(bytes, address);
  }

  @Override
  public void writeLong(int address, long data) {
    LONG.set(bytes, address, data);
  }

  @Override
  public long readF32(int address) {
    return (int) INT.get(bytes, address);
  }

  @Override
  public float readFloat(int address) {
    return (float) FLOAT.get(bytes, address);
  }

  @Override
  public void writeF32(int address, float data) {
    FLOAT.set(bytes, address, data);
  }

  @Override
  public long readF64(int address) {
    return (long) LONG.get(bytes, address);
  }

  @Override
  public double readDouble(int address) {
    return (double) DOUBLE.get(bytes, address);
  }

  @Override
  public void writeF64(int address, double data) {
    DOUBLE.set(bytes, address, data);
  }
}
