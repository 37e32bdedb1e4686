package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.AbiException;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.ValueType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.capability.HostFunctionType.Param;
import dev.morph.runtime.capability.HostFunctionType.Pass;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A host function as WASI preview 1 sees it: numbers and pointers in, an errno out. Every pointer
 * is checked before the function runs; one that lies outside the memory ends the call. A fault is
 * an errno, a denial {@code notcapable}.
 */
final class WasiImport {
  static final String MODULE = "wasi_snapshot_preview1";

  /** What one call moves through buffers at most; guests ask again for the rest. */
  static final int MAX_MOVED_BYTES = 4 << 20;

  private static final int MAX_BUFFERS = 1_024;
  private static final int MAX_EVENTS = 64;
  private static final int SUBSCRIPTION_BYTES = 48;
  private static final int EVENT_BYTES = 32;

  private static final int SUCCESS = 0;
  private static final int FBIG = 22;
  private static final int ILSEQ = 25;
  private static final int INVAL = 28;
  private static final int IO = 29;
  private static final int NOENT = 44;
  private static final int NOTCAPABLE = 76;

  private final String name;
  private final WitFunction type;
  private final List<Param> params;
  private final Handler handler;
  private final Supplier<ActiveCall> current;
  private final long flatBytes;

  private WasiImport(
      HostFunctionType function,
      HostFunctionType.Preview1 form,
      Handler handler,
      Supplier<ActiveCall> current) {
    this.name = MODULE + "." + form.name();
    this.type = function.type();
    this.params = form.params();
    this.handler = handler;
    this.current = current;
    FunctionType core = type(function, form);
    long bytes = core.results().isEmpty() ? 0 : 4;
    for (ValueType lane : core.params()) {
      bytes += lane == ValueType.I64 ? 8 : 4;
    }
    this.flatBytes = bytes;
  }

  /** The host function of a link, acting for the call that {@code current} answers. */
  static HostFunction of(
      HostLink link, Capability.Prepared prepared, Supplier<ActiveCall> current) {
    HostFunctionType function = link.function();
    HostFunctionType.Preview1 form = function.preview1();
    if (form == null) {
      throw new IllegalArgumentException("not of WASI preview 1: " + link.type());
    }
    WasiImport body = new WasiImport(function, form, prepared.handler(function), current);
    return HostFunction.of(type(function, form), body::call);
  }

  /** The core type of a function. */
  static FunctionType type(HostFunctionType function, HostFunctionType.Preview1 form) {
    List<ValueType> lanes = new ArrayList<>();
    for (Param param : form.params()) {
      for (int i = 0; i < param.pass().lanes(); i++) {
        lanes.add(param.pass() == Pass.I64 ? ValueType.I64 : ValueType.I32);
      }
    }
    return new FunctionType(
        lanes, function.type().result() == null ? List.of() : List.of(ValueType.I32));
  }

  /** An errno that is answered without the function. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    Refused(int errno) {
      super(null, null, false, false);
      this.errno = errno;
    }
  }

  private long[] call(Instance caller, long[] lanes) {
    ActiveCall call = current.get();
    call.moved(flatBytes);
    Frame frame = new Frame(caller, lanes.clone());
    Object value;
    try {
      Object[] arguments = frame.arguments();
      value = HostCalls.run(call, name, type, handler, arguments);
    } catch (Refused refused) {
      value = new ResultValue.Err(refused.errno);
    } catch (HostFault fault) {
      value = new ResultValue.Err(errno(fault.code()));
    }
    if (type.result() == null) {
      return GuestFunction.NO_LANES;
    }
    int errno =
        switch ((ResultValue) Objects.requireNonNull(value)) {
          case ResultValue.Ok(Object ok) -> {
            frame.answer(ok);
            yield SUCCESS;
          }
          case ResultValue.Err(Object error) -> ((Number) Objects.requireNonNull(error)).intValue();
        };
    call.moved(frame.moved);
    return new long[] {errno};
  }

  private static int errno(ErrorCode code) {
    return switch (code) {
      case PERMISSION_NOT_DECLARED, PERMISSION_NOT_GRANTED, STORE_UNAVAILABLE -> NOTCAPABLE;
      case REQUEST_INVALID -> INVAL;
      case NOT_FOUND -> NOENT;
      case LIMIT_FILE_SIZE -> FBIG;
      default -> IO;
    };
  }

  /** Bytes of the guest, where a reply goes. */
  private record Buffer(long address, int length) {}

  /** One call: its lanes, and what they point to. */
  private final class Frame {
    private final Instance caller;
    private final long[] lanes;
    private @Nullable Memory memory;
    private final List<List<Buffer>> buffers = new ArrayList<>();
    private long moved;

    Frame(Instance caller, long[] lanes) {
      this.caller = caller;
      this.lanes = lanes;
    }

    private Memory memory() {
      Memory known = memory;
      if (known == null) {
        known = caller.memory("memory");
        if (known == null) {
          throw new AbiException(
              "the guest called "
                  + name
                  + " before its memory was exported (from its start function); export the code as"
                  + " _initialize");
        }
        memory = known;
      }
      return known;
    }

    private long checked(long lane, long size) {
      long address = lane & 0xffff_ffffL;
      if (address + size > memory().byteSize()) {
        throw new AbiException(
            name
                + " was given "
                + size
                + " bytes at "
                + address
                + ", out of the memory of "
                + memory().byteSize()
                + " bytes");
      }
      return address;
    }

