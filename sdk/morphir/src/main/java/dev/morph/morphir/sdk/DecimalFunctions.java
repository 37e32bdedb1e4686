package dev.morph.morphir.sdk;

import java.math.BigDecimal;

final class DecimalFunctions {
  private DecimalFunctions() {}

  static BigDecimal mul(BigDecimal a, BigDecimal b) {
    return a.multiply(b);
  }
}
