package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.types.MorphirSdk;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the SDK's types are in Java. */
final class SdkTypes {
  private static final Map<String, JavaType> TYPES =
      Map.ofEntries(
          Map.entry("basics#int", JavaType.LONG),
          Map.entry("basics#float", JavaType.DOUBLE),
          Map.entry("basics#bool", JavaType.BOOLEAN),
          Map.entry("basics#order", JavaType.sdk("Order")),
          Map.entry("basics#never", JavaType.sdk("Never")),
          Map.entry("char#char", JavaType.CHAR),
          Map.entry("string#string", JavaType.STRING),
          Map.entry("list#list", new JavaType("java.util", "List", List.of())),
          Map.entry("maybe#maybe", JavaType.sdk("Maybe")),
          Map.entry("result#result", JavaType.sdk("Result")),
          Map.entry("dict#dict", JavaType.sdk("Dict")),
          Map.entry("set#set", JavaType.sdk("MorphirSet")),
          Map.entry("decimal#decimal", JavaType.DECIMAL),
          Map.entry("number#decimal", JavaType.DECIMAL),
          Map.entry("int#int-8", JavaType.lang("Byte")),
          Map.entry("int#int-16", JavaType.lang("Short")),
          Map.entry("int#int-32", JavaType.lang("Integer")),
          Map.entry("int#int-64", JavaType.lang("Long")),
          Map.entry("local-date#local-date", new JavaType("java.time", "LocalDate", List.of())),
          Map.entry("local-date#day-of-week", new JavaType("java.time", "DayOfWeek", List.of())),
          Map.entry("local-date#month", new JavaType("java.time", "Month", List.of())),
          Map.entry("local-time#local-time", new JavaType("java.time", "LocalTime", List.of())),
          Map.entry("instant#instant", new JavaType("java.time", "Instant", List.of())),
          Map.entry("UUID#UUID", new JavaType("java.util", "UUID", List.of())),
          Map.entry("UUID#error", JavaType.sdk("UUIDError")),
          Map.entry("number#number", JavaType.sdk("Rational")),
          Map.entry("number#division-by-zero", JavaType.sdk("DivisionByZero")),
          Map.entry("regex#regex", JavaType.sdk("Regex")),
          Map.entry("regex#options", JavaType.sdk("RegexOptions")),
          Map.entry("regex#match", JavaType.sdk("RegexMatch")),
          Map.entry("aggregate#aggregation", JavaType.sdk("Aggregation")),
          Map.entry("stateful-app#stateful-app", JavaType.sdk("StatefulApp")));

  private SdkTypes() {}

  /** True for the SDK's package, in the spelling of older documents too. */
  static boolean isSdk(Path packageName) {
    return packageName.toString().equalsIgnoreCase("morphir/sdk");
  }

  /** The class without its arguments; null if the type has none of its own. */
  static @Nullable JavaType find(FQName name) {
    return isSdk(name.packageName()) ? TYPES.get(name.module() + "#" + name.local()) : null;
  }

  /** A name of the SDK as it is spelled today. */
  static FQName canonical(FQName name) {
    return new FQName(MorphirSdk.PACKAGE, name.module(), name.local());
  }

  /** True for a key of several parts, which is a tuple. */
  static boolean isKey(FQName name) {
    return isSdk(name.packageName())
        && name.module().toString().equals("key")
        && !name.local().text().equals("key-0");
  }

  /** The aliases of records that are classes of the SDK. */
  static List<FQName> records() {
    Path regex = new Path(List.of(new Name("regex")));
    return List.of(
        new FQName(MorphirSdk.PACKAGE, regex, new Name("options")),
        new FQName(MorphirSdk.PACKAGE, regex, new Name("match")));
  }

  /** True if a type has one constructor and is its record. */
  static boolean isOwnCase(FQName type) {
    return type.local().text().equals("stateful-app");
  }

  /** True if a type's constructors are constants of an enum. */
  static boolean isEnum(FQName type) {
    return switch (type.module() + "#" + type.local()) {
      case "basics#order",
          "local-date#day-of-week",
          "local-date#month",
          "number#division-by-zero",
          "UUID#error" ->
          true;
      default -> false;
    };
  }

  /** What a constructor is called: a constant of an enum, or a record in its interface. */
  static String constructor(FQName type, Name constructor) {
    return isEnum(type)
        ? constructor.text().replace('-', '_').toUpperCase(Locale.ROOT)
        : constructor.pascalCase();
  }

  /** The class of a module's functions. */
  static JavaType functions(Path module) {
    var name = new StringBuilder();
    module.names().forEach(part -> name.append(part.pascalCase()));
    return JavaType.sdk(name + "Functions");
  }

  /** The method of a function. */
  static String method(Name name) {
    return JavaNames.sdkMethod(name);
  }
}
