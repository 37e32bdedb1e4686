package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/** The name of a type or value within a package. Immutable, safe to share. */
public record QName(Path module, Name local) {
  /**
   * The name of a text, as {@code local-date#from-ISO}.
   *
   * @return null if it is none
   */
  public static @Nullable QName parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      return null;
    }
    Path module = Path.parse(text.substring(0, hash));
    Name local = Name.parse(text.substring(hash + 1));
    return module == null || local == null ? null : new QName(module, local);
  }

  /** The canonical text of v4, as {@code local-date#from-ISO}. */
  @Override
  public String toString() {
    return module + "#" + local;
  }
}
