package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Instance;
import dev.morph.engine.binary.Opcode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instructions on integers, lane by lane, against the same in Java. */
class LaneArithmeticTest {
  /** One lane's result, of which the lane's width counts. Operands are sign-extended. */
  private interface LaneFunction {
    long apply(long a, long b, int bits);
  }

  private static final Map<String, LaneFunction> REFERENCE = new HashMap<>();

  static {
    REFERENCE.put("add", (a, b, bits) -> a + b);
    REFERENCE.put("sub", (a, b, bits) -> a - b);
    REFERENCE.put("mul", (a, b, bits) -> a * b);
    REFERENCE.put("neg", (a, b, bits) -> -a);
    REFERENCE.put("abs", (a, b, bits) -> a < 0 ? -a : a);
    REFERENCE.put("popcnt", (a, b, bits) -> Long.bitCount(low(a, bits)));
    REFERENCE.put("add_sat_s", (a, b, bits) -> clamped(a + b, -(1L << bits - 1), bits - 1));
    REFERENCE.put("sub_sat_s", (a, b, bits) -> clamped(a - b, -(1L << bits - 1), bits - 1));
    REFERENCE.put("add_sat_u", (a, b, bits) -> clamped(low(a, bits) + low(b, bits), 0, bits));
    REFERENCE.put("sub_sat_u", (a, b, bits) -> clamped(low(a, bits) - low(b, bits), 0, bits));
    REFERENCE.put("avgr_u", (a, b, bits) -> (low(a, bits) + low(b, bits) + 1) >> 1);
    REFERENCE.put("q15mulr_sat_s", (a, b, bits) -> clamped((a * b + 0x4000) >> 15, -0x8000, 15));
    REFERENCE.put("min_s", (a, b, bits) -> Math.min(a, b));
    REFERENCE.put("max_s", (a, b, bits) -> Math.max(a, b));
    REFERENCE.put("min_u", (a, b, bits) -> Math.min(low(a, bits), low(b, bits)));
    REFERENCE.put("max_u", (a, b, bits) -> Math.max(low(a, bits), low(b, bits)));
    REFERENCE.put("eq", (a, b, bits) -> mask(a == b));
    REFERENCE.put("ne", (a, b, bits) -> mask(a != b));
    REFERENCE.put("lt_s", (a, b, bits) -> mask(a < b));
    REFERENCE.put("gt_s", (a, b, bits) -> mask(a > b));
    REFERENCE.put("le_s", (a, b, bits) -> mask(a <= b));
    REFERENCE.put("ge_s", (a, b, bits) -> mask(a >= b));
    REFERENCE.put("lt_u", (a, b, bits) -> mask(low(a, bits) < low(b, bits)));
    REFERENCE.put("gt_u", (a, b, bits) -> mask(low(a, bits) > low(b, bits)));
    REFERENCE.put("le_u", (a, b, bits) -> mask(low(a, bits) <= low(b, bits)));
    REFERENCE.put("ge_u", (a, b, bits) -> mask(low(a, bits) >= low(b, bits)));
    REFERENCE.put("shl", (a, b, bits) -> a << (b & bits - 1));
    REFERENCE.put("shr_s", (a, b, bits) -> a >> (b & bits - 1));
    REFERENCE.put("shr_u", (a, b, bits) -> low(a, bits) >>> (b & bits - 1));
  }

  private static long mask(boolean condition) {
    return condition ? -1 : 0;
  }

  private static long low(long value, int bits) {
    return bits == 64 ? value : value & ((1L << bits) - 1);
  }

  private static long clamped(long value, long least, int bits) {
    return Math.clamp(value, least, (1L << bits) - 1);
  }

  private static boolean isTested(Opcode opcode) {
    int dot = opcode.text().indexOf('.');
    return opcode.isVector()
        && opcode.text().startsWith("i")
        && REFERENCE.containsKey(opcode.text().substring(dot + 1));
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void doesTheSameAsEachLaneAlone(Engine engine) {
    var opcodes = Arrays.stream(Opcode.values()).filter(LaneArithmeticTest::isTested).toList();
    assertThat(opcodes).hasSizeGreaterThan(80);
    String wat = opcodes.stream().map(Vectors::instruction).collect(Collectors.joining());
    Instance instance = Vectors.instance(engine, wat);
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      for (Opcode opcode : opcodes) {
        check(instance, opcode, random);
      }
    }
  }

  private static void check(Instance instance, Opcode opcode, Random random) {
    String signature = String.valueOf(opcode.signature());
    long[] a = {Vectors.half(random), Vectors.half(random)};
    long[] b = {Vectors.half(random), Vectors.half(random)};
    long[] operands =
        switch (signature.substring(0, signature.indexOf(':'))) {
          case "v" -> a;
          case "vv" -> new long[] {a[0], a[1], b[0], b[1]};
          case "vi" -> new long[] {a[0], a[1], b[0] & 0xFFFF_FFFFL};
          default -> throw new IllegalStateException(signature);
        };
    boolean shift = signature.startsWith("vi");
    String shape = opcode.text().substring(1, opcode.text().indexOf('x'));
    int bits = Integer.parseInt(shape);
    var function = REFERENCE.get(opcode.text().substring(opcode.text().indexOf('.') + 1));
    long[] expected = new long[2];
    for (int half = 0; half < 2; half++) {
      for (int at = 0; at < 64; at += bits) {
        long x = a[half] << 64 - bits - at >> 64 - bits;
        long y = shift ? b[0] : b[half] << 64 - bits - at >> 64 - bits;
        expected[half] |= low(function.apply(x, y, bits), bits) << at;
      }
    }
    assertThat(Vectors.call(instance, opcode.text(), operands))
        .as("%s %s", opcode, Arrays.toString(operands))
        .containsExactly(expected);
  }
}
