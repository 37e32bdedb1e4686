package dev.morph.base.files;

/**
 * A file or a folder.
 *
 * @param name the last part of its path; empty for the root
 * @param folder true for a folder
 * @param size bytes of a file; 0 for a folder
 * @param modifiedMillis when it was last changed, in milliseconds since 1970; 0 if unknown
 */
public record FileEntry(String name, boolean folder, long size, long modifiedMillis) {
  /** A file. */
  public static FileEntry file(String name, long size, long modifiedMillis) {
    return new FileEntry(name, false, size, modifiedMillis);
  }

  /** A folder. */
  public static FileEntry folder(String name, long modifiedMillis) {
    return new FileEntry(name, true, 0, modifiedMillis);
  }
}
