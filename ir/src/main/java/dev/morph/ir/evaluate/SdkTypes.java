package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.types.MorphirSdk;
import org.jspecify.annotations.Nullable;

/** Tells the SDK's types by their names. */
final class SdkTypes {
  private SdkTypes() {}

  /** The name within the SDK, as {@code basics#int}; empty if it is not of the SDK. */
  static String name(FQName name) {
    return name.packageName().equals(MorphirSdk.PACKAGE) ? name.module() + "#" + name.local() : "";
  }

  static boolean isFloat(@Nullable Type type) {
    return type instanceof Type.Reference reference
        && name(reference.name()).equals("basics#float");
  }
}
