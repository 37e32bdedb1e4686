package dev.morph.capabilities.wasi;

import dev.morph.base.files.FileEntry;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a number of a guest stands for. */
sealed interface Descriptor {
  /** Standard input, which is at its end. */
  record Input() implements Descriptor {}

  /** Standard output or error: lines of the guest's log. */
  record Output(OutputLines lines) implements Descriptor {}

  /** A folder that was opened, the root among them. */
  final class Folder implements Descriptor {
    private final String path;
    private List<FileEntry> entries = List.of();

    Folder(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }

    /** As they were when the guest began to read them. */
    List<FileEntry> entries() {
      return entries;
    }

    void entries(List<FileEntry> read) {
      entries = read;
    }
  }

  /**
   * A file that was opened. Its bytes are held here from the first use on, and go back to the root
   * as a whole, so that no half file is ever seen.
   */
  final class OpenFile implements Descriptor {
    private static final byte[] NONE = {};

    private final String path;
    private final boolean readable;
    private final boolean writable;
    private boolean append;
    private byte @Nullable [] bytes;
    private int length;
    private long position;
    private boolean changed;

    OpenFile(String path, boolean readable, boolean writable, boolean append) {
      this.path = path;
      this.readable = readable;
      this.writable = writable;
      this.append = append;
    }

    String path() {
      return path;
    }

    boolean readable() {
      return readable;
    }

    boolean writable() {
      return writable;
    }

    boolean appends() {
      return append;
    }

    void appends(boolean value) {
      append = value;
    }

    boolean isLoaded() {
      return bytes != null;
    }

    void load(byte[] content) {
      bytes = content;
      length = content.length;
    }

    /** Bytes that are held for it. */
    long held() {
      byte[] known = bytes;
      return known == null ? 0 : known.length;
    }

    int length() {
      return length;
    }

    long position() {
      return position;
    }

    void position(long value) {
      position = value;
    }

    boolean isChanged() {
      return changed;
    }

    void changed(boolean value) {
      changed = value;
    }

    byte[] content() {
      byte[] known = bytes;
      return known == null ? NONE : Arrays.copyOf(known, length);
    }

    byte[] read(long offset, int count) {
      byte[] known = bytes;
      if (known == null || offset >= length) {
        return NONE;
      }
      int from = (int) offset;
      return Arrays.copyOfRange(known, from, from + Math.min(count, length - from));
    }

    /** How many bytes are held once the file has this length. */
    long heldFor(long newLength) {
      return newLength <= held() ? held() : Math.max(newLength, Math.min(2 * held(), 1 << 30));
    }

    void write(int offset, byte[] more) {
      resize(Math.max(length, offset + more.length));
      System.arraycopy(more, 0, bytes == null ? NONE : bytes, offset, more.length);
    }

    void resize(int newLength) {
      byte[] known = bytes == null ? NONE : bytes;
      if (newLength > known.length) {
        known = Arrays.copyOf(known, (int) heldFor(newLength));
      } else if (newLength < length) {
        Arrays.fill(known, newLength, length, (byte) 0);
      }
      bytes = known;
      length = newLength;
      changed = true;
    }
  }
}
