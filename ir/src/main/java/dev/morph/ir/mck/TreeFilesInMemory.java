package dev.morph.ir.mck;

import dev.morph.ir.DocumentTree;
import dev.morph.ir.TreeSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a document tree in memory. Not safe for several threads.
 *
 * <p>Answers those that were written in the kit's order: the manifest, then each module before what
 * it holds.
 */
final class TreeFilesInMemory implements DocumentTree, TreeSink {
  private static final String EXTENSION = ".json";

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> order = new ArrayList<>();
  private int moduleBegin;

  @Override
  public List<String> paths() {
    return List.copyOf(order);
  }

  @Override
  public byte[] read(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  @Override
  public void file(String path, byte[] content) {
    String logical =
        path.endsWith(EXTENSION) ? path.substring(0, path.length() - EXTENSION.length()) : path;
    if (files.put(logical, content) != null) {
      return;
    }
    if (logical.equals("manifest")) {
      order.addFirst(logical);
    } else if (logical.endsWith("/module")) {
      order.add(moduleBegin, logical);
      moduleBegin = order.size();
    } else {
      order.add(logical);
    }
  }
}
