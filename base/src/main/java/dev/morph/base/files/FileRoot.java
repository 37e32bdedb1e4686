package dev.morph.base.files;

import java.util.List;

/**
 * A tree of files that guests may use, as far as they are granted it. An application may bring its
 * own in place of a folder. Safe for several threads.
 *
 * <p>Paths are relative to the root, parts divided by {@code /}, without empty parts, {@code .},
 * {@code ..}, backslashes, colons and control characters: the host has checked them. The empty path
 * is the root. Nothing outside the tree may be reached, whatever is in it; links are not followed.
 *
 * <p>Every method throws {@link FileFault} where it cannot do what it is asked. Methods are called
 * on threads of the host, which interrupts one that is still at work when the guest's time is over:
 * it ends without a change then.
 */
public interface FileRoot {
  /**
   * The bytes of a file.
   *
   * @param maxBytes a larger file is {@link FileFault.Kind#TOO_LARGE}
   */
  byte[] read(String path, long maxBytes);

  /**
   * Makes a file, or puts it in the place of the one that is there, wholly or not at all. Folders
   * on the way that do not exist are made.
   */
  void write(String path, byte[] content);

  /**
   * The files and folders in a folder, sorted by name; without links and what is neither.
   *
   * @param maxEntries a folder with more is {@link FileFault.Kind#TOO_MANY}
   */
  List<FileEntry> list(String path, int maxEntries);

  /** What is there. */
  FileEntry stat(String path);

  /** Removes a file or an empty folder. */
  void delete(String path);

  /** Makes a folder in one that exists. */
  void createFolder(String path);

  /**
   * Gives a file or a folder another name, which may be in another folder; a file that has that
   * name is replaced.
   */
  void rename(String from, String to);
}
