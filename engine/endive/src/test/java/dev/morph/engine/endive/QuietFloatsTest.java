package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietFloatsTest {
  @ParameterizedTest
  @ValueSource(ints = {0x7F80_0001, 0x7FA0_0000, 0xFF80_0001, 0x7FC0_0000, 0xFFFF_FFFF})
  void aNanOf32BitsComesOutQuiet(int bits) {
    float nan = Float.intBitsToFloat(bits);
    for (float result :
        new float[] {
          QuietFloats.F32_MIN(nan, 1),
          QuietFloats.F32_MIN(1, nan),
          QuietFloats.F32_MAX(nan, 1),
          QuietFloats.F32_MAX(Float.NEGATIVE_INFINITY, nan)
        }) {
      assertThat(Float.floatToRawIntBits(result) & 0x7FC0_0000).isEqualTo(0x7FC0_0000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0x7FF0_0000_0000_0001L, 0xFFF4_0000_0000_0000L, 0x7FF8_0000_0000_0000L})
  void aNanOf64BitsComesOutQuiet(long bits) {
    double nan = Double.longBitsToDouble(bits);
    for (double result :
        new double[] {
          QuietFloats.F64_MIN(nan, 1),
          QuietFloats.F64_MAX(1, nan),
          QuietFloats.F64_CEIL(nan),
          QuietFloats.F64_FLOOR(nan),
          QuietFloats.F64_TRUNC(nan)
        }) {
      long quiet = 0x7FF8_0000_0000_0000L;
      assertThat(Double.doubleToRawLongBits(result) & quiet).isEqualTo(quiet);
    }
  }

  @Test
  void zerosKeepTheirSigns() {
    assertThat(1 / QuietFloats.F32_MIN(0f, -0f)).isNegative();
    assertThat(1 / QuietFloats.F64_MAX(-0.0, 0.0)).isPositive();
    assertThat(1 / QuietFloats.F64_CEIL(-0.5)).isNegative();
    assertThat(1 / QuietFloats.F64_TRUNC(-0.5)).isNegative();
    assertThat(QuietFloats.F64_TRUNC(-1.5)).isEqualTo(-1);
    assertThat(QuietFloats.F64_FLOOR(-1.5)).isEqualTo(-2);
  }
}
