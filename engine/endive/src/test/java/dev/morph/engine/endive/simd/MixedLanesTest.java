package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Instance;
import dev.morph.engine.binary.Opcode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instructions whose lanes come from elsewhere or change their width, against the same in Java. */
class MixedLanesTest {
  private static final int ROUNDS = 200;

  private static String module(String... names) {
    return Arrays.stream(names)
        .map(name -> Opcode.valueOf(name.replace('.', '_').toUpperCase(Locale.ROOT)))
        .map(Vectors::instruction)
        .collect(Collectors.joining());
  }

  private static byte[] bytes(long[] lanes) {
    var buffer = ByteBuffer.allocate(lanes.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(lanes);
    return buffer.array();
  }

  private static long[] vector(byte[] bytes) {
    var lanes = new long[2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(lanes);
    return lanes;
  }

  /** A lane of a vector, sign-extended. */
  private static long lane(long[] vector, int bits, int number) {
    int at = number * bits % 64;
    return vector[number * bits / 64] << 64 - bits - at >> 64 - bits;
  }

  private static long lane(long[] vector, int bits, int number, boolean signed) {
    long lane = lane(vector, bits, number);
    return signed ? lane : lane & (1L << bits) - 1;
  }

  private interface Lanes {
    long at(int number);
  }

  private static long[] vector(int bits, Lanes lanes) {
    var vector = new long[2];
    for (int i = 0; i < 128 / bits; i++) {
      long mask = bits == 64 ? -1 : (1L << bits) - 1;
      vector[i * bits / 64] |= (lanes.at(i) & mask) << i * bits % 64;
    }
    return vector;
  }

  private static long[] vector(Random random) {
    return new long[] {Vectors.half(random), Vectors.half(random)};
  }

  private static long[] both(long[] a, long[] b) {
    return new long[] {a[0], a[1], b[0], b[1]};
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void widensAddsAndMultiplies(Engine engine) {
    var random = new Random(11);
    for (int bits : new int[] {8, 16, 32}) {
      String from = "i" + bits + "x" + 128 / bits;
      String to = "i" + 2 * bits + "x" + 64 / bits;
      for (boolean signed : new boolean[] {true, false}) {
        String tail = from + (signed ? "_s" : "_u");
        for (int part = 0; part < 2; part++) {
          String half = part == 0 ? "_low_" : "_high_";
          int first = part * 64 / bits;
          String extend = to + ".extend" + half + tail;
          String multiply = to + ".extmul" + half + tail;
          Instance instance = Vectors.instance(engine, module(extend, multiply));
          for (int round = 0; round < ROUNDS; round++) {
            long[] a = vector(random);
            long[] b = vector(random);
            assertThat(Vectors.call(instance, extend, a))
                .as(extend)
                .isEqualTo(vector(2 * bits, i -> lane(a, bits, first + i, signed)));
            assertThat(Vectors.call(instance, multiply, both(a, b)))
                .as(multiply)
                .isEqualTo(
                    vector(
                        2 * bits,
                        i -> lane(a, bits, first + i, signed) * lane(b, bits, first + i, signed)));
          }
        }
        if (bits < 32) {
          String add = to + ".extadd_pairwise_" + tail;
          Instance instance = Vectors.instance(engine, module(add));
          for (int round = 0; round < ROUNDS; round++) {
            long[] a = vector(random);
            assertThat(Vectors.call(instance, add, a))
                .as(add)
                .isEqualTo(
                    vector(
                        2 * bits,
                        i -> lane(a, bits, 2 * i, signed) + lane(a, bits, 2 * i + 1, signed)));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void narrowsWithSaturation(Engine engine) {
    var random = new Random(12);
    for (int bits : new int[] {16, 32}) {
      for (boolean signed : new boolean[] {true, false}) {
        int to = bits / 2;
        String name =
            "i%dx%d.narrow_i%dx%d_%s".formatted(to, 128 / to, bits, 128 / bits, signed ? "s" : "u");
        long least = signed ? -(1L << to - 1) : 0;
        long most = signed ? (1L << to - 1) - 1 : (1L << to) - 1;
        Instance instance = Vectors.instance(engine, module(name));
        for (int round = 0; round < ROUNDS; round++) {
          long[] a = vector(random);
          long[] b = vector(random);
          int count = 128 / bits;
          assertThat(Vectors.call(instance, name, both(a, b)))
              .as(name)
              .isEqualTo(
                  vector(
                      to,
                      i ->
                          Math.clamp(
                              i < count ? lane(a, bits, i) : lane(b, bits, i - count),
                              least,
                              most)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void testsAllLanes(Engine engine) {
    var random = new Random(13);
    for (int bits : new int[] {8, 16, 32, 64}) {
      String shape = "i" + bits + "x" + 128 / bits;
      Instance instance = Vectors.instance(engine, module(shape + ".bitmask", shape + ".all_true"));
      for (int round = 0; round < ROUNDS; round++) {
        // zeros are rare in random lanes
        long[] a = round % 2 == 0 ? vector(random) : vector(bits, i -> random.nextInt(9));
        var lanes = IntStream.range(0, 128 / bits);
        assertThat(Vectors.call(instance, shape + ".bitmask", a))
            .containsExactly(lanes.map(i -> lane(a, bits, i) < 0 ? 1 << i : 0).sum());
        assertThat(Vectors.call(instance, shape + ".all_true", a))
            .containsExactly(
                IntStream.range(0, 128 / bits).allMatch(i -> lane(a, bits, i) != 0) ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void addsProductsOfPairs(Engine engine) {
    var random = new Random(14);
    Instance instance = Vectors.instance(engine, module("i32x4.dot_i16x8_s"));
    for (int round = 0; round < ROUNDS; round++) {
      long[] a = vector(random);
      long[] b = vector(random);
      assertThat(Vectors.call(instance, "i32x4.dot_i16x8_s", both(a, b)))
          .isEqualTo(
              vector(
                  32,
                  i ->
                      lane(a, 16, 2 * i) * lane(b, 16, 2 * i)
                          + lane(a, 16, 2 * i + 1) * lane(b, 16, 2 * i + 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void movesBytes(Engine engine) {
    var random = new Random(15);
    Instance swizzle = Vectors.instance(engine, module("i8x16.swizzle"));
    for (int round = 0; round < ROUNDS; round++) {
      long[] a = vector(random);
      long[] b = round % 2 == 0 ? vector(random) : vector(8, i -> random.nextInt(20));
      byte[] source = bytes(a);
      byte[] indices = bytes(b);
      byte[] expected = new byte[16];
      for (int i = 0; i < 16; i++) {
        int index = indices[i] & 0xFF;
        expected[i] = index < 16 ? source[index] : 0;
      }
      assertThat(Vectors.call(swizzle, "i8x16.swizzle", both(a, b))).isEqualTo(vector(expected));
    }
  }

  /** More patterns than have code of their own. */
  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void shufflesByEachOfManyPatterns(Engine engine) {
    var random = new Random(16);
    var patterns = new int[700][];
    var wat = new StringBuilder();
    for (int n = 0; n < patterns.length; n++) {
      int start = random.nextInt(32);
      patterns[n] =
          switch (n % 4) {
            case 0 -> IntStream.range(0, 16).map(_ -> start).toArray();
            case 1 -> IntStream.range(0, 16).map(i -> (start + i) % 32).toArray();
            default -> random.ints(16, 0, 32).toArray();
          };
      wat.append("(func (export \"").append(n).append("\") (param v128 v128) (result v128)");
      wat.append(" local.get 0 local.get 1 i8x16.shuffle");
      Arrays.stream(patterns[n]).forEach(lane -> wat.append(' ').append(lane));
      wat.append(")\n");
    }
    Instance instance = Vectors.instance(engine, wat.toString());
    for (int n = 0; n < patterns.length; n++) {
      long[] operands = both(vector(random), vector(random));
      byte[] source = bytes(operands);
      byte[] expected = new byte[16];
      for (int i = 0; i < 16; i++) {
        expected[i] = source[patterns[n][i]];
      }
      assertThat(Vectors.call(instance, Integer.toString(n), operands))
          .as(Arrays.toString(patterns[n]))
          .isEqualTo(vector(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void truncatesAndConvertsAsJavaDoes(Engine engine) {
    var random = new Random(17);
    Instance instance =
        Vectors.instance(
            engine,
            module(
                "i32x4.trunc_sat_f32x4_s",
                "i32x4.trunc_sat_f64x2_s_zero",
                "f32x4.convert_i32x4_s",
                "f64x2.convert_low_i32x4_u"));
    for (int round = 0; round < ROUNDS; round++) {
      long[] a = vector(random);
      assertThat(Vectors.call(instance, "i32x4.trunc_sat_f32x4_s", a))
          .isEqualTo(vector(32, i -> (int) Float.intBitsToFloat((int) lane(a, 32, i))));
      assertThat(Vectors.call(instance, "i32x4.trunc_sat_f64x2_s_zero", a))
          .isEqualTo(vector(32, i -> i < 2 ? (int) Double.longBitsToDouble(a[i]) : 0));
      assertThat(Vectors.call(instance, "f32x4.convert_i32x4_s", a))
          .isEqualTo(vector(32, i -> Float.floatToRawIntBits((float) lane(a, 32, i))));
      assertThat(Vectors.call(instance, "f64x2.convert_low_i32x4_u", a))
          .isEqualTo(vector(64, i -> Double.doubleToRawLongBits((double) lane(a, 32, i, false))));
    }
  }
}
