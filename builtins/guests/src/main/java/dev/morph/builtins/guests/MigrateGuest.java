package dev.morph.builtins.guests;

import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.sdk.Guest;
import org.teavm.interop.Export;

/** {@code migrate} as a guest. */
public final class MigrateGuest {
  private static final BuiltinExtension EXTENSION = StandardBuiltins.migrate();

  private MigrateGuest() {}

  @Export(name = "get_capabilities")
  static long capabilities(int ptr, int len) {
    return Guest.function(
        ptr, len, request -> EXTENSION.call(BuiltinExtension.GET_CAPABILITIES, request));
  }

  @Export(name = "transform")
  static long transform(int ptr, int len) {
    return Guest.function(ptr, len, request -> EXTENSION.call(BuiltinExtension.TRANSFORM, request));
  }
}
