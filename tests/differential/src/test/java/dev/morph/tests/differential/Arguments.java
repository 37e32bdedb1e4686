package dev.morph.tests.differential;

import dev.morph.engine.api.Function;
import dev.morph.engine.api.Values;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.HeapType;
import dev.morph.engine.binary.ValType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a function is called with, so that each instance can be given the same.
 *
 * @param references null, a host object, or an {@link Own} function
 */
record Arguments(List<Long> lanes, List<@Nullable Object> references) {
  private static final long[] WORDS = {
    0,
    1,
    2,
    7,
    8,
    31,
    32,
    63,
    64,
    255,
    256,
    65_535,
    65_536,
    -1,
    -2,
    -128,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final double[] REALS = {
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e9,
    -3e9,
    1e19,
    -1e300,
    1e-310,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  /** A function that the called instance itself exports. */
  record Own(String export) {}

  /**
   * Arguments for a function.
   *
   * @param functions exported functions, at least one
   * @return null if the host has no value of one of the types
   */
  static @Nullable Arguments of(
      CompositeType.Function type, List<String> functions, SplittableRandom random) {
    var lanes = new ArrayList<Long>();
    var references = new ArrayList<@Nullable Object>();
    for (ValType param : type.params()) {
      switch (param.kind()) {
        case I32 -> lanes.add(word(random) & 0xFFFF_FFFFL);
        case I64 -> lanes.add(word(random));
        case F32 -> lanes.add(single(random) & 0xFFFF_FFFFL);
        case F64 -> lanes.add(real(random));
        case V128 -> {
          lanes.add(word(random));
          lanes.add(real(random));
        }
        case REF -> {
          Object reference = reference(param, functions, random);
          if (reference == null && !param.nullable()) {
            return null;
          }
          references.add(reference);
        }
      }
    }
    return new Arguments(lanes, references);
  }

  private static @Nullable Object reference(
      ValType type, List<String> functions, SplittableRandom random) {
    if (type.nullable() && random.nextInt(3) == 0) {
      return null;
    }
    return switch (type.heap()) {
      case HeapType.FUNC -> new Own(functions.get(random.nextInt(functions.size())));
      case HeapType.EXTERN -> "host object " + random.nextInt(4);
      default -> null;
    };
  }

  private static long word(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> WORDS[random.nextInt(WORDS.length)];
      case 1 -> random.nextInt(1_000);
      default -> random.nextLong();
    };
  }

  private static long real(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.doubleToRawLongBits(REALS[random.nextInt(REALS.length)]);
      case 1 -> Double.doubleToRawLongBits(random.nextDouble(-1e6, 1e6));
      case 2 -> 0x7FF8_0000_0000_0000L;
      default -> random.nextLong();
    };
  }

  private static int single(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> Float.floatToRawIntBits((float) REALS[random.nextInt(REALS.length)]);
      case 1 -> Float.floatToRawIntBits((float) random.nextDouble(-1e6, 1e6));
      case 2 -> 0x7FC0_0000;
      default -> random.nextInt();
    };
  }

  /** The values for one instance. */
  Values forInstance(java.util.function.Function<String, @Nullable ? extends Function> exports) {
    return new Values(
        lanes.stream().mapToLong(Long::longValue).toArray(),
        references.stream()
            .map(one ->
                one instanceof Own own ? Objects.requireNonNull(exports.apply(own.export())) : one)
            .toArray());
  }
}
