package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.real;

import dev.morph.morphir.sdk.BasicsFunctions;
import dev.morph.morphir.sdk.Tuple2;

/** What Basics has about floats alone. */
final class NativesFloats {
  private NativesFloats() {}

  static void addTo(NativesTable table) {
    table
        .of("Basics")
        .add("isNaN", a -> BasicsFunctions.isNaN(real(a)))
        .add("isInfinite", a -> BasicsFunctions.isInfinite(real(a)))
        .add("sqrt", a -> BasicsFunctions.sqrt(real(a)))
        .add("logBase", (base, a) -> BasicsFunctions.logBase(real(base), real(a)))
        .add("e", BasicsFunctions::e)
        .add("pi", BasicsFunctions::pi)
        .add("cos", a -> BasicsFunctions.cos(real(a)))
        .add("sin", a -> BasicsFunctions.sin(real(a)))
        .add("tan", a -> BasicsFunctions.tan(real(a)))
        .add("acos", a -> BasicsFunctions.acos(real(a)))
        .add("asin", a -> BasicsFunctions.asin(real(a)))
        .add("atan", a -> BasicsFunctions.atan(real(a)))
        .add("atan2", (y, x) -> BasicsFunctions.atan2(real(y), real(x)))
        .add("degrees", a -> BasicsFunctions.degrees(real(a)))
        .add("radians", a -> BasicsFunctions.radians(real(a)))
        .add("turns", a -> BasicsFunctions.turns(real(a)))
        .add("toPolar", a -> BasicsFunctions.toPolar(reals(a)))
        .add("fromPolar", a -> BasicsFunctions.fromPolar(reals(a)));
  }

  private static Tuple2<Double, Double> reals(Object pair) {
    var values = (Tuple2<?, ?>) pair;
    return new Tuple2<>(real(values.first()), real(values.second()));
  }
}