    Object[] arguments() {
      List<Object> arguments = new ArrayList<>();
      int lane = 0;
      for (Param param : params) {
        long first = lanes[lane];
        long second = param.pass().lanes() > 1 ? lanes[lane + 1] & 0xffff_ffffL : 0;
        switch (param.pass()) {
          case I32 -> arguments.add(first & 0xffff_ffffL);
          case I64 -> arguments.add(first);
          case TEXT -> arguments.add(text(first, second));
          case GATHER -> arguments.add(gathered(listed(first, second)));
          case SCATTER -> arguments.add(capacity(listed(first, second)));
          case SPACE -> {
            if (second > Integer.MAX_VALUE) {
              checked(first, second);
            }
            arguments.add(capacity(List.of(new Buffer(checked(first, second), (int) second))));
          }
          case EVENTS -> arguments.add(events(first, second, lanes[lane + 2] & 0xffff_ffffL));
          case TEXTS -> {
            // how much is written is known when it is answered
          }
          case OUT32, OUT64, OUT_LENGTH, OUT_8_BYTES, OUT_24_BYTES, OUT_64_BYTES ->
              checked(first, param.pass().size());
        }
        lane += param.pass().lanes();
      }
      return arguments.toArray();
    }

    private String text(long pointer, long length) {
      long address = checked(pointer, length);
      moved += length;
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(memory().read(address, (int) length)))
            .toString();
      } catch (CharacterCodingException e) {
        throw new Refused(ILSEQ);
      }
    }

    private List<Buffer> listed(long pointer, long count) {
      if (count > MAX_BUFFERS) {
        throw new Refused(INVAL);
      }
      long address = checked(pointer, 8 * count);
      moved += 8 * count;
      List<Buffer> list = new ArrayList<>();
      long room = MAX_MOVED_BYTES;
      for (int i = 0; i < count; i++) {
        long size = memory().getInt(address + 8L * i + 4) & 0xffff_ffffL;
        long start = checked(memory().getInt(address + 8L * i), size);
        int taken = (int) Math.min(size, room);
        list.add(new Buffer(start, taken));
        room -= taken;
      }
      return list;
    }

    private byte[] gathered(List<Buffer> list) {
      byte[] bytes = new byte[(int) total(list)];
      int at = 0;
      for (Buffer buffer : list) {
        memory().read(buffer.address, bytes, at, buffer.length);
        at += buffer.length;
      }
      moved += bytes.length;
      return bytes;
    }

    private Object capacity(List<Buffer> list) {
      buffers.add(list);
      return total(list);
    }

    private static long total(List<Buffer> list) {
      return list.stream().mapToLong(Buffer::length).sum();
    }

    private byte[] events(long in, long out, long count) {
      if (count == 0 || count > MAX_EVENTS) {
        throw new Refused(INVAL);
      }
      long from = checked(in, count * SUBSCRIPTION_BYTES);
      long to = checked(out, count * EVENT_BYTES);
      buffers.add(List.of(new Buffer(to, (int) (count * EVENT_BYTES))));
      moved += count * SUBSCRIPTION_BYTES;
      return memory().read(from, (int) (count * SUBSCRIPTION_BYTES));
    }

    void answer(@Nullable Object ok) {
      List<?> values = outs() == 1 ? java.util.Collections.singletonList(ok) : (List<?>) ok;
      int next = 0;
      int nextBuffers = 0;
      long length = 0;
      int lane = 0;
      for (Param param : params) {
        Pass pass = param.pass();
        long pointer = lanes[lane] & 0xffff_ffffL;
        switch (pass) {
          case SCATTER, SPACE, EVENTS -> {
            byte[] bytes = (byte[]) value(values, next++);
            scatter(bytes, buffers.get(nextBuffers++));
            length = bytes.length;
          }
          case OUT_LENGTH -> putInt(pointer, (int) length);
          case OUT32 -> putInt(pointer, ((Number) value(values, next++)).intValue());
          case OUT64 -> {
            memory().putLong(pointer, ((Number) value(values, next++)).longValue());
            moved += 8;
          }
          case OUT_8_BYTES, OUT_24_BYTES, OUT_64_BYTES ->
              put(pointer, (byte[]) value(values, next++));
          case TEXTS -> texts(pointer, lanes[lane + 1], (List<?>) value(values, next++));
          case I32, I64, TEXT, GATHER -> {}
        }
        lane += pass.lanes();
      }
    }

    private int outs() {
      int outs = 0;
      for (Param param : params) {
        outs +=
            switch (param.pass()) {
              case I32, I64, TEXT, GATHER, OUT_LENGTH -> 0;
              default -> 1;
            };
      }
      return outs;
    }

    private static Object value(@Nullable List<?> values, int index) {
      return Objects.requireNonNull(Objects.requireNonNull(values).get(index));
    }

    private void scatter(byte[] bytes, List<Buffer> list) {
      int at = 0;
      for (Buffer buffer : list) {
        int taken = Math.min(buffer.length, bytes.length - at);
        memory().write(buffer.address, bytes, at, taken);
        at += taken;
      }
      moved += at;
    }

    private void texts(long table, long text, List<?> values) {
      checked(table, 4L * values.size());
      long at = text & 0xffff_ffffL;
      for (int i = 0; i < values.size(); i++) {
        byte[] bytes = (values.get(i) + "\0").getBytes(StandardCharsets.UTF_8);
        put(checked(at, bytes.length), bytes);
        putInt(table + 4L * i, (int) at);
        at += bytes.length;
      }
    }

    private void put(long address, byte[] bytes) {
      memory().write(address, bytes, 0, bytes.length);
      moved += bytes.length;
    }

    private void putInt(long address, int value) {
      memory().putInt(address, value);
      moved += 4;
    }
  }
}
