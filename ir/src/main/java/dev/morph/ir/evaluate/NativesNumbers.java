package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.index;
import static dev.morph.ir.evaluate.NativesTable.real;
import static dev.morph.ir.evaluate.NativesTable.text;

import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.DecimalFunctions;
import dev.morph.morphir.sdk.IntFunctions;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.NumberFunctions;
import dev.morph.morphir.sdk.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.LongFunction;

/** Decimal, Number and Int. */
final class NativesNumbers {
  private NativesNumbers() {}

  static void addTo(NativesTable table) {
    addDecimalConversions(table.of("Decimal"));
    addDecimalArithmetic(table);
    addDecimalComparisons(table);
    addNumber(table.of("Number"));
    addInt(table.of("Int"));
  }

  private static void addDecimalConversions(NativesTable table) {
    table
        .add("fromInt", n -> decimal(n))
        .add("fromFloat", f -> DecimalFunctions.fromFloat(real(f)))
        .add("fromString", s -> DecimalFunctions.fromString(text(s)))
        .add("hundred", n -> times(n, DecimalFunctions.hundred(1)))
        .add("thousand", n -> times(n, DecimalFunctions.thousand(1)))
        .add("million", n -> times(n, DecimalFunctions.million(1)))
        .add("tenth", n -> times(n, DecimalFunctions.tenth(1)))
        .add("hundredth", n -> times(n, DecimalFunctions.hundredth(1)))
        .add("thousandth", n -> times(n, DecimalFunctions.thousandth(1)))
        .add("millionth", n -> times(n, DecimalFunctions.millionth(1)))
        .add("bps", n -> times(n, DecimalFunctions.bps(1)))
        .add("toString", d -> DecimalFunctions.toString(as(d)))
        .add("toFloat", d -> DecimalFunctions.toFloat(as(d)));
  }

  private static BigDecimal decimal(Object integer) {
    return new BigDecimal(Arithmetic.big(integer));
  }

  private static BigDecimal times(Object integer, BigDecimal unit) {
    return DecimalFunctions.mul(decimal(integer), unit);
  }

  private static void addDecimalArithmetic(NativesTable table) {
    table
        .add("add", (a, b) -> DecimalFunctions.add(as(a), as(b)))
        .add("sub", (a, b) -> DecimalFunctions.sub(as(a), as(b)))
        .add("negate", d -> DecimalFunctions.negate(as(d)))
        .add("mul", (a, b) -> DecimalFunctions.mul(as(a), as(b)))
        .add("div", (a, b) -> DecimalFunctions.div(as(a), as(b)))
        .add("divWithDefault", (d, a, b) -> DecimalFunctions.divWithDefault(as(d), as(a), as(b)))
        .add("truncate", d -> DecimalFunctions.truncate(as(d)))
        .add("round", d -> DecimalFunctions.round(as(d)))
        .add("abs", d -> DecimalFunctions.abs(as(d)))
        .add("shiftDecimalLeft", (n, d) -> DecimalFunctions.shiftDecimalLeft(index(n), as(d)))
        .add("shiftDecimalRight", (n, d) -> DecimalFunctions.shiftDecimalRight(index(n), as(d)))
        .add("zero", DecimalFunctions::zero)
        .add("one", DecimalFunctions::one)
        .add("minusOne", DecimalFunctions::minusOne);
  }

  private static void addDecimalComparisons(NativesTable table) {
    table
        .add("gt", (a, b) -> DecimalFunctions.gt(as(a), as(b)))
        .add("gte", (a, b) -> DecimalFunctions.gte(as(a), as(b)))
        .add("eq", (a, b) -> DecimalFunctions.eq(as(a), as(b)))
        .add("neq", (a, b) -> DecimalFunctions.neq(as(a), as(b)))
        .add("lt", (a, b) -> DecimalFunctions.lt(as(a), as(b)))
        .add("lte", (a, b) -> DecimalFunctions.lte(as(a), as(b)))
        .add("compare", (a, b) -> DecimalFunctions.compare(as(a), as(b)));
  }

  private static void addNumber(NativesTable table) {
    table
        .add("fromInt", n -> Rational.of(Arithmetic.big(n)))
        .add("equal", (a, b) -> NumberFunctions.equal(as(a), as(b)))
        .add("notEqual", (a, b) -> NumberFunctions.notEqual(as(a), as(b)))
        .add("lessThan", (a, b) -> NumberFunctions.lessThan(as(a), as(b)))
        .add("lessThanOrEqual", (a, b) -> NumberFunctions.lessThanOrEqual(as(a), as(b)))
        .add("greaterThan", (a, b) -> NumberFunctions.greaterThan(as(a), as(b)))
        .add("greaterThanOrEqual", (a, b) -> NumberFunctions.greaterThanOrEqual(as(a), as(b)))
        .add("add", (a, b) -> NumberFunctions.add(as(a), as(b)))
        .add("subtract", (a, b) -> NumberFunctions.subtract(as(a), as(b)))
        .add("multiply", (a, b) -> NumberFunctions.multiply(as(a), as(b)))
        .add("divide", (a, b) -> NumberFunctions.divide(as(a), as(b)))
        .add("abs", a -> NumberFunctions.abs(as(a)))
        .add("negate", a -> NumberFunctions.negate(as(a)))
        .add("reciprocal", a -> NumberFunctions.reciprocal(as(a)))
        .add("coerceToDecimal", (d, a) -> NumberFunctions.coerceToDecimal(as(d), as(a)))
        .add("toDecimal", a -> NumberFunctions.toDecimal(as(a)))
        .add("toFractionalString", a -> NumberFunctions.toFractionalString(as(a)))
        .add("simplify", a -> NumberFunctions.simplify(as(a)))
        .add("isSimplified", a -> NumberFunctions.isSimplified(as(a)))
        .add("zero", NumberFunctions::zero)
        .add("one", NumberFunctions::one);
  }

  private static void addInt(NativesTable table) {
    table
        .add("fromInt8", n -> NativesTable.fitting(n))
        .add("toInt8", n -> narrowed(n, IntFunctions::toInt8))
        .add("fromInt16", n -> NativesTable.fitting(n))
        .add("toInt16", n -> narrowed(n, IntFunctions::toInt16))
        .add("fromInt32", n -> NativesTable.fitting(n))
        .add("toInt32", n -> narrowed(n, IntFunctions::toInt32))
        .add("fromInt64", n -> NativesTable.fitting(n))
        .add("toInt64", n -> narrowed(n, IntFunctions::toInt64));
  }

  private static Object narrowed(Object integer, LongFunction<Object> narrow) {
    return integer instanceof BigInteger ? Maybe.nothing() : narrow.apply((Long) integer);
  }
}
