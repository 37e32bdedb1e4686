package dev.morph.ir.types;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.List;
import java.util.Set;

/** The SDK's types that literals and operations name by themselves. */
final class SdkTypes {
  static final FQName BOOL = name("basics", "bool");
  static final FQName INT = name("basics", "int");
  static final FQName FLOAT = name("basics", "float");
  static final FQName CHAR = name("char", "char");
  static final FQName STRING = name("string", "string");
  static final FQName LIST = name("list", "list");
  static final FQName DECIMAL = name("decimal", "decimal");

  private static final Set<Path> NUMBERS_AND_TEXTS =
      Set.of(
          module("basics"),
          module("int"),
          module("char"),
          module("string"),
          module("decimal"),
          module("local-date"),
          module("local-time"),
          module("instant"),
          module("key"));
  private static final Set<Name> UNORDERED =
      Set.of(new Name("bool"), new Name("never"), new Name("order"));
  private static final Path INTEGERS = module("int");

  private SdkTypes() {}

  private static Path module(String name) {
    return new Path(List.of(new Name(name)));
  }

  private static FQName name(String module, String local) {
    return new FQName(MorphirSdk.PACKAGE, module(module), new Name(local));
  }

  static boolean isNumber(FQName name) {
    return name.equals(INT)
        || name.equals(FLOAT)
        || (name.packageName().equals(MorphirSdk.PACKAGE) && name.module().equals(INTEGERS));
  }

  /** True if values of the type have an order by themselves; Elm orders fewer of them. */
  static boolean isComparable(FQName name) {
    return name.packageName().equals(MorphirSdk.PACKAGE)
        && NUMBERS_AND_TEXTS.contains(name.module())
        && !UNORDERED.contains(name.local());
  }
}
