package dev.morph.ir;

import java.util.List;

/** The files of a distribution that stands in a folder, wherever they are kept. */
public interface DocumentTree {
  /** The paths of all files, from the folder, with {@code /} between names, in any order. */
  List<String> paths();

  /**
   * The content of a file.
   *
   * @param path one of {@link #paths}
   */
  byte[] read(String path);
}
