package dev.morph.testkit.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileFault.Kind;
import dev.morph.base.files.FileRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of files in memory that does as it is told: {@link #failing} lets a path fail, {@link
 * #before} runs something when a path is used, {@link #uses} says what was asked. Safe for several
 * threads.
 */
public final class MemoryFiles implements FileRoot {
  /** Bytes of files; null for a folder. */
  private final TreeMap<String, byte @Nullable []> nodes = new TreeMap<>();

  private final Map<String, FileFault> faults = new HashMap<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final List<String> uses = new ArrayList<>();

  /** Puts a file there, with the folders on the way. */
  public synchronized MemoryFiles with(String path, String text) {
    put(path, text.getBytes(UTF_8));
    return this;
  }

  /** From now on every use of the path fails so. */
  public synchronized MemoryFiles failing(String path, FileFault fault) {
    faults.put(path, fault);
    return this;
  }

  /** Runs when the path is used, before anything is done; it may wait, or throw. */
  public synchronized MemoryFiles before(String path, Runnable work) {
    before.put(path, work);
    return this;
  }

  /** The text of a file, or null if there is none. */
  public synchronized @Nullable String text(String path) {
    byte[] bytes = nodes.get(path);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  /** What was asked, in order: {@code "read notes/a.md"}. */
  public synchronized List<String> uses() {
    return List.copyOf(uses);
  }

  private void use(String what, String path) {
    Runnable work;
    synchronized (this) {
      uses.add(what + " " + path);
      work = before.get(path);
    }
    if (work != null) {
      work.run();
    }
    synchronized (this) {
      FileFault fault = faults.get(path);
      if (fault != null) {
        throw fault;
      }
    }
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    use("read", path);
    synchronized (this) {
      if (isFolder(path)) {
        throw new FileFault(Kind.NOT_A_FILE);
      }
      byte[] bytes = nodes.get(path);
      if (bytes == null) {
        throw new FileFault(Kind.NOT_FOUND);
      }
      if (bytes.length > maxBytes) {
        throw new FileFault(Kind.TOO_LARGE);
      }
      return bytes.clone();
    }
  }

  @Override
  public void write(String path, byte[] content) {
    use("write", path);
    synchronized (this) {
      if (isFolder(path)) {
        throw new FileFault(Kind.NOT_A_FILE);
      }
      put(path, content.clone());
    }
  }

  private void put(String path, byte[] content) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (!isFolder(folder) && nodes.containsKey(folder)) {
        throw new FileFault(Kind.NOT_A_FOLDER);
      }
      nodes.put(folder, null);
    }
    nodes.put(path, content);
  }

  private boolean isFolder(String path) {
    return path.isEmpty() || nodes.containsKey(path) && nodes.get(path) == null;
  }

  @Override
  public List<FileEntry> list(String path, int maxEntries) {
    use("list", path);
    synchronized (this) {
      requireFolder(path);
      List<FileEntry> entries = new ArrayList<>();
      for (String one : nodes.keySet()) {
        if (!one.equals(path) && parent(one).equals(path)) {
          entries.add(entry(one));
        }
      }
      if (entries.size() > maxEntries) {
        throw new FileFault(Kind.TOO_MANY);
      }
      return entries;
    }
  }

  private void requireFolder(String path) {
    if (!isFolder(path)) {
      throw new FileFault(nodes.containsKey(path) ? Kind.NOT_A_FOLDER : Kind.NOT_FOUND);
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private FileEntry entry(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    byte[] bytes = nodes.get(path);
    return bytes == null ? FileEntry.folder(name, 0) : FileEntry.file(name, bytes.length, 0);
  }

  @Override
  public FileEntry stat(String path) {
    use("stat", path);
    synchronized (this) {
      if (!path.isEmpty() && !nodes.containsKey(path)) {
        throw new FileFault(Kind.NOT_FOUND);
      }
      return entry(path);
    }
  }

  @Override
  public void delete(String path) {
    use("delete", path);
    synchronized (this) {
      if (!nodes.containsKey(path)) {
        throw new FileFault(Kind.NOT_FOUND);
      }
      String below = nodes.higherKey(path + "/");
      if (below != null && below.startsWith(path + "/")) {
        throw new FileFault(Kind.NOT_EMPTY);
      }
      nodes.remove(path);
    }
  }

  @Override
  public void createFolder(String path) {
    use("createFolder", path);
    synchronized (this) {
      requireFolder(parent(path));
      if (nodes.containsKey(path)) {
        throw new FileFault(Kind.EXISTS);
      }
      nodes.put(path, null);
    }
  }

  @Override
  public void rename(String from, String to) {
    use("rename", from);
    synchronized (this) {
      if (!nodes.containsKey(from)) {
        throw new FileFault(Kind.NOT_FOUND);
      }
      requireFolder(parent(to));
      if (nodes.containsKey(to) && (isFolder(from) || isFolder(to))) {
        throw new FileFault(Kind.EXISTS);
      }
      List<String> moved = new ArrayList<>();
      for (String one : nodes.keySet()) {
        if (one.equals(from) || one.startsWith(from + "/")) {
          moved.add(one);
        }
      }
      for (String one : moved) {
        nodes.put(to + one.substring(from.length()), nodes.remove(one));
      }
    }
  }
}
