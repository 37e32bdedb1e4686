package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.types.MorphirSdk;
import dev.morph.morphir.sdk.DivisionByZero;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.Order;
import dev.morph.morphir.sdk.Result;
import dev.morph.morphir.sdk.StatefulApp;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.UUIDError;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
      constant(all, "local-date#" + word(month), month);
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      constant(all, "local-date#" + word(day), day);
    }
    for (UUIDError error : UUIDError.values()) {
      constant(all, "UUID#" + word(error), error);
    }
    constant(all, "number#division-by-zero", DivisionByZero.DIVISION_BY_ZERO);
    put(
        all,
        "stateful-app#stateful-app",
        a -> new StatefulApp<>(logic(a[0])),
        v -> v instanceof StatefulApp<?, ?, ?, ?>(var logic) ? List.of(logic) : null);
    return all;
  }

  @SuppressWarnings("unchecked") // what is no such function is told when it is called
  private static Function<Maybe<Object>, Function<Object, Tuple2<Maybe<Object>, Object>>> logic(
      Object function) {
    return (Function<Maybe<Object>, Function<Object, Tuple2<Maybe<Object>, Object>>>) function;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /** The arguments of a value that it made. */
  List<?> partsOf(Object value) {
    return Objects.requireNonNull(taker.apply(value));
  }

  /** The full name of the constructor that made a value of the SDK's classes; null for others. */
  static @Nullable FQName nameOf(Object value) {
    return switch (value) {
      case Maybe.Just<?> it -> named("maybe", "just");
      case Maybe.Nothing<?> it -> named("maybe", "nothing");
      case Result.Ok<?, ?> it -> named("result", "ok");
      case Result.Err<?, ?> it -> named("result", "err");
      case Order it -> named("basics", it.name());
      case Month it -> named("local-date", word(it));
      case DayOfWeek it -> named("local-date", word(it));
      case UUIDError it -> named("UUID", word(it));
      case DivisionByZero it -> named("number", word(it));
      default -> null;
    };
  }

  private static FQName named(String module, String local) {
    return new FQName(MorphirSdk.PACKAGE, new Path(List.of(new Name(module))), new Name(local));
  }
}
