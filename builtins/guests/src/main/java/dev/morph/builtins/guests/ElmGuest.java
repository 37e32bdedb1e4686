package dev.morph.builtins.guests;

import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.sdk.Guest;
import org.teavm.interop.Export;

/** {@code elm} as a guest. */
public final class ElmGuest {
  private static final BuiltinExtension EXTENSION = StandardBuiltins.elm();

  private ElmGuest() {}

  @Export(name = "get_capabilities")
  static long capabilities(int ptr, int len) {
    return Guest.function(
        ptr, len, request -> EXTENSION.call(BuiltinExtension.GET_CAPABILITIES, request));
  }

  @Export(name = "frontend_compile")
  static long compile(int ptr, int len) {
    return Guest.function(
        ptr, len, request -> EXTENSION.call(BuiltinExtension.FRONTEND_COMPILE, request));
  }
}
