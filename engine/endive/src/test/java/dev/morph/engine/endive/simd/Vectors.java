package dev.morph.engine.endive.simd;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.testkit.Wat;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of vectors share. */
final class Vectors {
  /** Bits at which carries, signs and saturation change. */
  private static final long[] EDGES = {
    0,
    -1,
    0x8080_8080_8080_8080L,
    0x7F7F_7F7F_7F7F_7F7FL,
    0x8000_8000_8000_8000L,
    0x7FFF_7FFF_7FFF_7FFFL,
    0x8000_0000_8000_0000L,
    0x7FFF_FFFF_7FFF_FFFFL,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    0x0101_0101_0101_0101L,
    0x0001_FFFF_0080_FF7FL
  };

  private Vectors() {}

  static Stream<Engine> engines() {
    return Stream.of(EndiveEngine.compiled(), EndiveEngine.interpreted());
  }

  static Instance instance(Engine engine, String wat) {
    return instance(engine, wat, Imports.none());
  }

  static Instance instance(Engine engine, String wat, Imports imports) {
    return engine.compile(Wat.assemble(wat)).instantiate(imports, MemoryBudget.of(1 << 24, 1000));
  }

  static GuestFunction function(Instance instance, String name) {
    return Objects.requireNonNull(instance.function(name), name);
  }

  static long[] call(Instance instance, String name, long... lanes) {
    return function(instance, name).call(lanes);
  }

  /** A function that does one instruction without immediates, named like it. */
  static String instruction(Opcode opcode) {
    String signature = Objects.requireNonNull(opcode.signature());
    int colon = signature.indexOf(':');
    var text = new StringBuilder("(func (export \"" + opcode.text() + "\")");
    for (int i = 0; i < colon; i++) {
      text.append(" (param ").append(type(signature.charAt(i))).append(')');
    }
    text.append(" (result ").append(type(signature.charAt(colon + 1))).append(")");
    for (int i = 0; i < colon; i++) {
      text.append(" local.get ").append(i);
    }
    return text + " " + opcode.text() + ")\n";
  }

  private static String type(char letter) {
    return switch (letter) {
      case 'i' -> "i32";
      case 'l' -> "i64";
      case 'f' -> "f32";
      case 'd' -> "f64";
      default -> "v128";
    };
  }

  /** Half a vector, an edge or anything. */
  static long half(Random random) {
    return random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
  }
}
