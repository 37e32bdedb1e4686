package dev.morph.builtins.typescript;

import dev.morph.ir.FQName;
import dev.morph.ir.types.MorphirSdk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SDK's types that the runtime file knows. */
final class SdkTypes {
  /**
   * A type of the runtime file.
   *
   * @param type in TypeScript, without its arguments
   * @param codec the end of the names of its decoder and encoder, as {@code Int} of {@code
   *     decodeInt}
   */
  record Known(String type, String codec) {}

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          Map.entry("basics#int", new Known("morphir.Int", "Int")),
          Map.entry("basics#float", new Known("number", "Float")),
          Map.entry("basics#bool", new Known("boolean", "Bool")),
          Map.entry("basics#never", new Known("never", "")),
          Map.entry("string#string", new Known("string", "String")),
          Map.entry("char#char", new Known("morphir.Char", "Char")),
          Map.entry("decimal#decimal", new Known("morphir.Decimal", "Decimal")),
          Map.entry("int#int-8", new Known("morphir.Int", "Int8")),
          Map.entry("int#int-16", new Known("morphir.Int", "Int16")),
          Map.entry("int#int-32", new Known("morphir.Int", "Int32")),
          Map.entry("int#int-64", new Known("morphir.Int", "Int")),
          Map.entry("local-date#local-date", new Known("morphir.LocalDate", "LocalDate")),
          Map.entry("local-time#local-time", new Known("morphir.LocalTime", "LocalTime")),
          Map.entry("instant#instant", new Known("morphir.Instant", "Instant")),
          Map.entry("UUID#UUID", new Known("morphir.UUID", "UUID")),
          Map.entry("list#list", new Known("", "List")),
          Map.entry("set#set", new Known("morphir.Set", "Set")),
          Map.entry("dict#dict", new Known("morphir.Dict", "Dict")),
          Map.entry("maybe#maybe", new Known("", "Maybe")),
          Map.entry("result#result", new Known("morphir.Result", "Result")));

  private SdkTypes() {}

  /** The type of the runtime file; null if it is none. */
  static @Nullable Known known(FQName type) {
    return KNOWN.get(text(type));
  }

  static boolean isKnown(FQName type) {
    return known(type) != null;
  }

  static boolean isNever(FQName type) {
    return text(type).equals("basics#never");
  }

  static boolean isList(FQName type) {
    return text(type).equals("list#list");
  }

  static boolean isMaybe(FQName type) {
    return text(type).equals("maybe#maybe");
  }

  private static String text(FQName type) {
    return type.packageName().equals(MorphirSdk.PACKAGE) ? type.module() + "#" + type.local() : "";
  }
}
