package dev.morph.component.abi;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Extern;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.Tag;
import dev.morph.engine.api.Values;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An instance whose functions are Java, so that a test can give any pointer and any bytes. */
final class FakeGuest implements Instance {
  interface Body {
    long[] call(long[] lanes);
  }

  final FakeMemory memory = new FakeMemory();
  final Map<String, GuestFunction> functions = new HashMap<>();
  final List<long[]> reallocs = new ArrayList<>();
  boolean exportsMemory = true;
  private long next = 1024;

  FakeGuest() {
    function("cabi_realloc", GuestMemory.REALLOC_TYPE, lanes -> new long[] {realloc(lanes)});
  }

  long realloc(long[] lanes) {
    reallocs.add(lanes.clone());
    long address = (next + lanes[2] - 1) & -lanes[2];
    next = address + (lanes[3] & 0xFFFF_FFFFL);
    while (next > memory.byteSize()) {
      memory.grow(1);
    }
    return address;
  }

  FakeGuest function(String name, FunctionType type, Body body) {
    functions.put(name, new FakeFunction(type, body));
    return this;
  }

  @Override
  public GuestFunction function(String name) {
    return functions.get(name);
  }

  @Override
  public Memory memory(String name) {
    return exportsMemory && name.equals("memory") ? memory : null;
  }

  @Override
  public CompiledModule module() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Table table(String name) {
    return null;
  }

  @Override
  public Global global(String name) {
    return null;
  }

  @Override
  public Tag tag(String name) {
    return null;
  }

  @Override
  public Extern export(String name) {
    return functions.get(name);
  }

  private record FakeFunction(FunctionType type, Body body) implements GuestFunction {
    @Override
    public long[] call(long... lanes) {
      if (lanes.length != type.params().size()) {
        throw new AssertionError(lanes.length + " lanes for " + type);
      }
      return body.call(lanes);
    }

    @Override
    public Values callWithReferences(Values arguments) {
      throw new UnsupportedOperationException();
    }
  }

  /** Grows into a new array each time, so that a kept buffer would be seen. */
  static final class FakeMemory implements Memory {
    private ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    FakeMemory put(int address, int... values) {
      for (int i = 0; i < values.length; i++) {
        bytes.put(address + i, (byte) values[i]);
      }
      return this;
    }

    FakeMemory ints(int address, int... values) {
      for (int i = 0; i < values.length; i++) {
        bytes.putInt(address + 4 * i, values[i]);
      }
      return this;
    }

    @Override
    public long byteSize() {
      return bytes.capacity();
    }

    @Override
    public long grow(long pages) {
      int before = bytes.capacity();
      byte[] grown = Arrays.copyOf(bytes.array(), before + (int) pages * PAGE_BYTES);
      Arrays.fill(bytes.array(), (byte) 0xEE);
      bytes = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
      return before / PAGE_BYTES;
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
