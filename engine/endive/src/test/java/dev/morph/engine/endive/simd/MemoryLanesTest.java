package dev.morph.engine.endive.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.Trap;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds of loads and stores. */
class MemoryLanesTest {
  private static final int BYTES = 65_536;

  private static void assertTraps(Instance instance, String name, long... lanes) {
    assertThatExceptionOfType(Trap.class)
        .as(name)
        .isThrownBy(() -> Vectors.call(instance, name, lanes))
        .satisfies(trap -> assertThat(trap.kind()).isEqualTo(Trap.Kind.MEMORY_OUT_OF_BOUNDS));
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void storesThatReachOverTheEndWriteNothing(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (memory (export "m") 1)
            (func (export "store") (param i32 v128) (v128.store (local.get 0) (local.get 1)))
            (func (export "behind") (param i32 v128)
              (v128.store offset=16 (local.get 0) (local.get 1)))
            """);
    Memory memory = Objects.requireNonNull(instance.memory("m"));
    for (int over = 1; over <= 16; over++) {
      assertTraps(instance, "store", BYTES - 16 + over, -1, -1);
      assertTraps(instance, "behind", BYTES - 32 + over, -1, -1);
    }
    assertTraps(instance, "behind", -8 & 0xFFFF_FFFFL, -1, -1);
    assertThat(memory.read(BYTES - 32, 32)).containsOnly(0);
    assertThat(memory.read(0, 32)).containsOnly(0);
    Vectors.call(instance, "store", BYTES - 16, 0x0807_0605_0403_0201L, -1);
    assertThat(memory.read(BYTES - 16, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, -1);
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void loadsWithinBoundsOnly(Engine engine) {
    Instance instance =
        Vectors.instance(
            engine,
            """
            (memory 1)
            (data (i32.const 65520) "0123456789abcdef")
            (func (export "load") (param i32) (result v128) (v128.load (local.get 0)))
            (func (export "half") (param i32) (result v128) (v128.load16x4_u (local.get 0)))
            (func (export "splat") (param i32) (result v128) (v128.load32_splat (local.get 0)))
            """);
    assertThat(Vectors.call(instance, "load", BYTES - 16))
        .containsExactly(0x3736_3534_3332_3130L, 0x6665_6463_6261_3938L);
    assertThat(Vectors.call(instance, "half", BYTES - 8))
        .containsExactly(0x0000_6261_0000_3938L, 0x0000_6665_0000_6463L);
    assertThat(Vectors.call(instance, "splat", BYTES - 4))
        .containsExactly(0x6665_6463_6665_6463L, 0x6665_6463_6665_6463L);
    for (int over = 1; over <= 16; over++) {
      assertTraps(instance, "load", BYTES - 16 + over);
      assertTraps(instance, "half", BYTES - 8 + over);
      assertTraps(instance, "splat", BYTES - 4 + over);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.morph.engine.endive.simd.Vectors#engines")
  void largeOffsetsDoNotWrapRound(Engine engine) {
    for (long offset :
        new long[] {
          0x7FFF_FFF8L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFF0L, 0xFFFF_FFF8L, 0xFFFF_FFFFL
        }) {
      Instance instance =
          Vectors.instance(
              engine,
              """
              (memory 1)
              (func (export "load") (param i32) (result v128)
                (v128.load offset=%1$d (local.get 0)))
              (func (export "store") (param i32 v128)
                (v128.store offset=%1$d (local.get 0) (local.get 1)))
              (func (export "lane") (param i32 v128)
                (v128.store8_lane offset=%1$d 15 (local.get 0) (local.get 1)))
              """
                  .formatted(offset));
      for (long address : new long[] {0, 8, 16, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL}) {
        assertTraps(instance, "load", address);
        assertTraps(instance, "store", address, 1, 1);
        assertTraps(instance, "lane", address, 1, 1);
      }
    }
  }
}
