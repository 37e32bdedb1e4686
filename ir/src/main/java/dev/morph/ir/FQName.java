package dev.morph.ir;

import org.jspecify.annotations.Nullable;

/** The full name of a type, constructor or value. Immutable, safe to share. */
public record FQName(Path packageName, Path module, Name local) {
  /**
   * The name of a canonical text, as {@code morphir/SDK:local-date#from-ISO}.
   *
   * @return null if it is none
   */
  public static @Nullable FQName parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return null;
    }
    Path packageName = Path.parse(text.substring(0, colon));
    QName name = QName.parse(text.substring(colon + 1));
    return packageName == null || name == null
        ? null
        : new FQName(packageName, name.module(), name.local());
  }

  /**
   * The name of identifiers, as {@code Morphir.SDK:LocalDate:fromISO}.
   *
   * @return null if it is none
   */
  public static @Nullable FQName ofIdentifiers(String text) {
    int first = text.indexOf(':');
    int second = text.indexOf(':', first + 1);
    if (first < 0 || second < 0) {
      return null;
    }
    Path packageName = Path.ofIdentifiers(text.substring(0, first));
    Path module = Path.ofIdentifiers(text.substring(first + 1, second));
    Name local = Name.ofIdentifier(text.substring(second + 1));
    return packageName == null || module == null || local == null
        ? null
        : new FQName(packageName, module, local);
  }

  /** The name in the older style, as {@code morphir/--sdk:list#map}. */
  public String doubledHyphen() {
    return packageName.doubledHyphen() + ":" + module.doubledHyphen() + "#" + local.doubledHyphen();
  }

  /** The canonical text of v4, as {@code morphir/SDK:list#map}. */
  @Override
  public String toString() {
    return packageName + ":" + module + "#" + local;
  }
}
