package dev.morph.fuzz;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Extern;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.Tag;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A guest whose memory and allocator are the fuzzer's. */
final class FuzzedGuest implements Instance {
  private static final FunctionType REALLOC =
      new FunctionType(
          List.of(ValueType.I32, ValueType.I32, ValueType.I32, ValueType.I32),
          List.of(ValueType.I32));

  /** Small, since it is filled for every input. */
  static final int SIZE = 4096;

  private final Map<String, GuestFunction> functions = new HashMap<>();
  private final ByteBuffer memory;
  private long next = 1024;

  FuzzedGuest(Input input) {
    int honest = input.next(4);
    memory = ByteBuffer.wrap(input.fill(SIZE)).order(ByteOrder.LITTLE_ENDIAN);
    export(
        "cabi_realloc",
        REALLOC,
        lanes -> new long[] {honest == 0 ? input.nextLong() & 0xFFFF_FFFFL : bump(lanes)});
  }

  private long bump(long[] lanes) {
    long address = (next + lanes[2] - 1) & -lanes[2];
    next = address + lanes[3];
    return address;
  }

  void export(String name, FunctionType type, UnaryOperator<long[]> body) {
    functions.put(name, new Export(type, body));
  }

  @Override
  public @Nullable GuestFunction function(String name) {
    return functions.get(name);
  }

  @Override
  public @Nullable Memory memory(String name) {
    return name.equals("memory") ? new View(memory) : null;
  }

  @Override
  public CompiledModule module() {
    throw new UnsupportedOperationException("lift and lower ask for no module");
  }

  @Override
  public @Nullable Table table(String name) {
    return null;
  }

  @Override
  public @Nullable Global global(String name) {
    return null;
  }

  @Override
  public @Nullable Tag tag(String name) {
    return null;
  }

  @Override
  public @Nullable Extern export(String name) {
    return functions.get(name);
  }

  private record Export(FunctionType type, UnaryOperator<long[]> body) implements GuestFunction {
    @Override
    public long[] call(long... lanes) {
      Check.equal(type.params().size(), lanes.length, "a call has a lane for each parameter");
      return body.apply(lanes);
    }

    @Override
    public Values callWithReferences(Values arguments) {
      throw new UnsupportedOperationException("the ABI passes no references");
    }
  }

  /** A memory that does not grow; accesses out of it throw, which no caller may let happen. */
  private record View(ByteBuffer bytes) implements Memory {
    @Override
    public long byteSize() {
      return bytes.capacity();
    }

    @Override
    public long grow(long pages) {
      return -1;
    }

    @Override
    public byte getByte(long address) {
      return bytes.get(Math.toIntExact(address));
    }

    @Override
    public short getShort(long address) {
      return bytes.getShort(Math.toIntExact(address));
    }

    @Override
    public int getInt(long address) {
      return bytes.getInt(Math.toIntExact(address));
    }

    @Override
    public long getLong(long address) {
      return bytes.getLong(Math.toIntExact(address));
    }

    @Override
    public void putByte(long address, byte value) {
      bytes.put(Math.toIntExact(address), value);
    }

    @Override
    public void putShort(long address, short value) {
      bytes.putShort(Math.toIntExact(address), value);
    }

    @Override
    public void putInt(long address, int value) {
      bytes.putInt(Math.toIntExact(address), value);
    }

    @Override
    public void putLong(long address, long value) {
      bytes.putLong(Math.toIntExact(address), value);
    }

    @Override
    public void read(long address, byte[] target, int offset, int length) {
      bytes.get(Math.toIntExact(address), target, offset, length);
    }

    @Override
    public void write(long address, byte[] source, int offset, int length) {
      bytes.put(Math.toIntExact(address), source, offset, length);
    }
  }
}
