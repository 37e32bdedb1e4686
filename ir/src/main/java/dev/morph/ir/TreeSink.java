package dev.morph.ir;

/** Takes the files of a document tree as they are written. */
public interface TreeSink {
  /**
   * Takes one file.
   *
   * @param path from the folder, with {@code /} between names; each comes once
   * @param content not reused after the call
   */
  void file(String path, byte[] content);
}
