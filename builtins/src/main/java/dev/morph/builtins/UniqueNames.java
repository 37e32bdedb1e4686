package dev.morph.builtins;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives each thing a name of its own, that which is wanted where it is free. Names that differ in
 * capitals alone are not told apart if they become files. Not safe for several threads.
 */
public final class UniqueNames {
  private final Set<String> taken = new HashSet<>();
  private final boolean files;

  private UniqueNames(boolean files) {
    this.files = files;
  }

  /** For files. */
  public static UniqueNames ofFiles() {
    return new UniqueNames(true);
  }

  /**
   * For other things.
   *
   * @param reserved names that nothing may have
   */
  public static UniqueNames avoiding(Set<String> reserved) {
    var names = new UniqueNames(false);
    names.taken.addAll(reserved);
    return names;
  }

  /** True if nothing has the name yet. */
  public boolean isFree(String name) {
    return !taken.contains(key(name));
  }

  /** The wanted name, or the same with {@code _2}, {@code _3} and so on behind it. */
  public String name(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(key(name)); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private String key(String name) {
    return files ? name.toLowerCase(Locale.ROOT) : name;
  }
}
