package dev.morph.capabilities.wasi;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileRoot;
import dev.morph.base.json.JsonObject;
import dev.morph.capabilities.fs.FileCalls;
import dev.morph.capabilities.fs.GuestPath;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.CallContext.LogLevel;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** WASI of one instance: its descriptors and the lines that it has begun. */
final class WasiInstance implements Capability.Prepared {
  /** Descriptors at once, the four that are always there among them. */
  static final int MAX_DESCRIPTORS = 64;

  static final int MAX_RANDOM_BYTES = 1 << 24;

  /** Files that are open hold as much as so many files of the largest size. */
  private static final int MAX_HELD_FILES = 4;

  private static final int ROOT = 3;
  private static final byte[] ROOT_NAME = {'/'};
  private static final List<String> ARGUMENTS = List.of("extension");

  private static final long RIGHT_READ = 1L << 1;
  private static final long RIGHT_WRITE = 1L << 6;
  private static final long RIGHTS_OF_STREAMS = RIGHT_READ | RIGHT_WRITE;
  private static final long RIGHTS_OF_FILES = RIGHTS_OF_STREAMS | 1 | 1L << 2 | 1L << 4 | 1L << 5;
  private static final long RIGHTS_OF_FOLDERS = (1L << 29) - 1 & ~(1L << 8);

  private static final int CREATE = 1;
  private static final int FOLDER = 2;
  private static final int EXCLUSIVE = 4;
  private static final int TRUNCATE = 8;
  private static final int APPEND = 1;

  private static final int TYPE_CHARACTERS = 2;
  private static final int TYPE_FOLDER = 3;
  private static final int TYPE_FILE = 4;

  private static final int DIRENT_BYTES = 24;
  private static final int SUBSCRIPTION_BYTES = 48;
  private static final int EVENT_BYTES = 32;

  private final Policy policy;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final long startNanos;
  private final Map<Long, Descriptor> descriptors = new TreeMap<>();
  private final OutputLines output = new OutputLines(LogLevel.INFO);
  private final OutputLines errors = new OutputLines(LogLevel.WARN);

  WasiInstance(Policy policy, InstantSource clock, LongSupplier nanoClock, RandomGenerator random) {
    this.policy = policy;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.random = random;
    this.startNanos = nanoClock.getAsLong();
    putBack();
  }

  @Override
  public Handler handler(HostFunctionType function) {
    WasiFunction.Body body = WasiFunction.body(function);
    return (call, values) -> {
      try {
        return new ResultValue.Ok(body.run(this, call, new WasiFunction.Arguments(values)));
      } catch (WasiFault fault) {
        return fault.errno().asResult();
      } catch (FileFault fault) {
        return Errno.of(fault.kind()).asResult();
      }
    };
  }

  @Override
  public void callEnds(CallContext call, boolean completed) {
    output.flush(call);
    errors.flush(call);
    for (Descriptor one : descriptors.values()) {
      if (one instanceof Descriptor.OpenFile file) {
        if (completed) {
          keep(call, file);
        }
        file.changed(false);
      }
    }
  }

  /** What the guest wrote and did not close is its work, too. */
  private static void keep(CallContext call, Descriptor.OpenFile file) {
    try {
      flush(call, file);
    } catch (FileFault fault) {
      throw FileCalls.answer(call, file.path(), fault);
    }
  }

  @Override
  public void putBack() {
    output.clear();
    errors.clear();
    descriptors.clear();
    descriptors.put(0L, new Descriptor.Input());
    descriptors.put(1L, new Descriptor.Output(output));
    descriptors.put(2L, new Descriptor.Output(errors));
    descriptors.put((long) ROOT, new Descriptor.Folder(""));
  }

  // ---- arguments, environment, clocks, chance, the end

  List<String> arguments() {
    return ARGUMENTS;
  }

