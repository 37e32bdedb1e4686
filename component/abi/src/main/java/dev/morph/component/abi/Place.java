package dev.morph.component.abi;

/**
 * Where a value stands in a call, as {@code result.err} or {@code params.req.headers[].0}; made
 * once per function, the indexes are filled in only when a fault is told.
 *
 * @param root the function's name, empty if it has none
 * @param depth how many lists are around the value
 */
record Place(String root, String path, int depth) {
  static Place of(String root, String path) {
    return new Place(root, path, 0);
  }

  Place child(String name) {
    return new Place(root, path + "." + name, depth);
  }

  Place element() {
    return new Place(root, path + "[]", depth + 1);
  }

  /** The text with the indexes where the brackets are. */
  String text(int[] indexes) {
    StringBuilder text = new StringBuilder();
    if (!root.isEmpty()) {
      text.append(root).append(": ");
    }
    int list = 0;
    int from = 0;
    for (int at = path.indexOf("[]"); at >= 0; at = path.indexOf("[]", from)) {
      text.append(path, from, at + 1);
      if (list < indexes.length) {
        text.append(indexes[list]);
      }
      list++;
      from = at + 1;
    }
    return text.append(path.substring(from)).toString();
  }

  /** The text without indexes. */
  @Override
  public String toString() {
    return root.isEmpty() ? path : root + ": " + path;
  }
}
