package dev.morph.ir.types;

import dev.morph.ir.Name;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import java.util.List;

/**
 * What packages know of the SDK, on which all models build without naming it among their
 * dependencies.
 */
public final class MorphirSdk {
  /** The package's name, {@code morphir/SDK}. */
  public static final Path PACKAGE = new Path(List.of(new Name("morphir"), new Name("SDK")));

  private static final PackageSpecification SPECIFICATION =
      SdkNotation.parse(PACKAGE, SdkScalars.NOTATION, SdkCollections.NOTATION);

  private MorphirSdk() {}

  /**
   * All its 22 modules with their types and 372 values. Type variables named {@code number}, {@code
   * comparable}, {@code appendable} or {@code compappend}, perhaps with a number behind, stand for
   * types of that kind alone, as in Elm.
   */
  public static PackageSpecification specification() {
    return SPECIFICATION;
  }
}