  /** The variables of the call that are single values, as NAME=VALUE. */
  static List<String> environment(CallContext call) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, VariantValue> one : new TreeMap<>(call.environment()).entrySet()) {
      String name = one.getKey();
      Object value = one.getValue().payload();
      String text = value instanceof List<?> || value == null ? "\0" : value.toString();
      if (name.indexOf('=') < 0 && name.indexOf('\0') < 0 && text.indexOf('\0') < 0) {
        all.add(name + "=" + text);
      }
    }
    return all;
  }

  /** How many texts, and how many bytes with the zero behind each. */
  static List<Long> sizes(List<String> texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return List.of((long) texts.size(), bytes);
  }

  long resolution(long id) {
    checkClock(id);
    return id == 0 ? 1_000 : 1;
  }

  /** Nanoseconds, never 0: there are guests that take that for a broken clock. */
  long time(long id) {
    checkClock(id);
    if (id == 0) {
      Instant now = clock.instant();
      return Math.max(1, TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }
    return TimeUnit.SECONDS.toNanos(1) + (nanoClock.getAsLong() - startNanos);
  }

  private static void checkClock(long id) {
    if (id > 1) {
      throw new WasiFault(id > 3 ? Errno.INVAL : Errno.NOTSUP);
    }
  }

  byte[] random(long count) {
    if (count > MAX_RANDOM_BYTES) {
      throw new WasiFault(Errno.INVAL);
    }
    byte[] bytes = new byte[(int) count];
    random.nextBytes(bytes);
    return bytes;
  }

  static @Nullable Object exit(long code) {
    throw new MorphException(
        ErrorCode.GUEST_TRAP,
        "the guest ended itself with proc_exit(" + code + "); an extension answers and stays",
        JsonObject.builder().put("trap", "exit").put("exit_code", code).build());
  }

  /** Waits for the first clock; descriptors are always ready. */
  List<Object> poll(CallContext call, byte[] subscriptions) {
    ByteBuffer in = ByteBuffer.wrap(subscriptions).order(ByteOrder.LITTLE_ENDIAN);
    int count = subscriptions.length / SUBSCRIPTION_BYTES;
    boolean ready = false;
    long wait = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (in.get(i * SUBSCRIPTION_BYTES + 8) != 0) {
        ready = true;
      } else {
        wait = Math.min(wait, left(in, i * SUBSCRIPTION_BYTES));
      }
    }
    if (!ready) {
      sleep(call, wait);
    }
    ByteBuffer out = ByteBuffer.allocate(count * EVENT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long events = 0;
    for (int i = 0; i < count; i++) {
      int at = i * SUBSCRIPTION_BYTES;
      byte type = in.get(at + 8);
      if (type == 0 ? left(in, at) > (ready ? 0 : wait) : type > 2) {
        continue;
      }
      int to = (int) events++ * EVENT_BYTES;
      out.putLong(to, in.getLong(at));
      out.putShort(
          to + 8,
          (short) (type == 0 || descriptors.containsKey(u32(in, at + 16)) ? 0 : Errno.BADF.code()));
      out.put(to + 10, type);
      out.putLong(to + 16, type == 2 ? 1 : 0);
    }
    return List.of(Arrays.copyOf(out.array(), (int) events * EVENT_BYTES), events);
  }

  private static long u32(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  /** Nanoseconds until a clock's time; not negative. */
  private long left(ByteBuffer in, int at) {
    long id = u32(in, at + 16);
    long timeout = in.getLong(at + 24);
    boolean absolute = (in.getShort(at + 40) & 1) != 0;
    long left = absolute ? timeout - time(id) : timeout;
    if (!absolute) {
      checkClock(id);
    }
    // beyond 2^63 ns is for ever
    return timeout < 0 ? Long.MAX_VALUE : Math.max(left, 0);
  }

  private static void sleep(CallContext call, long nanos) {
    long most = Math.max(call.nanosLeft(), 0);
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(nanos, most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- descriptors

  private Descriptor descriptor(long fd) {
    Descriptor found = descriptors.get(fd);
    if (found == null) {
      throw new WasiFault(Errno.BADF);
    }
    return found;
  }

  Descriptor.OpenFile file(long fd) {
    return switch (descriptor(fd)) {
      case Descriptor.OpenFile file -> file;
      case Descriptor.Folder folder -> throw new WasiFault(Errno.ISDIR);
      case Descriptor.Input input -> throw new WasiFault(Errno.SPIPE);
      case Descriptor.Output output -> throw new WasiFault(Errno.SPIPE);
    };
  }

  private Descriptor.Folder folder(long fd) {
    if (descriptor(fd) instanceof Descriptor.Folder folder) {
      return folder;
    }
    throw new WasiFault(Errno.NOTDIR);
  }

  void close(CallContext call, long fd) {
    Descriptor closed = descriptor(fd);
    descriptors.remove(fd);
    if (closed instanceof Descriptor.OpenFile file) {
      flush(call, file);
    }
  }

  void renumber(CallContext call, long from, long to) {
    Descriptor moved = descriptor(from);
    if (descriptors.containsKey(to) && from != to) {
      close(call, to);
    } else if (from != to) {
      throw new WasiFault(Errno.BADF);
    }
    descriptors.remove(from);
    descriptors.put(to, moved);
  }

  private static void flush(CallContext call, Descriptor.OpenFile file) {
    if (file.isChanged()) {
      byte[] content = file.content();
      file.changed(false);
      ask(
          call,
          root -> {
            root.write(file.path(), content);
            return Boolean.TRUE;
          });
    }
  }

  void sync(CallContext call, long fd) {
    if (descriptor(fd) instanceof Descriptor.OpenFile file) {
      flush(call, file);
    }
  }

  byte[] status(long fd) {
    Descriptor one = descriptor(fd);
    long rights =
        switch (one) {
          case Descriptor.Folder folder -> RIGHTS_OF_FOLDERS;
          case Descriptor.OpenFile file ->
              RIGHTS_OF_FILES
                  & ~((file.readable() ? 0 : RIGHT_READ) | (file.writable() ? 0 : RIGHT_WRITE));
          case Descriptor.Input input -> RIGHT_READ;
          case Descriptor.Output lines -> RIGHT_WRITE;
        };
    boolean appends = one instanceof Descriptor.OpenFile file && file.appends();
    return ByteBuffer.allocate(24)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(0, (byte) type(one))
        .putShort(2, (short) (appends ? APPEND : 0))
        .putLong(8, rights)
        .putLong(16, one instanceof Descriptor.Folder ? RIGHTS_OF_FOLDERS : 0)
        .array();
  }

  private static int type(Descriptor one) {
    return switch (one) {
      case Descriptor.Folder folder -> TYPE_FOLDER;
      case Descriptor.OpenFile file -> TYPE_FILE;
      case Descriptor.Input input -> TYPE_CHARACTERS;
      case Descriptor.Output output -> TYPE_CHARACTERS;
    };
  }

  void setFlags(long fd, long flags) {
    if (descriptor(fd) instanceof Descriptor.OpenFile file) {
      file.appends((flags & APPEND) != 0);
    }
  }

  byte[] prestat(long fd) {
    if (fd != ROOT || !(descriptor(fd) instanceof Descriptor.Folder)) {
      throw new WasiFault(Errno.BADF);
    }
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4, ROOT_NAME.length)
        .array();
  }

  byte[] prestatName(long fd, long capacity) {
    prestat(fd);
    if (capacity < ROOT_NAME.length) {
      throw new WasiFault(Errno.INVAL);
    }
    return ROOT_NAME.clone();
  }

  // ---- content

  byte[] read(CallContext call, long fd, long count) {
    if (descriptor(fd) instanceof Descriptor.Input) {
      return new byte[0];
    }
    Descriptor.OpenFile file = readable(fd);
    load(call, file);
    byte[] bytes = file.read(file.position(), (int) count);
    file.position(file.position() + bytes.length);
    return bytes;
  }

  byte[] readAt(CallContext call, long fd, long count, long offset) {
    Descriptor.OpenFile file = readable(fd);
    if (offset < 0) {
      throw new WasiFault(Errno.INVAL);
    }
    load(call, file);
    return file.read(offset, (int) count);
  }

  private Descriptor.OpenFile readable(long fd) {
    if (descriptor(fd) instanceof Descriptor.Output) {
      throw new WasiFault(Errno.BADF);
    }
    Descriptor.OpenFile file = file(fd);
    if (!file.readable()) {
      throw new WasiFault(Errno.NOTCAPABLE);
    }
    return file;
  }

  long write(CallContext call, long fd, byte[] bytes) {
    if (descriptor(fd) instanceof Descriptor.Output(OutputLines lines)) {
      lines.print(call, bytes);
      return bytes.length;
    }
    Descriptor.OpenFile file = writable(fd);
    load(call, file);
    long at = file.appends() ? file.length() : file.position();
    put(call, file, at, bytes);
    file.position(at + bytes.length);
    return bytes.length;
  }

  long writeAt(CallContext call, long fd, byte[] bytes, long offset) {
    Descriptor.OpenFile file = writable(fd);
    if (offset < 0) {
      throw new WasiFault(Errno.INVAL);
    }
    load(call, file);
    put(call, file, offset, bytes);
    return bytes.length;
  }

  private Descriptor.OpenFile writable(long fd) {
    if (descriptor(fd) instanceof Descriptor.Input) {
      throw new WasiFault(Errno.BADF);
    }
    Descriptor.OpenFile file = file(fd);
    if (!file.writable()) {
      throw new WasiFault(Errno.NOTCAPABLE);
    }
    return file;
  }

  private void put(CallContext call, Descriptor.OpenFile file, long offset, byte[] bytes) {
    makeRoom(call, file, offset > Long.MAX_VALUE - bytes.length ? offset : offset + bytes.length);
    if (bytes.length > 0) {
      file.write((int) offset, bytes);
    }
  }

  void resize(CallContext call, long fd, long size) {
    Descriptor.OpenFile file = writable(fd);
    if (size < 0) {
      throw new WasiFault(Errno.INVAL);
    }
    load(call, file);
    makeRoom(call, file, size);
    file.resize((int) size);
  }

  /** A file is no larger than the limit, and all that are open together no larger than a few. */
  private void makeRoom(CallContext call, Descriptor.OpenFile file, long size) {
    long most = call.limits().value(Limit.FILE_SIZE);
    if (size > Math.min(most, Integer.MAX_VALUE - 8)) {
      throw new WasiFault(Errno.FBIG);
    }
    checkHeld(file.heldFor(size) - file.held(), most);
  }

  private void checkHeld(long more, long largestFile) {
    long held = more;
    for (Descriptor one : descriptors.values()) {
      if (one instanceof Descriptor.OpenFile open) {
        held += open.held();
      }
    }
    if (held > MAX_HELD_FILES * Math.max(largestFile, 1)) {
      throw new WasiFault(Errno.NOMEM);
    }
  }

  private void load(CallContext call, Descriptor.OpenFile file) {
    if (!file.isLoaded()) {
      long most = call.limits().value(Limit.FILE_SIZE);
      byte[] bytes = ask(call, root -> root.read(file.path(), most));
      checkHeld(bytes.length, most);
      file.load(bytes);
    }
  }

  long seek(CallContext call, long fd, long offset, long whence) {
    Descriptor.OpenFile file = file(fd);
    if (whence > 2) {
      throw new WasiFault(Errno.INVAL);
    }
    long base = whence == 0 ? 0 : whence == 1 ? file.position() : length(call, file);
    if (offset > Long.MAX_VALUE - base || base + offset < 0) {
      throw new WasiFault(Errno.INVAL);
    }
    file.position(base + offset);
    return file.position();
  }

  private static long length(CallContext call, Descriptor.OpenFile file) {
    return file.isLoaded() ? file.length() : ask(call, root -> root.stat(file.path())).size();
  }

  // ---- paths

  /** A path by a folder's descriptor, without dots, below the root. */
  private String path(long fd, String raw) {
    Descriptor.Folder folder = folder(fd);
    if (raw.isEmpty()) {
      throw new WasiFault(Errno.NOENT);
    }
    if (raw.startsWith("/")) {
      throw new WasiFault(Errno.NOTCAPABLE);
    }
    List<String> names = new ArrayList<>();
    if (!folder.path().isEmpty()) {
      names.addAll(List.of(folder.path().split("/", -1)));
    }
    for (String name : raw.split("/", -1)) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          throw new WasiFault(Errno.NOTCAPABLE);
        }
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return GuestPath.parse(String.join("/", names));
  }

  private static <T> T ask(CallContext call, Function<FileRoot, T> question) {
    return FileCalls.ask(call, root(call), question);
  }

  /** A guest sees an errno only; why is said to the people. */
  private static FileRoot root(CallContext call) {
    try {
      return FileCalls.root(call);
    } catch (HostFault fault) {
      if (call.count("wasi-without-files") == 1) {
        call.log(LogLevel.WARN, String.valueOf(fault.getMessage()));
      }
      throw fault;
    }
  }

  private void requireRead(CallContext call, String path) {
    call.require(policy.named(PermissionName.FS_READ, path));
  }

  private void requireWrite(CallContext call, String path) {
    call.require(policy.named(PermissionName.FS_WRITE, path));
  }

  long open(CallContext call, long fd, String raw, long openFlags, long rights, long fdFlags) {
    String path = path(fd, raw);
    boolean truncates = (openFlags & TRUNCATE) != 0;
    boolean creates = (openFlags & CREATE) != 0;
    boolean writes = (rights & RIGHT_WRITE) != 0 || truncates || creates;
    boolean reads = (rights & RIGHT_READ) != 0 || !writes;
    boolean wantsFolder = (openFlags & FOLDER) != 0;
    if (reads || wantsFolder) {
      requireRead(call, path);
    }
    if (writes && !wantsFolder) {
      requireWrite(call, path);
    }
    if (descriptors.size() >= MAX_DESCRIPTORS) {
      throw new WasiFault(Errno.NFILE);
    }
    FileEntry found = existing(call, path);
    if (found == null && (!creates || wantsFolder)) {
      throw new WasiFault(Errno.NOENT);
    }
    if (found != null && creates && (openFlags & EXCLUSIVE) != 0) {
      throw new WasiFault(Errno.EXIST);
    }
    if (found != null && found.folder()) {
      if (writes && !wantsFolder) {
        throw new WasiFault(Errno.ISDIR);
      }
      return add(new Descriptor.Folder(path));
    }
    if (wantsFolder) {
      throw new WasiFault(Errno.NOTDIR);
    }
    var file = new Descriptor.OpenFile(path, reads, writes, (fdFlags & APPEND) != 0);
    if (found == null) {
      create(call, path);
    }
    if (found == null || truncates) {
      file.load(new byte[0]);
      file.changed(found != null && found.size() > 0);
    }
    return add(file);
  }

  /** Folders are made by their own function only. */
  private static void create(CallContext call, String path) {
    int slash = path.lastIndexOf('/');
    ask(
        call,
        root -> {
          if (slash > 0 && !root.stat(path.substring(0, slash)).folder()) {
            throw new FileFault(FileFault.Kind.NOT_A_FOLDER);
          }
          root.write(path, new byte[0]);
          return Boolean.TRUE;
        });
  }

  private static @Nullable FileEntry existing(CallContext call, String path) {
    try {
      return ask(call, root -> root.stat(path));
    } catch (FileFault fault) {
      if (fault.kind() == FileFault.Kind.NOT_FOUND) {
        return null;
      }
      throw fault;
    }
  }

  /** The lowest number that is free. */
  private long add(Descriptor opened) {
    long fd = 0;
    while (descriptors.containsKey(fd)) {
      fd++;
    }
    descriptors.put(fd, opened);
    return fd;
  }

  byte[] fileStatus(CallContext call, long fd) {
    return switch (descriptor(fd)) {
      case Descriptor.Folder folder -> {
        requireRead(call, folder.path());
        yield status(folder.path(), ask(call, root -> root.stat(folder.path())));
      }
      case Descriptor.OpenFile file ->
          status(
              file.path(),
              file.isChanged()
                  ? FileEntry.file("", file.length(), clock.millis())
                  : ask(call, root -> root.stat(file.path())));
      case Descriptor.Input input -> streamStatus();
      case Descriptor.Output output -> streamStatus();
    };
  }

  byte[] pathStatus(CallContext call, long fd, String raw) {
    String path = path(fd, raw);
    requireRead(call, path);
    return status(path, ask(call, root -> root.stat(path)));
  }

  private static byte[] streamStatus() {
    return ByteBuffer.allocate(64).put(16, (byte) TYPE_CHARACTERS).putLong(24, 0).array();
  }

  private static byte[] status(String path, FileEntry entry) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(entry.modifiedMillis());
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, 1)
        .putLong(8, number(path))
        .put(16, (byte) (entry.folder() ? TYPE_FOLDER : TYPE_FILE))
        .putLong(24, 1)
        .putLong(32, entry.size())
        .putLong(40, nanos)
        .putLong(48, nanos)
        .putLong(56, nanos)
        .array();
  }

  /** A number that a file has for as long as its path; never 0. */
  private static long number(String path) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b & 0xff) * 0x100000001b3L;
    }
    return hash | 1;
  }

  byte[] readFolder(CallContext call, long fd, long capacity, long cookie) {
    Descriptor.Folder folder = folder(fd);
    requireRead(call, folder.path());
    if (cookie == 0) {
      folder.entries(FileCalls.list(call, root(call), folder.path()));
    }
    ByteBuffer out =
        ByteBuffer.allocate((int) Math.min(capacity, 1 << 16)).order(ByteOrder.LITTLE_ENDIAN);
    List<FileEntry> entries = folder.entries();
    for (long i = Math.max(cookie, 0); i < entries.size() && out.hasRemaining(); i++) {
      FileEntry entry = entries.get((int) i);
      byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
      String path = folder.path().isEmpty() ? entry.name() : folder.path() + "/" + entry.name();
      byte[] head =
          ByteBuffer.allocate(DIRENT_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(0, i + 1)
              .putLong(8, number(path))
              .putInt(16, name.length)
              .put(20, (byte) (entry.folder() ? TYPE_FOLDER : TYPE_FILE))
              .array();
      out.put(head, 0, Math.min(head.length, out.remaining()));
      out.put(name, 0, Math.min(name.length, out.remaining()));
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  void createFolder(CallContext call, long fd, String raw) {
    String path = path(fd, raw);
    requireWrite(call, path);
    ask(
        call,
        root -> {
          root.createFolder(path);
          return Boolean.TRUE;
        });
  }

  void remove(CallContext call, long fd, String raw, boolean wantsFolder) {
    String path = path(fd, raw);
    requireWrite(call, path);
    ask(
        call,
        root -> {
          boolean folder = root.stat(path).folder();
          if (folder != wantsFolder) {
            throw new WasiFault(folder ? Errno.ISDIR : Errno.NOTDIR);
          }
          root.delete(path);
          return Boolean.TRUE;
        });
  }

  void rename(CallContext call, long fd, String raw, long newFd, String newRaw) {
    String from = path(fd, raw);
    String to = path(newFd, newRaw);
    requireWrite(call, from);
    requireWrite(call, to);
    // what was read under the old name would be readable under the new one
    requireRead(call, from);
    ask(
        call,
        root -> {
          root.rename(from, to);
          return Boolean.TRUE;
        });
  }

  /** Links are neither made nor read. */
  static @Nullable Object refuse() {
    throw new WasiFault(Errno.NOTCAPABLE);
  }
}
