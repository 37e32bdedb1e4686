package dev.morph.builtins.guests;

import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.sdk.Guest;
import org.teavm.interop.Export;

/** {@code typescript} as a guest. */
public final class TypeScriptGuest {
  private static final BuiltinExtension EXTENSION = StandardBuiltins.typeScript();

  private TypeScriptGuest() {}

  @Export(name = "get_capabilities")
  static long capabilities(int ptr, int len) {
    return Guest.function(
        ptr, len, request -> EXTENSION.call(BuiltinExtension.GET_CAPABILITIES, request));
  }

  @Export(name = "backend_generate")
  static long generate(int ptr, int len) {
    return Guest.function(
        ptr, len, request -> EXTENSION.call(BuiltinExtension.BACKEND_GENERATE, request));
  }
}
