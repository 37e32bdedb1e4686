package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.engine.api.MemoryBudget;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.endive.runtime.WasmInterruptedException;

class FlatMemoryTest {
  private static final int PAGE = 65_536;

  /** An access and its width in bytes. */
  record Access(String name, int width, ObjIntConsumer<FlatMemory> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Access[] accesses() {
    return new Access[] {
      new Access("read", 1, FlatMemory::read),
      new Access("readShort", 2, FlatMemory::readShort),
      new Access("readU16", 2, FlatMemory::readU16),
      new Access("readInt", 4, FlatMemory::readInt),
      new Access("readLong", 8, FlatMemory::readLong),
      new Access("readF32", 4, FlatMemory::readF32),
      new Access("readFloat", 4, FlatMemory::readFloat),
      new Access("readF64", 8, FlatMemory::readF64),
      new Access("readDouble", 8, FlatMemory::readDouble),
      new Access("writeByte", 1, (m, at) -> m.writeByte(at, (byte) 1)),
      new Access("writeShort", 2, (m, at) -> m.writeShort(at, (short) 1)),
      new Access("writeI32", 4, (m, at) -> m.writeI32(at, 1)),
      new Access("writeLong", 8, (m, at) -> m.writeLong(at, 1)),
      new Access("writeF32", 4, (m, at) -> m.writeF32(at, 1)),
      new Access("writeF64", 8, (m, at) -> m.writeF64(at, 1)),
    };
  }

  private static FlatMemory memory(long pages) {
    return FlatMemory.create(pages, -1, MemoryBudget.unlimited());
  }

  @ParameterizedTest
  @MethodSource("accesses")
  void reachesTheLastByteAndNoFurther(Access access) {
    var memory = memory(1);
    access.run.accept(memory, PAGE - access.width);
    access.run.accept(memory, 0);
    int[] outside = {
      PAGE - access.width + 1, PAGE, PAGE + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -8, -PAGE
    };
    byte[] before = memory.bytes().clone();
    for (int address : outside) {
      assertThatThrownBy(() -> access.run.accept(memory, address))
          .as("%s at %s", access, Integer.toUnsignedString(address))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(memory.bytes()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("accesses")
  void anEmptyMemoryHasNoAddress(Access access) {
    assertThatThrownBy(() -> access.run.accept(memory(0), 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void blockOperationsCheckBothEndsAsUnsignedNumbers() {
    var memory = memory(1);
    for (int[] pair :
        new int[][] {
          {PAGE, 1}, {PAGE - 1, 2}, {0, -1}, {-1, 1}, {-1, -1}, {1, Integer.MAX_VALUE}
        }) {
      assertThatThrownBy(() -> memory.copy(pair[0], 0, pair[1])).hasMessageContaining("memory");
      assertThatThrownBy(() -> memory.copy(0, pair[0], pair[1])).hasMessageContaining("memory");
      assertThatThrownBy(() -> memory.readBytes(pair[0], pair[1])).hasMessageContaining("memory");
      assertThatThrownBy(() -> memory.fill((byte) 1, pair[0], pair[0] + pair[1]))
          .hasMessageContaining("memory");
    }
    memory.copy(PAGE, PAGE, 0);
    memory.fill((byte) 1, PAGE, PAGE);
    assertThat(memory.bytes()).containsOnly(0);
  }

  @Test
  void copiesOverlappingBytesAsIfAllWereReadFirst() {
    var memory = memory(1);
    for (int i = 0; i < 8; i++) {
      memory.writeByte(i, (byte) i);
    }
    memory.copy(2, 0, 6);
    assertThat(memory.readBytes(0, 8)).containsExactly(0, 1, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void growsToItsMaximumItsBudgetAndNoFurther() {
    var budget = MemoryBudget.of(10L * PAGE, 0);
    budget.requireMemory(PAGE);
    var memory = FlatMemory.create(1, 4, budget);
    assertThat(memory.grow(0)).isEqualTo(1);
    assertThat(memory.grow(4)).isEqualTo(-1);
    assertThat(memory.grow(-1)).isEqualTo(-1);
    assertThat(memory.grow(Integer.MIN_VALUE)).isEqualTo(-1);
    assertThat(budget.usedBytes()).isEqualTo(PAGE);
    assertThat(memory.grow(3)).isEqualTo(1);
    assertThat(memory.pages()).isEqualTo(4);
    assertThat(budget.usedBytes()).isEqualTo(4 * PAGE);
    assertThat(memory.grow(1)).isEqualTo(-1);
    assertThat(memory.readInt(4 * PAGE - 4)).isZero();
    var second = FlatMemory.create(0, -1, budget);
    assertThat(second.grow(7)).isEqualTo(-1);
    assertThat(second.grow(6)).isZero();
  }

  @Test
  void growsForAllViewsAtOnce() {
    var memory = memory(1);
    var view = memory.view();
    view.writeI32(8, 5);
    assertThat(view.grow(1)).isEqualTo(1);
    memory.writeI32(PAGE + 8, 6);
    assertThat(memory.readInt(8)).isEqualTo(5);
    assertThat(view.readInt(PAGE + 8)).isEqualTo(6);
  }

  @Test
  void doesNotGrowInACallThatIsToEnd() {
    var memory = memory(1);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> memory.grow(1)).isInstanceOf(WasmInterruptedException.class);
    } finally {
      Thread.interrupted();
    }
    assertThat(memory.pages()).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfBytes() {
    var memory = memory(1);
    memory.writeLong(3, 0x0807_0605_0403_0201L);
    assertThat(memory.readBytes(3, 8)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(memory.readInt(4)).isEqualTo(0x0504_0302);
    assertThat(memory.readU16(5)).isEqualTo(0x0403);
    for (var value : Map.of(0, Float.NaN, 8, -0f, 16, Float.MIN_VALUE).entrySet()) {
      memory.writeF32(value.getKey(), value.getValue());
      assertThat(memory.readFloat(value.getKey())).isEqualTo(value.getValue());
    }
  }

  @Test
  void anImagePutsBackOnlyWhatItKept() {
    var memory = memory(2);
    memory.writeLong(4096, 7);
    var image = memory.image();
    memory.fill((byte) 1, 0, 2 * PAGE);
    assertThat(memory.grow(1)).isEqualTo(2);
    memory.fill((byte) 2, 0, 3 * PAGE);
    image.restore();
    assertThat(memory.pages()).isEqualTo(2);
    assertThat(memory.readLong(4096)).isEqualTo(7);
    memory.writeLong(4096, 0);
    assertThat(memory.bytes()).containsOnly(0);
    assertThat(memory.grow(1)).isEqualTo(2);
    assertThat(memory.bytes()).as("the array is used again").hasSize(3 * PAGE).containsOnly(0);
  }
}
