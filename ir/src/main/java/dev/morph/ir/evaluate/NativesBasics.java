package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.bool;
import static dev.morph.ir.evaluate.NativesTable.real;

import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.BasicsFunctions;

/** Basics, but for what is about floats alone. */
final class NativesBasics {
  private NativesBasics() {}

  static void addTo(NativesTable table) {
    addNumbers(table.of("Basics"));
    addComparisons(table);
    table
        .add("not", a -> !bool(a))
        .add("and", (a, b) -> bool(a) && bool(b))
        .add("or", (a, b) -> bool(a) || bool(b))
        .add("xor", (a, b) -> bool(a) ^ bool(b))
        .add("append", (a, b) -> BasicsFunctions.append(a, b))
        .add("identity", a -> a)
        .add("always", (a, b) -> a)
        .add("composeLeft", (g, f) -> BasicsFunctions.composeLeft(as(g), as(f)))
        .add("composeRight", (f, g) -> BasicsFunctions.composeRight(as(f), as(g)))
        .add("never", a -> BasicsFunctions.never(as(a)));
  }

  private static void addNumbers(NativesTable table) {
    table
        .add("add", Arithmetic::add)
        .add("subtract", Arithmetic::subtract)
        .add("multiply", Arithmetic::multiply)
        .add("divide", (a, b) -> real(a) / real(b))
        .add("integerDivide", Arithmetic::integerDivide)
        .add("power", Arithmetic::power)
        .add("toFloat", a -> real(a))
        .add("round", a -> Arithmetic.round(real(a)))
        .add("floor", a -> Arithmetic.integer(Math.floor(real(a))))
        .add("ceiling", a -> Arithmetic.integer(Math.ceil(real(a))))
        .add("truncate", a -> Arithmetic.truncate(real(a)))
        .add("modBy", Arithmetic::modBy)
        .add("remainderBy", Arithmetic::remainderBy)
        .add("negate", Arithmetic::negate)
        .add("abs", Arithmetic::abs)
        .add("clamp", (low, high, a) -> BasicsFunctions.clamp(low, high, a));
  }

  private static void addComparisons(NativesTable table) {
    table
        .add("equal", (a, b) -> BasicsFunctions.equal(a, b))
        .add("notEqual", (a, b) -> BasicsFunctions.notEqual(a, b))
        .add("lessThan", (a, b) -> BasicsFunctions.lessThan(a, b))
        .add("greaterThan", (a, b) -> BasicsFunctions.greaterThan(a, b))
        .add("lessThanOrEqual", (a, b) -> BasicsFunctions.lessThanOrEqual(a, b))
        .add("greaterThanOrEqual", (a, b) -> BasicsFunctions.greaterThanOrEqual(a, b))
        .add("max", (a, b) -> BasicsFunctions.max(a, b))
        .add("min", (a, b) -> BasicsFunctions.min(a, b))
        .add("compare", (a, b) -> BasicsFunctions.compare(a, b));
  }
}
