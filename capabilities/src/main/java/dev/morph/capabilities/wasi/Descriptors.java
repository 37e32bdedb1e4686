package dev.morph.capabilities.wasi;

import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileRoot;
import dev.morph.capabilities.fs.FileCalls;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.CallContext.LogLevel;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What one instance has open, and the content of it: streams, folders and files. */
final class Descriptors {
  /** Descriptors at once, the four that are always there among them. */
  static final int MAX_DESCRIPTORS = 64;

  static final int TYPE_CHARACTERS = 2;
  static final int TYPE_FOLDER = 3;
  static final int TYPE_FILE = 4;

  static final long RIGHT_READ = 1L << 1;
  static final long RIGHT_WRITE = 1L << 6;
  static final int APPEND = 1;

  /** Files that are open hold as much as so many files of the largest size. */
  private static final int MAX_HELD_FILES = 4;

  private static final int ROOT = 3;
  private static final byte[] ROOT_NAME = {'/'};

  private static final long RIGHTS_OF_STREAMS = RIGHT_READ | RIGHT_WRITE;
  private static final long RIGHTS_OF_FILES = RIGHTS_OF_STREAMS | 1 | 1L << 2 | 1L << 4 | 1L << 5;
  private static final long RIGHTS_OF_FOLDERS = (1L << 29) - 1 & ~(1L << 8);

  private final Map<Long, Descriptor> descriptors = new TreeMap<>();
  private final OutputLines output = new OutputLines(LogLevel.INFO);
  private final OutputLines errors = new OutputLines(LogLevel.WARN);

  Descriptors() {
    putBack();
  }

  /** As they are in a new instance: the three streams and the root. */
  void putBack() {
    output.clear();
    errors.clear();
    descriptors.clear();
    descriptors.put(0L, new Descriptor.Input());
    descriptors.put(1L, new Descriptor.Output(output));
    descriptors.put(2L, new Descriptor.Output(errors));
    descriptors.put((long) ROOT, new Descriptor.Folder(""));
  }

  /** Ends the lines that are begun, and keeps what was written if the call was completed. */
  void callEnds(CallContext call, boolean completed) {
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

  /** True if there is one of this number. */
  boolean has(long fd) {
    return descriptors.containsKey(fd);
  }

  /** True if no more can be opened. */
  boolean isFull() {
    return descriptors.size() >= MAX_DESCRIPTORS;
  }

  /** The lowest number that is free. */
  long add(Descriptor opened) {
    long fd = 0;
    while (descriptors.containsKey(fd)) {
      fd++;
    }
    descriptors.put(fd, opened);
    return fd;
  }

  Descriptor descriptor(long fd) {
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

  Descriptor.Folder folder(long fd) {
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

  static <T> T ask(CallContext call, Function<FileRoot, T> question) {
    return FileCalls.ask(call, root(call), question);
  }

  /** A guest sees an errno only; why is said to the people. */
  static FileRoot root(CallContext call) {
    try {
      return FileCalls.root(call);
    } catch (HostFault fault) {
      if (call.count("wasi-without-files") == 1) {
        call.log(LogLevel.WARN, String.valueOf(fault.getMessage()));
      }
      throw fault;
    }
  }
}
