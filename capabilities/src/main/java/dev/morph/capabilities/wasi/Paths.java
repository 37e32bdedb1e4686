package dev.morph.capabilities.wasi;

import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.capabilities.fs.FileCalls;
import dev.morph.capabilities.fs.GuestPath;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is found, made, listed and removed by path, by the rights of {@code fs}. */
final class Paths {
  private static final int CREATE = 1;
  private static final int FOLDER = 2;
  private static final int EXCLUSIVE = 4;
  private static final int TRUNCATE = 8;
  private static final int DIRENT_BYTES = 24;

  private final Policy policy;
  private final Descriptors descriptors;
  private final Surroundings surroundings;

  Paths(Policy policy, Descriptors descriptors, Surroundings surroundings) {
    this.policy = policy;
    this.descriptors = descriptors;
    this.surroundings = surroundings;
  }

  /** A path by a folder's descriptor, without dots, below the root. */
  private String path(long fd, String raw) {
    Descriptor.Folder folder = descriptors.folder(fd);
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
    boolean writes = (rights & Descriptors.RIGHT_WRITE) != 0 || truncates || creates;
    boolean reads = (rights & Descriptors.RIGHT_READ) != 0 || !writes;
    boolean wantsFolder = (openFlags & FOLDER) != 0;
    if (reads || wantsFolder) {
      requireRead(call, path);
    }
    if (writes && !wantsFolder) {
      requireWrite(call, path);
    }
    if (descriptors.isFull()) {
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
      return descriptors.add(new Descriptor.Folder(path));
    }
    if (wantsFolder) {
      throw new WasiFault(Errno.NOTDIR);
    }
    var file = new Descriptor.OpenFile(path, reads, writes, (fdFlags & Descriptors.APPEND) != 0);
    if (found == null) {
      create(call, path);
    }
    if (found == null || truncates) {
      file.load(new byte[0]);
      file.changed(found != null && found.size() > 0);
    }
    return descriptors.add(file);
  }

  /** Folders are made by their own function only. */
  private static void create(CallContext call, String path) {
    int slash = path.lastIndexOf('/');
    Descriptors.ask(
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
      return Descriptors.ask(call, root -> root.stat(path));
    } catch (FileFault fault) {
      if (fault.kind() == FileFault.Kind.NOT_FOUND) {
        return null;
      }
      throw fault;
    }
  }

  byte[] fileStatus(CallContext call, long fd) {
    return switch (descriptors.descriptor(fd)) {
      case Descriptor.Folder folder -> {
        requireRead(call, folder.path());
        yield status(folder.path(), Descriptors.ask(call, root -> root.stat(folder.path())));
      }
      case Descriptor.OpenFile file ->
          status(
              file.path(),
              file.isChanged()
                  ? FileEntry.file("", file.length(), surroundings.millis())
                  : Descriptors.ask(call, root -> root.stat(file.path())));
      case Descriptor.Input input -> streamStatus();
      case Descriptor.Output output -> streamStatus();
    };
  }

  byte[] pathStatus(CallContext call, long fd, String raw) {
    String path = path(fd, raw);
    requireRead(call, path);
    return status(path, Descriptors.ask(call, root -> root.stat(path)));
  }

  private static byte[] streamStatus() {
    return ByteBuffer.allocate(64)
        .put(16, (byte) Descriptors.TYPE_CHARACTERS)
        .putLong(24, 0)
        .array();
  }

  private static byte[] status(String path, FileEntry entry) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(entry.modifiedMillis());
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, 1)
        .putLong(8, number(path))
        .put(16, (byte) (entry.folder() ? Descriptors.TYPE_FOLDER : Descriptors.TYPE_FILE))
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
    Descriptor.Folder folder = descriptors.folder(fd);
    requireRead(call, folder.path());
    if (cookie == 0) {
      folder.entries(FileCalls.list(call, Descriptors.root(call), folder.path()));
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
              .put(20, (byte) (entry.folder() ? Descriptors.TYPE_FOLDER : Descriptors.TYPE_FILE))
              .array();
      out.put(head, 0, Math.min(head.length, out.remaining()));
      out.put(name, 0, Math.min(name.length, out.remaining()));
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  void createFolder(CallContext call, long fd, String raw) {
    String path = path(fd, raw);
    requireWrite(call, path);
    Descriptors.ask(
        call,
        root -> {
          root.createFolder(path);
          return Boolean.TRUE;
        });
  }

  void remove(CallContext call, long fd, String raw, boolean wantsFolder) {
    String path = path(fd, raw);
    requireWrite(call, path);
    Descriptors.ask(
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
    Descriptors.ask(
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
