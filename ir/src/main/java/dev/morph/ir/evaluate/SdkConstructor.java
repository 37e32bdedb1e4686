package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.Order;
import dev.morph.morphir.sdk.Result;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A constructor whose values are of the SDK's own classes. Immutable, safe to share.
 *
 * @param name within the SDK, as {@code maybe#just}
 * @param maker makes the value of as many arguments as the arity says
 * @param taker the arguments of a value of the type; null if another constructor made it
 */
record SdkConstructor(
    String name,
    int arity,
    Function<Object[], Object> maker,
    Function<Object, @Nullable List<?>> taker) {
  private static final Map<String, SdkConstructor> ALL = all();

  /** The constructor of a name; null if its values are of no class of their own. */
  static @Nullable SdkConstructor of(FQName name) {
    return ALL.get(SdkTypes.name(name));
  }

  private static Map<String, SdkConstructor> all() {
    Map<String, SdkConstructor> all = new HashMap<>();
    put(
        all,
        "maybe#just",
        a -> Maybe.just(a[0]),
        v -> v instanceof Maybe.Just<?>(Object inner) ? List.of(inner) : null);
    constant(all, "maybe#nothing", Maybe.nothing());
    put(
        all,
        "result#ok",
        a -> Result.ok(a[0]),
        v -> v instanceof Result.Ok<?, ?>(Object inner) ? List.of(inner) : null);
    put(
        all,
        "result#err",
        a -> Result.err(a[0]),
        v -> v instanceof Result.Err<?, ?>(Object inner) ? List.of(inner) : null);
    constant(all, "basics#true", true);
    constant(all, "basics#false", false);
    for (Order order : Order.values()) {
      constant(all, "basics#" + order.name(), order);
    }
    for (Month month : Month.values()) {
      constant(all, "local-date#" + month.name().toLowerCase(Locale.ROOT), month);
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      constant(all, "local-date#" + day.name().toLowerCase(Locale.ROOT), day);
    }
    return all;
  }

  private static void put(
      Map<String, SdkConstructor> all,
      String name,
      Function<Object[], Object> maker,
      Function<Object, @Nullable List<?>> taker) {
    all.put(name, new SdkConstructor(name, 1, maker, taker));
  }

  private static void constant(Map<String, SdkConstructor> all, String name, Object value) {
    all.put(
        name,
        new SdkConstructor(
            name, 0, arguments -> value, other -> value.equals(other) ? List.of() : null));
  }

  /** The name of the constructor that made a value of the SDK's own classes; null for others. */
  static @Nullable Name nameOf(Object value) {
    return switch (value) {
      case Maybe.Just<?> it -> new Name("just");
      case Maybe.Nothing<?> it -> new Name("nothing");
      case Result.Ok<?, ?> it -> new Name("ok");
      case Result.Err<?, ?> it -> new Name("err");
      case Order it -> new Name(it.name());
      case Month it -> new Name(it.name().toLowerCase(Locale.ROOT));
      case DayOfWeek it -> new Name(it.name().toLowerCase(Locale.ROOT));
      default -> null;
    };
  }
}
