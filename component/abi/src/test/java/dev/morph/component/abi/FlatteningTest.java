package dev.morph.component.abi;

import static dev.morph.component.abi.Types.flags;
import static dev.morph.component.abi.Types.function;
import static dev.morph.component.abi.Types.list;
import static dev.morph.component.abi.Types.names;
import static dev.morph.component.abi.Types.option;
import static dev.morph.component.abi.Types.record;
import static dev.morph.component.abi.Types.result;
import static dev.morph.component.abi.Types.tuple;
import static dev.morph.component.abi.Types.variant;
import static dev.morph.component.abi.WitType.Primitive.BOOL;
import static dev.morph.component.abi.WitType.Primitive.CHAR;
import static dev.morph.component.abi.WitType.Primitive.F32;
import static dev.morph.component.abi.WitType.Primitive.F64;
import static dev.morph.component.abi.WitType.Primitive.S16;
import static dev.morph.component.abi.WitType.Primitive.S64;
import static dev.morph.component.abi.WitType.Primitive.STRING;
import static dev.morph.component.abi.WitType.Primitive.U16;
import static dev.morph.component.abi.WitType.Primitive.U32;
import static dev.morph.component.abi.WitType.Primitive.U64;
import static dev.morph.component.abi.WitType.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlatteningTest {
  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(BOOL, 1, 1, "i32"),
        Arguments.of(S16, 2, 2, "i32"),
        Arguments.of(CHAR, 4, 4, "i32"),
        Arguments.of(U64, 8, 8, "i64"),
        Arguments.of(F32, 4, 4, "f32"),
        Arguments.of(F64, 8, 8, "f64"),
        Arguments.of(STRING, 8, 4, "i32 i32"),
        Arguments.of(list(U64), 8, 4, "i32 i32"),
        Arguments.of(record(U8, U16, U8, U32), 12, 4, "i32 i32 i32 i32"),
        Arguments.of(record(U8, U64, U8), 24, 8, "i32 i64 i32"),
        Arguments.of(tuple(U16, U8), 4, 2, "i32 i32"),
        Arguments.of(option(U8), 2, 1, "i32 i32"),
        Arguments.of(option(U64), 16, 8, "i32 i64"),
        Arguments.of(option(STRING), 12, 4, "i32 i32 i32"),
        Arguments.of(result(null, null), 1, 1, "i32"),
        Arguments.of(result(null, STRING), 12, 4, "i32 i32 i32"),
        Arguments.of(result(F32, U32), 8, 4, "i32 i32"),
        Arguments.of(result(F64, U32), 16, 8, "i32 i64"),
        Arguments.of(result(F64, F32), 16, 8, "i32 i64"),
        Arguments.of(result(F64, S64), 16, 8, "i32 i64"),
        Arguments.of(variant(null, F32, tuple(F32, F32), U8), 12, 4, "i32 i32 f32"),
        Arguments.of(variant(STRING, tuple(U64, U8, F64)), 32, 8, "i32 i64 i32 f64"),
        Arguments.of(names(1), 1, 1, "i32"),
        Arguments.of(names(256), 1, 1, "i32"),
        Arguments.of(names(257), 2, 2, "i32"),
        Arguments.of(names(65536), 2, 2, "i32"),
        Arguments.of(names(65537), 4, 4, "i32"),
        Arguments.of(flags(8), 1, 1, "i32"),
        Arguments.of(flags(9), 2, 2, "i32"),
        Arguments.of(flags(17), 4, 4, "i32"),
        Arguments.of(flags(32), 4, 4, "i32"));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void laysOutAsTheSpecDoes(WitType type, int size, int alignment, String flat) {
    Codec codec = Codec.of(type, Place.of("", "x"));

    assertThat(codec.size).isEqualTo(size);
    assertThat(codec.alignment).isEqualTo(alignment);
    assertThat(codec.flat.toString().toLowerCase(java.util.Locale.ROOT))
        .isEqualTo(Arrays.asList(flat.split(" ")).toString());
  }

  @Test
  void returnsOneFlatResultDirectly() {
    WitFunction type = function(U64, STRING);

    assertThat(CanonicalAbi.exportType(type)).hasToString("(i32, i32) -> i64");
    assertThat(CanonicalAbi.importType(type)).hasToString("(i32, i32) -> i64");
  }

  @Test
  void passesManyFlatResultsThroughMemory() {
    WitFunction type = function(result(STRING, STRING), STRING);

    assertThat(CanonicalAbi.exportType(type)).hasToString("(i32, i32) -> i32");
    assertThat(CanonicalAbi.importType(type)).hasToString("(i32, i32, i32) -> ()");
  }

  @Test
  void keepsSixteenFlatParametersAndSpillsSeventeen() {
    WitType[] sixteen = new WitType[16];
    Arrays.fill(sixteen, U32);
    WitType[] seventeen = new WitType[17];
    Arrays.fill(seventeen, F64);

    assertThat(CanonicalAbi.exportType(function(null, sixteen)).params()).hasSize(16);
    assertThat(CanonicalAbi.exportType(function(null, seventeen))).hasToString("(i32) -> ()");
    assertThat(CanonicalAbi.importType(function(STRING, seventeen)))
        .hasToString("(i32, i32) -> ()");
  }

  @Test
  void theContractsHaveTheCoreTypesThatToolchainsMake() {
    assertThat(CanonicalAbi.exportType(MorpheeWorld.DESCRIBE)).hasToString("() -> i32");
    assertThat(CanonicalAbi.exportType(MorpheeWorld.EXECUTE))
        .hasToString("(i32, i32, i32, i32, i32, i32) -> i32");
    assertThat(CanonicalAbi.exportType(MorpheeWorld.EXECUTE_PAIRS))
        .hasToString("(i32, i32, i32, i32) -> i32");
    assertThat(CanonicalAbi.exportType(MorphirWorld.INIT).params()).hasSize(10);
    assertThat(CanonicalAbi.exportType(MorphirWorld.UPDATE)).hasToString("(i32) -> i32");
  }

  @Test
  void refusesTypesWithoutParts() {
    assertThatThrownBy(() -> tuple()).hasMessageContaining("tuple without parts");
    assertThatThrownBy(() -> flags(33)).hasMessageContaining("33 labels, at most 32");
  }

  @Test
  void typesReadAsWit() {
    assertThat(function(result(null, STRING), option(list(U8)), variant(null, BOOL)))
        .hasToString("func(a: option<list<u8>>, b: variant { c0, c1(bool) }) -> result<_, string>");
    assertThat(function(null)).hasToString("func()");
    assertThat(record(names(2), flags(1)))
        .hasToString("record { a: enum { l0, l1 }, b: flags { l0 } }");
  }
}
