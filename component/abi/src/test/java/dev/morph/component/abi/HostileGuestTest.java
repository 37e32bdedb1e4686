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
import static dev.morph.component.abi.WitType.Primitive.S8;
import static dev.morph.component.abi.WitType.Primitive.STRING;
import static dev.morph.component.abi.WitType.Primitive.U16;
import static dev.morph.component.abi.WitType.Primitive.U32;
import static dev.morph.component.abi.WitType.Primitive.U64;
import static dev.morph.component.abi.WitType.Primitive.U8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileGuestTest {
  private static final int PAGE = 65_536;

  private final FakeGuest guest = new FakeGuest();

  /** What a guest's function gives back that answers these lanes. */
  private Object answer(WitType result, long... lanes) {
    WitFunction type = function(result);
    guest.function("f", CanonicalAbi.exportType(type), ignored -> lanes);
    return CanonicalAbi.lift(guest, "f", type).call();
  }

  private void refused(WitType result, long lane, String... parts) {
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> answer(result, lane))
        .satisfies(fault -> assertThat(fault.getMessage()).contains(parts));
  }

  @Test
  void resultBlockMustBeAligned() {
    refused(STRING, 6, "f: result", "address 6", "multiple of 4");
    refused(record(U8, U64), 12, "address 12", "multiple of 8");
  }

  @ParameterizedTest
  @CsvSource({"65536", "65532", "4294967288", "-8"})
  void resultBlockMustBeInsideTheMemory(long address) {
    refused(STRING, address, "f: result", "8 bytes", "memory of 65536 bytes");
  }

  @Test
  void resultBlockMayEndWhereTheMemoryEnds() {
    guest.memory.ints(PAGE - 8, PAGE, 0);
    assertThat(answer(STRING, PAGE - 8)).isEqualTo("");
  }

  @ParameterizedTest
  @CsvSource({"65530, 7", "65537, 0", "0, 65537", "-1, 1", "1, 268435455", "-1, 0"})
  void stringMustBeInsideTheMemory(int address, int length) {
    guest.memory.ints(16, address, length);
    refused(STRING, 16, "f: result", "a string of " + length + " bytes", "memory of 65536 bytes");
  }

  @ParameterizedTest
  @CsvSource({"268435456", "-1", "-2147483648"})
  void lengthHasTheLimitOfTheSpec(int length) {
    guest.memory.ints(16, 0, length);
    refused(STRING, 16, Integer.toUnsignedString(length), "at most 268435455");
    refused(list(U8), 16, Integer.toUnsignedString(length), "at most 268435455");
  }

  @ParameterizedTest
  @CsvSource({"-1", "33554432", "536870912"})
  void productOfCountAndSizeDoesNotOverflow(int count) {
    guest.memory.ints(16, 64, count);
    refused(list(U64), 16, Long.toString(8 * Integer.toUnsignedLong(count)), "268435455");
  }

  @Test
  void listMustBeAlignedAsItsElements() {
    guest.memory.ints(16, 65, 1);
    refused(list(U16), 16, "a list at address 65", "multiple of 2");
    guest.memory.ints(16, 65, 0);
    refused(list(U16), 16, "multiple of 2");
  }

  @Test
  void listMustBeInsideTheMemory() {
    guest.memory.ints(16, PAGE - 8, 2);
    refused(list(U64), 16, "a list of 16 bytes at address 65528");
  }

  @Test
  void oneRegionNamedByManyElementsIsBounded() {
    int count = 4096;
    for (int i = 0; i < count; i++) {
      guest.memory.ints(8 * i, 32_768, 32_768);
    }
    for (int i = 32_768; i < PAGE; i++) {
      guest.memory.put(i, 'x');
    }
    guest.memory.ints(8, 32_768, 32_768);
    FakeGuest other = guest;
    other.functions.put("f", null);
    WitFunction type = function(list(STRING), U32);
    guest.function("g", CanonicalAbi.exportType(type), lanes -> new long[] {lanes[0]});
    other.memory.grow(1);
    other.memory.ints(PAGE, 0, count);
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "g", type).call((long) PAGE))
        .withMessageContaining("g: result[")
        .withMessageContaining("more than 16908288 bytes together");
  }

  @ParameterizedTest
  @CsvSource({
    "80",
    "C080",
    "C3",
    "E08080",
    "E282",
    "EDA080",
    "F0808080",
    "F4908080",
    "F5808080",
    "FF"
  })
  void stringMustBeUtf8(String hex) {
    byte[] bytes = java.util.HexFormat.of().parseHex("61" + hex);
    guest.memory.write(64, bytes, 0, bytes.length);
    guest.memory.ints(16, 64, bytes.length);
    refused(STRING, 16, "f: result", "byte 1 of " + bytes.length, "expected is UTF-8");
  }

  @Test
  void replacementCharacterItselfIsAccepted() {
    guest.memory.put(64, 0xEF, 0xBF, 0xBD).ints(16, 64, 3);
    assertThat(answer(STRING, 16)).isEqualTo("\uFFFD");
  }

  @Test
  void placeNamesTheCaseTheFieldAndTheElement() {
    guest.memory.put(16, 1).ints(20, 64, 2);
    guest.memory.ints(64, 128, 1, 128, 1).ints(80, 128, 1, 128, 0);
    guest.memory.put(128, 'a');
    WitType type = result(null, list(tuple(STRING, STRING)));
    assertThat(answer(type, 16))
        .isEqualTo(new ResultValue.Err(List.of(List.of("a", "a"), List.of("a", ""))));
    guest.memory.ints(88, -1, 5);
    refused(type, 16, "f: result.err[1].1: a string of 5 bytes at address 4294967295");
  }

  @ParameterizedTest
  @CsvSource({"2", "255"})
  void discriminantMustNameACase(int discriminant) {
    guest.memory.put(16, discriminant);
    refused(result(STRING, STRING), 16, "discriminant " + discriminant, "0 to 1");
    refused(option(STRING), 16, "discriminant " + discriminant, "0 to 1");
    refused(names(2), discriminant, "discriminant " + discriminant, "0 to 1");
    refused(result(null, null), 0x1_0000_0002L, "discriminant 2");
    refused(names(2), -1, "discriminant 4294967295");
  }

  @Test
  void wideDiscriminantIsReadWhole() {
    guest.memory.put(64, 0x2C, 0x01).ints(16, 64, 1);
    assertThat(answer(list(names(301)), 16)).isEqualTo(List.of("l300"));
    refused(list(names(300)), 16, "f: result[0]", "discriminant 300, expected is 0 to 299");
  }

  @ParameterizedTest
  @CsvSource({"55296", "57343", "1114112", "-1"})
  void charMustBeAScalarValue(int code) {
    refused(CHAR, code, "f: result", "0x" + Integer.toHexString(code), "scalar value");
  }

  @Test
  void charsAtTheEdgesAreAccepted() {
    for (int code : new int[] {0, 0xD7FF, 0xE000, 0x10FFFF}) {
      assertThat(answer(CHAR, code)).isEqualTo(code);
    }
  }

  @Test
  void bitsAboveATypeAreIgnored() {
    assertThat(answer(U8, 0x1FF)).isEqualTo(255);
    assertThat(answer(S8, 0x180)).isEqualTo(-128);
    assertThat(answer(U16, -1)).isEqualTo(65535);
    assertThat(answer(U32, -1)).isEqualTo(0xFFFF_FFFFL);
    assertThat(answer(flags(2), 0xFFFF_FFFEL)).isEqualTo(Set.of("l1"));
    assertThat(answer(BOOL, 0x100)).isEqualTo(true);
    assertThat(answer(BOOL, 0x1_0000_0000L)).isEqualTo(false);
  }

  @Test
  void nansBecomeTheCanonicalOne() {
    float odd = (Float) answer(F32, 0xFFA0_0001L);
    double wide = (Double) answer(F64, 0xFFF4_0000_0000_0001L);
    assertThat(Float.floatToRawIntBits(odd)).isEqualTo(0x7FC0_0000);
    assertThat(Double.doubleToRawLongBits(wide)).isEqualTo(0x7FF8_0000_0000_0000L);
  }

  @Test
  void floatInAWidenedLaneIsItsLowHalf() {
    HostFunction function =
        CanonicalAbi.lower(
            function(BOOL, result(F64, F32)),
            (caller, arguments) -> arguments[0].equals(new ResultValue.Err(1.5f)));
    assertThat(function.type()).hasToString("(i32, i64) -> i32");
    long bits = Float.floatToIntBits(1.5f) | 0xDEADL << 32;
    assertThat(function.call(guest, new long[] {1, bits})).containsExactly(1);
  }

  private void sendRefused(WitType type, Object value, String... parts) {
    WitFunction function = function(null, type);
    guest.function("f", CanonicalAbi.exportType(function), lanes -> new long[0]);
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "f", function).call(value))
        .satisfies(fault -> assertThat(fault.getMessage()).contains(parts));
  }

  private void allocateAt(long address) {
    guest.function(
        "cabi_realloc", GuestMemory.REALLOC_TYPE, lanes -> new long[] {address & 0xFFFF_FFFFL});
  }

  @Test
  void allocatorThatHasNoMemoryEndsTheCall() {
    allocateAt(0);
    sendRefused(STRING, "abc", "f: params.a", "answered 0 (out of memory)", "3 bytes");
  }

  @Test
  void allocatorMustAlign() {
    allocateAt(1026);
    sendRefused(list(U32), List.of(1L), "cabi_realloc", "address 1026", "multiple of 4");
  }

  @ParameterizedTest
  @CsvSource({"65534", "65536", "-4"})
  void allocatorMustStayInsideTheMemory(int address) {
    allocateAt(address);
    sendRefused(STRING, "abc", "cabi_realloc", "inside the memory of 65536 bytes");
    assertThat(guest.memory.getByte(PAGE - 1)).isZero();
  }

  @Test
  void emptyContentAsksTheAllocatorToo() {
    WitFunction type = function(null, STRING);
    guest.function("f", CanonicalAbi.exportType(type), lanes -> new long[0]);
    CanonicalAbi.lift(guest, "f", type).call("");
    assertThat(guest.reallocs).singleElement().isEqualTo(new long[] {0, 0, 1, 0});
  }

  @Test
  void memoryThatGrowsWhileItIsWrittenKeepsWhatWasWritten() {
    String large = "x".repeat(200_000);
    WitFunction type = function(list(tuple(STRING, STRING)), list(tuple(STRING, STRING)));
    guest.function(
        "f",
        CanonicalAbi.exportType(type),
        lanes -> {
          guest.memory.ints(16, (int) lanes[0], (int) lanes[1]);
          return new long[] {16};
        });
    List<List<String>> value = List.of(List.of("a", large), List.of("b", large));
    assertThat(CanonicalAbi.lift(guest, "f", type).call(value)).isEqualTo(value);
  }

  @Test
  void exportMustBeThereWithItsType() {
    FunctionType wrong = new FunctionType(List.of(ValueType.I32), List.of(ValueType.I32));
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "describe", MorpheeWorld.DESCRIBE))
        .withMessageContaining("no function \"describe\"");
    guest.function("describe", wrong, lanes -> lanes);
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "describe", MorpheeWorld.DESCRIBE))
        .withMessageContaining("(i32) -> i32, expected is () -> i32");
  }

  @Test
  void postReturnMustHaveItsType() {
    guest.function("describe", CanonicalAbi.exportType(MorpheeWorld.DESCRIBE), lanes -> lanes);
    guest.function(
        "cabi_post_describe", new FunctionType(List.of(), List.of()), lanes -> new long[0]);
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "describe", MorpheeWorld.DESCRIBE))
        .withMessageContaining("cabi_post_describe")
        .withMessageContaining("expected is (i32) -> ()");
  }

  @Test
  void postReturnRunsOnceAfterTheResultWasRead() {
    List<Long> calls = new ArrayList<>();
    guest.memory.ints(16, 64, 2).put(64, 'o', 'k');
    guest.function(
        "describe", CanonicalAbi.exportType(MorpheeWorld.DESCRIBE), lanes -> new long[] {16});
    guest.function(
        "cabi_post_describe",
        new FunctionType(List.of(ValueType.I32), List.of()),
        lanes -> {
          calls.add(lanes[0]);
          guest.memory.put(64, 0xFF, 0xFF);
          return new long[0];
        });
    CanonicalAbi.GuestExport describe = CanonicalAbi.lift(guest, "describe", MorpheeWorld.DESCRIBE);
    assertThat(describe.call()).isEqualTo("ok");
    assertThat(calls).containsExactly(16L);
    assertThatExceptionOfType(AbiException.class).isThrownBy(describe::call);
    assertThat(calls).hasSize(1);
  }

  @Test
  void memoryAndAllocatorMustBeExported() {
    guest.function("execute", CanonicalAbi.exportType(MorpheeWorld.EXECUTE), lanes -> lanes);
    guest.functions.remove("cabi_realloc");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "execute", MorpheeWorld.EXECUTE))
        .withMessageContaining("cabi_realloc");
    guest.function("cabi_realloc", new FunctionType(List.of(), List.of()), lanes -> new long[0]);
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "execute", MorpheeWorld.EXECUTE))
        .withMessageContaining("expected is (i32, i32, i32, i32) -> i32");
    guest.exportsMemory = false;
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> CanonicalAbi.lift(guest, "execute", MorpheeWorld.EXECUTE))
        .withMessageContaining("no memory named \"memory\"");
  }

  @Test
  void importWithABadResultPlaceHasNoEffect() {
    List<Object> calls = new ArrayList<>();
    HostFunction read =
        CanonicalAbi.lower(
            "fs#read",
            function(result(list(U8), STRING), STRING),
            (caller, arguments) -> {
              calls.add(arguments[0]);
              return new ResultValue.Ok(new byte[0]);
            });
    for (long address : new long[] {2, PAGE - 8, 0xFFFF_FFFCL}) {
      assertThatExceptionOfType(AbiException.class)
          .isThrownBy(() -> read.call(guest, new long[] {64, 0, address}))
          .withMessageContaining("fs#read: result");
    }
    assertThat(calls).isEmpty();
    read.call(guest, new long[] {64, 0, 16});
    assertThat(calls).containsExactly("");
  }

  @Test
  void importWithABadArgumentHasNoEffect() {
    HostFunction emit =
        CanonicalAbi.lower(
            function(null, STRING, STRING),
            (caller, arguments) -> {
              throw new AssertionError("entered");
            });
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> emit.call(guest, new long[] {0, 1, PAGE, 1}))
        .withMessageContaining("params.b");
    guest.exportsMemory = false;
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> emit.call(guest, new long[] {0, 1, 0, 1}))
        .withMessageContaining("exports no memory");
  }

  @Test
  void spilledParametersOfAnImportAreChecked() {
    WitType[] many = new WitType[17];
    Arrays.fill(many, U64);
    HostFunction sum =
        CanonicalAbi.lower(
            function(U64, many),
            (caller, arguments) -> Arrays.stream(arguments).mapToLong(v -> (Long) v).sum());
    guest.memory.putLong(64, 40);
    guest.memory.putLong(64 + 16 * 8, 2);
    assertThat(sum.call(guest, new long[] {64})).containsExactly(42);
    for (long address : new long[] {4, PAGE - 8, 0xFFFF_FFF8L}) {
      assertThatExceptionOfType(AbiException.class)
          .isThrownBy(() -> sum.call(guest, new long[] {address}))
          .withMessageContaining("parameters' block");
    }
  }

  @Test
  void whatTheHostGivesWronglyIsNoFaultOfTheGuest() {
    HostFunction function = CanonicalAbi.lower("x#y", function(U8), (caller, arguments) -> 256);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> function.call(guest, new long[0]))
        .withMessageContaining("x#y: result")
        .withMessageContaining("an Integer from 0 to 255");
    HostFunction nothing = CanonicalAbi.lower(function(option(U8)), (caller, arguments) -> null);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> nothing.call(guest, new long[] {16}));
    HostFunction variant =
        CanonicalAbi.lower(
            function(variant(null, U8)), (caller, arguments) -> new VariantValue("c9", null));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> variant.call(guest, new long[] {16}))
        .withMessageContaining("VariantValue of a case of");
  }

  @Test
  void surrogateWithoutPartnerBecomesTheReplacementCharacter() {
    WitFunction type = function(STRING, STRING);
    guest.function(
        "f",
        CanonicalAbi.exportType(type),
        lanes -> {
          guest.memory.ints(16, (int) lanes[0], (int) lanes[1]);
          return new long[] {16};
        });
    CanonicalAbi.GuestExport echo = CanonicalAbi.lift(guest, "f", type);
    assertThat(echo.call("a\uD800b\uDC00\uD83D\uDE00")).isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE00");
  }

  @Test
  void optionOfAbsentIsNotRead() {
    guest.memory.put(16, 0).ints(20, -1, -1);
    assertThat(answer(option(STRING), 16)).isEqualTo(Optional.empty());
  }
}
