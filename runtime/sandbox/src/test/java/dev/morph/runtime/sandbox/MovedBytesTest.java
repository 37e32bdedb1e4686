package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import dev.morph.component.abi.WitType.Primitive;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sizes computed by hand from the canonical ABI. */
class MovedBytesTest {
  private static final WitType BYTES = new WitType.ListOf(Primitive.U8);
  private static final WitType PAIRS =
      new WitType.ListOf(new WitType.Tuple(List.of(Primitive.STRING, Primitive.STRING)));
  private static final WitType REPLY =
      new WitType.Record(
          List.of(
              new WitType.Field("status", Primitive.U32),
              new WitType.Field("headers", PAIRS),
              new WitType.Field("body", BYTES)));

  @Test
  void recordsHaveTheirPadding() {
    assertThat(MovedBytes.size(Primitive.STRING)).isEqualTo(8);
    assertThat(MovedBytes.sizeOfAll(List.of())).isZero();
    assertThat(MovedBytes.sizeOfAll(List.of(Primitive.U8, Primitive.STRING, Primitive.U8)))
        .as("1, padding to 4, 8, 1, padding to 16")
        .isEqualTo(16);
    assertThat(MovedBytes.sizeOfAll(List.of(Primitive.U8, Primitive.F64))).isEqualTo(16);
    assertThat(MovedBytes.size(REPLY)).isEqualTo(20);
    assertThat(MovedBytes.size(new WitType.Result(REPLY, Primitive.STRING))).isEqualTo(24);
    assertThat(MovedBytes.size(new WitType.Option(Primitive.U8))).isEqualTo(2);
    assertThat(MovedBytes.size(new WitType.Option(Primitive.S64))).isEqualTo(16);
    assertThat(MovedBytes.size(new WitType.Result(null, null))).isEqualTo(1);
    assertThat(MovedBytes.size(new WitType.Flags(List.of("a", "b", "c")))).isEqualTo(1);
  }

  @Test
  void stringsAndListsAddTheirBytes() {
    assertThat(MovedBytes.content("aü€\uD83D\uDE00", Primitive.STRING)).isEqualTo(1 + 2 + 3 + 4);
    assertThat(MovedBytes.content(new byte[77], BYTES)).isEqualTo(77);
    assertThat(MovedBytes.content(List.of(200L, List.of(List.of("ab", "c")), new byte[5]), REPLY))
        .as("one pair of 16, 3 of its texts, 5 of the body")
        .isEqualTo(16 + 3 + 5);
    assertThat(
            MovedBytes.content(
                new ResultValue.Err("no"), new WitType.Result(REPLY, Primitive.STRING)))
        .isEqualTo(2);
    assertThat(MovedBytes.content(Optional.of("abc"), new WitType.Option(Primitive.STRING)))
        .isEqualTo(3);
    assertThat(MovedBytes.content(Optional.empty(), new WitType.Option(BYTES))).isZero();
    assertThat(
            MovedBytes.content(
                new VariantValue("text", "abcd"),
                new WitType.Variant(List.of(new WitType.Case("text", Primitive.STRING)))))
        .isEqualTo(4);
    assertThat(MovedBytes.content(null, null)).isZero();
  }
}
