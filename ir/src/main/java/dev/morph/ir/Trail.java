package dev.morph.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a decoder stands, as a JSON pointer that is written only when it is asked for. */
final class Trail {
  private String start = "";
  private @Nullable String[] names = new String[32];
  private int[] indexes = new int[32];
  private int size;

  /** Begins anew below this pointer. */
  void startAt(String pointer) {
    start = pointer;
    size = 0;
  }

  void enter(int index) {
    reserve();
    names[size] = null;
    indexes[size++] = index;
  }

  void enter(String name) {
    reserve();
    names[size++] = name;
  }

  void leave() {
    size--;
  }

  private void reserve() {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      indexes = Arrays.copyOf(indexes, size * 2);
    }
  }

  @Override
  public String toString() {
    var pointer = new StringBuilder(start);
    for (int i = 0; i < size; i++) {
      String name = names[i];
      pointer.append('/');
      if (name == null) {
        pointer.append(indexes[i]);
      } else {
        pointer.append(name.replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }
}
