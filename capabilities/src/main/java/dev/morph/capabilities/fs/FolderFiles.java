package dev.morph.capabilities.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileFault.Kind;
import dev.morph.base.files.FileRoot;
import dev.morph.runtime.capability.HostFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine as the root of a guest's files. Safe for several threads.
 *
 * <p>Each part of a path is opened from the handle of the folder before it, and links are not
 * followed: a program that swaps a folder for a link between a check and its use wins nothing.
 * Pipes, sockets and devices are refused before they are opened.
 */
public final class FolderFiles implements FileRoot {
  private static final Set<StandardOpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path root;

  private FolderFiles(Path root) {
    this.root = root;
  }

  /**
   * The folder, by the name that it has now; where that is a link, what it leads to.
   *
   * @throws MorphException ({@code not-found}) if there is no such folder, ({@code io-failed}) if
   *     it cannot be read or this system has no handles of folders
   */
  public static FolderFiles open(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real)) {
        throw new MorphException(
            ErrorCode.NOT_FOUND, "the workspace " + folder + " is no folder; name a folder");
      }
      FolderFiles files = new FolderFiles(real);
      files.openRoot().close();
      return files;
    } catch (NoSuchFileException e) {
      throw new MorphException(
          ErrorCode.NOT_FOUND, "there is no folder " + folder + "; make it, or name another", e);
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot open the folder " + folder, e);
    } catch (FileFault e) {
      throw new MorphException(ErrorCode.IO_FAILED, "the workspace " + folder + " " + e.words(), e);
    }
  }

  private SecureDirectoryStream<Path> openRoot() throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new FileFault(
        Kind.FAILED,
        "cannot be used: this system has no handles of folders, without which links cannot be kept"
            + " out; bring a FileRoot of your own");
  }

  /** What is done in a folder. */
  private interface Work<T> {
    T in(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  /** Works in the folder that holds the last part of a path. */
  private <T> T inParent(String path, boolean make, Work<T> work) {
    String checked = requireNormal(path);
    if (checked.isEmpty()) {
      throw new FileFault(Kind.DENIED, "is the root, which stays as it is");
    }
    int slash = checked.lastIndexOf('/');
    return inFolder(
        slash < 0 ? "" : checked.substring(0, slash),
        make,
        folder -> work.in(folder, name(checked.substring(slash + 1))));
  }

  /** What is changed in a folder. */
  private interface Change {
    void in(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  private void change(String path, boolean make, Change change) {
    inParent(
        path,
        make,
        (folder, name) -> {
          change.in(folder, name);
          return name;
        });
  }

  private interface FolderWork<T> {
    T in(SecureDirectoryStream<Path> folder) throws IOException;
  }

  private <T> T inFolder(String path, boolean make, FolderWork<T> work) {
    try {
      SecureDirectoryStream<Path> folder = openRoot();
      try {
        if (!path.isEmpty()) {
          for (String part : path.split("/", -1)) {
            SecureDirectoryStream<Path> next = enter(folder, name(part), make);
            SecureDirectoryStream<Path> left = folder;
            folder = next;
            left.close();
          }
        }
        return work.in(folder);
      } finally {
        folder.close();
      }
    } catch (IOException e) {
      throw fault(e);
    } catch (DirectoryIteratorException e) {
      throw new FileFault(Kind.FAILED, e);
    }
  }

  private SecureDirectoryStream<Path> enter(
      SecureDirectoryStream<Path> folder, Path name, boolean make) throws IOException {
    BasicFileAttributes found = attributes(folder, name);
    if (found == null && make) {
      makeFolder(folder, name);
    } else if (found == null) {
      throw new FileFault(Kind.NOT_FOUND);
    } else if (!found.isDirectory()) {
      throw new FileFault(Kind.NOT_A_FOLDER);
    }
    return folder.newDirectoryStream(name, NOFOLLOW_LINKS);
  }

  /**
   * There is no call that makes a folder from a handle: it is made in the root, which is no guest's
   * to swap, and moved from there by handles.
   */
  private void makeFolder(SecureDirectoryStream<Path> folder, Path name) throws IOException {
    Path made = Path.of(TemporaryNames.next());
    Files.createDirectory(root.resolve(made));
    try (SecureDirectoryStream<Path> start = openRoot()) {
      try {
        start.move(made, folder, name);
      } catch (IOException e) {
        start.deleteDirectory(made);
        BasicFileAttributes there = attributes(folder, name);
        if (there == null || !there.isDirectory()) {
          throw e;
        }
      }
    }
  }

  /** What is there under a name, a link itself; null if nothing is. */
  private static @Nullable BasicFileAttributes attributes(
      SecureDirectoryStream<Path> folder, Path name) throws IOException {
    try {
      return folder
          .getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .readAttributes();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static BasicFileAttributes existing(SecureDirectoryStream<Path> folder, Path name)
      throws IOException {
    BasicFileAttributes found = attributes(folder, name);
    if (found == null) {
      throw new FileFault(Kind.NOT_FOUND);
    }
    return found;
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    return inParent(
        path,
        false,
        (folder, name) -> {
          BasicFileAttributes found = existing(folder, name);
          if (!found.isRegularFile()) {
            throw new FileFault(Kind.NOT_A_FILE);
          }
          if (found.size() > maxBytes) {
            throw new FileFault(Kind.TOO_LARGE);
          }
          try (SeekableByteChannel channel =
              folder.newByteChannel(name, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
            return read(channel, found.size(), maxBytes);
          }
        });
  }

  /** Reads on where the file has grown since, up to the limit. */
  private static byte[] read(SeekableByteChannel channel, long expected, long maxBytes)
      throws IOException {
    byte[] bytes = new byte[Math.toIntExact(expected) + 1];
    int length = 0;
    while (true) {
      int count = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
      if (count < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += count;
      if (length > maxBytes) {
        throw new FileFault(Kind.TOO_LARGE);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length + 4_096, maxBytes + 1));
      }
    }
  }

  @Override
  public void write(String path, byte[] content) {
    change(
        path,
        true,
        (folder, name) -> {
          BasicFileAttributes before = attributes(folder, name);
          if (before != null && !before.isRegularFile()) {
            throw new FileFault(Kind.NOT_A_FILE);
          }
          Path temporary = Path.of(TemporaryNames.next());
          boolean moved = false;
          try {
            try (SeekableByteChannel channel =
                folder.newByteChannel(
                    temporary, CREATE, rightsOf(folder, before == null ? null : name))) {
              ByteBuffer left = ByteBuffer.wrap(content);
              while (left.hasRemaining()) {
                channel.write(left);
              }
              if (channel instanceof FileChannel file) {
                file.force(true);
              }
            }
            if (Thread.currentThread().isInterrupted()) {
              throw new InterruptedIOException();
            }
            folder.move(temporary, folder, name);
            moved = true;
          } finally {
            if (!moved) {
              deleteQuietly(folder, temporary);
            }
          }
        });
  }

  /** A file that is replaced keeps who may read and write it. */
  private static FileAttribute<?>[] rightsOf(
      SecureDirectoryStream<Path> folder, @Nullable Path replaced) throws IOException {
    PosixFileAttributeView view =
        replaced == null
            ? null
            : folder.getFileAttributeView(replaced, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    return view == null
        ? new FileAttribute<?>[0]
        : new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(view.readAttributes().permissions())
        };
  }

  private static void deleteQuietly(SecureDirectoryStream<Path> folder, Path name) {
    try {
      folder.deleteFile(name);
    } catch (IOException e) {
      // it was never made, or is gone: what failed before says more
    }
  }

  @Override
  public List<FileEntry> list(String path, int maxEntries) {
    return inFolder(
        requireNormal(path),
        false,
        folder -> {
          List<FileEntry> entries = new ArrayList<>();
          for (Path one : folder) {
            Path name = one.getFileName();
            BasicFileAttributes found = name == null ? null : attributes(folder, name);
            if (found == null || !(found.isRegularFile() || found.isDirectory())) {
              continue;
            }
            if (entries.size() == maxEntries) {
              throw new FileFault(Kind.TOO_MANY);
            }
            entries.add(entry(String.valueOf(name), found));
          }
          entries.sort(Comparator.comparing(FileEntry::name));
          return entries;
        });
  }

  private static FileEntry entry(String name, BasicFileAttributes found) {
    long modified = found.lastModifiedTime().toMillis();
    return found.isDirectory()
        ? FileEntry.folder(name, modified)
        : FileEntry.file(name, found.size(), modified);
  }

  @Override
  public FileEntry stat(String path) {
    if (path.isEmpty()) {
      return inFolder(
          "",
          false,
          folder ->
              entry(
                  "", folder.getFileAttributeView(BasicFileAttributeView.class).readAttributes()));
    }
    return inParent(
        path,
        false,
        (folder, name) -> {
          BasicFileAttributes found = existing(folder, name);
          if (!found.isRegularFile() && !found.isDirectory()) {
            throw new FileFault(Kind.NOT_A_FILE);
          }
          return entry(name.toString(), found);
        });
  }

  @Override
  public void delete(String path) {
    change(
        path,
        false,
        (folder, name) -> {
          BasicFileAttributes found = existing(folder, name);
          if (found.isDirectory()) {
            folder.deleteDirectory(name);
          } else if (found.isRegularFile()) {
            folder.deleteFile(name);
          } else {
            throw new FileFault(Kind.NOT_A_FILE);
          }
        });
  }

  @Override
  public void createFolder(String path) {
    change(
        path,
        false,
        (folder, name) -> {
          if (attributes(folder, name) != null) {
            throw new FileFault(Kind.EXISTS);
          }
          makeFolder(folder, name);
        });
  }

  @Override
  public void rename(String from, String to) {
    if (to.startsWith(from + "/")) {
      throw new FileFault(Kind.FAILED, "cannot become a part of itself");
    }
    change(
        from,
        false,
        (folder, name) -> {
          BasicFileAttributes found = existing(folder, name);
          if (!found.isRegularFile() && !found.isDirectory()) {
            throw new FileFault(Kind.NOT_A_FILE);
          }
          change(
              to,
              false,
              (target, newName) -> {
                BasicFileAttributes there = attributes(target, newName);
                if (there != null && (!there.isRegularFile() || found.isDirectory())) {
                  throw new FileFault(Kind.EXISTS);
                }
                folder.move(name, target, newName);
              });
        });
  }

  /** Holds what the interface promises, whoever calls. */
  private static String requireNormal(String path) {
    try {
      if (GuestPath.parse(path).equals(path)) {
        return path;
      }
    } catch (HostFault e) {
      // said below
    }
    throw new FileFault(Kind.DENIED, "is no path below the root");
  }

  private static Path name(String text) {
    try {
      Path name = Path.of(text);
      if (name.getNameCount() == 1 && !name.isAbsolute() && name.toString().equals(text)) {
        return name;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new FileFault(Kind.FAILED, "has a name that this system cannot write");
  }

  private static FileFault fault(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> new FileFault(Kind.NOT_FOUND, e);
      case FileAlreadyExistsException e -> new FileFault(Kind.EXISTS, e);
      case DirectoryNotEmptyException e -> new FileFault(Kind.NOT_EMPTY, e);
      case NotDirectoryException e -> new FileFault(Kind.NOT_A_FOLDER, e);
      case AccessDeniedException e -> new FileFault(Kind.DENIED, e);
      default -> new FileFault(kind(failure), failure);
    };
  }

  /** What only the system's own words tell. */
  private static Kind kind(IOException failure) {
    String reason =
        failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
    String words = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
    if (words.contains("space left") || words.contains("quota")) {
      return Kind.NO_SPACE;
    }
    if (words.contains("not empty")) {
      return Kind.NOT_EMPTY;
    }
    if (words.contains("not a directory") || words.contains("symbolic links")) {
      return Kind.NOT_A_FOLDER;
    }
    return Kind.FAILED;
  }
}
