package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentTypeSectionTest {
  private static final String PREAMBLE = "0061736d0d000100";

  @Test
  void readsTheWorldOfAnIntegration() {
    WorldType world = ComponentTypeSection.decode(Fixture.section("morphee-extension"));

    assertThat(world.name()).isEqualTo("morphee:extensions/morphee-extension@1.0.0");
    assertThat(world.exportedFunctions())
        .isEqualTo(Map.of("describe", MorpheeWorld.DESCRIBE, "execute", MorpheeWorld.EXECUTE));
    assertThat(world.exportedInterfaces()).isEmpty();
    assertThat(world.importedFunctions()).isEmpty();
    assertThat(world.unsupported()).isEmpty();
    assertThat(world.importedInterfaces()).hasSize(8);
    int functions = 0;
    for (var each : world.importedInterfaces().entrySet()) {
      for (var function : each.getValue().entrySet()) {
        assertThat(WitPackages.importedFunction(each.getKey(), function.getKey()))
            .as(each.getKey() + "#" + function.getKey())
            .contains(function.getValue());
        functions++;
      }
    }
    assertThat(functions).isEqualTo(22);
  }

  @Test
  void readsTheWorldOfAProgramWithSharedTypes() {
    WorldType world = ComponentTypeSection.decode(Fixture.section("extension"));

    assertThat(world.name()).isEqualTo("morphir:ext/extension@0.1.0");
    assertThat(world.importedInterfaces().get("morphir:ext/runtime@0.1.0"))
        .isEqualTo(WitPackages.importedInterfaces().get("morphir:ext/runtime"));
    assertThat(world.exportedInterfaces())
        .isEqualTo(
            Map.of(
                "morphir:ext/program@0.1.0",
                WitPackages.exportedInterfaces().get(MorphirWorld.PROGRAM)));
    assertThat(world.exported("morphir:ext/program@0.1.0#update")).contains(MorphirWorld.UPDATE);
    assertThat(world.exported("morphir:ext/program@0.1.0#none")).isEqualTo(Optional.empty());
    assertThat(world.exported("none#none")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"morphee-extension", "extension"})
  void refusesASectionCutAtAnyByte(String name) {
    byte[] section = Fixture.section(name);
    WorldType whole = ComponentTypeSection.decode(section);
    int accepted = 0;
    for (int length = 0; length < section.length; length++) {
      try {
        assertThat(ComponentTypeSection.decode(Arrays.copyOf(section, length))).isEqualTo(whole);
        accepted++;
      } catch (ComponentTypeException e) {
        assertThat(e).hasMessageContaining("component-type section");
      }
    }
    // Only the cut before the last custom section leaves a whole world.
    assertThat(accepted).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"morphee-extension", "extension"})
  void damagedBytesNeverEndInAnotherException(String name) {
    byte[] section = Fixture.section(name);
    int refused = 0;
    for (int at = 0; at < section.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        refused += decodes(flipped(section, at, 1 << bit)) ? 0 : 1;
      }
      refused += decodes(flipped(section, at, 0xFF)) ? 0 : 1;
    }
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = section.clone();
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      refused += decodes(damaged) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(section.length);
  }

  private static byte[] flipped(byte[] section, int at, int mask) {
    byte[] damaged = section.clone();
    damaged[at] ^= (byte) mask;
    return damaged;
  }

  private static boolean decodes(byte[] section) {
    try {
      ComponentTypeSection.decode(section);
      return true;
    } catch (ComponentTypeException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail(HexFormat.of().formatHex(section), e);
    }
  }

  private static void refused(String hex, String message) {
    byte[] section = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatExceptionOfType(ComponentTypeException.class)
        .isThrownBy(() -> ComponentTypeSection.decode(section))
        .withMessageContaining(message);
  }

  @Test
  void refusesWhatIsNoComponentOfTypes() {
    refused("", "ends in the middle");
    refused("0061736d01000000", "0x1, expected is 0xd");
    refused(PREAMBLE, "0 worlds, expected is one");
    refused(PREAMBLE + "01 00", "id 1, only types and exports");
    refused(PREAMBLE + "07 05 00", "5 bytes are announced, only 1 are left");
    refused(PREAMBLE + "07 02 00 00", "left over");
    refused(PREAMBLE + "07 06 01 ffffffff7f", "opcode 0xff, unknown");
  }

  @Test
  void refusesOtherStringEncodings() {
    String name =
        HexFormat.of().formatHex("wit-component-encoding".getBytes(StandardCharsets.UTF_8));
    refused(PREAMBLE + "00 19 16" + name + "04 01", "string encoding 1, expected is 0 (UTF-8)");
    refused(PREAMBLE + "00 19 16" + name + "05 00", "0x5, expected is 0x4");
  }

  @Test
  void refusesTypesThatGrowWithoutEnd() {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    types.writeBytes(new byte[] {30, 0x73});
    for (int i = 0; i < 29; i++) {
      types.writeBytes(new byte[] {0x6F, 2, (byte) i, (byte) i});
    }
    refused(section(types), "more than 10000 parts");
  }

  @Test
  void refusesTypesThatNestWithoutEnd() {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    types.writeBytes(new byte[] {126, 0x73});
    for (int i = 0; i < 125; i++) {
      types.write(0x70);
      // Signed LEB128: from 64 up an index takes two bytes.
      types.writeBytes(i < 64 ? new byte[] {(byte) i} : new byte[] {(byte) (i | 0x80), 0});
    }
    refused(section(types), "nested deeper than 100");
    ByteArrayOutputStream components = new ByteArrayOutputStream();
    components.write(1);
    for (int i = 0; i < 60; i++) {
      components.writeBytes(new byte[] {0x41, 1, 1});
    }
    refused(section(components), "nested deeper than 8");
  }

  private static String section(ByteArrayOutputStream types) {
    byte[] content = types.toByteArray();
    HexFormat hex = HexFormat.of();
    return PREAMBLE
        + "07"
        + hex.toHexDigits((byte) (content.length & 0x7F | 0x80))
        + hex.toHexDigits((byte) (content.length >> 7))
        + hex.formatHex(content);
  }

  @Test
  void refusesASectionOfMoreThanAMebibyte() {
    assertThatExceptionOfType(ComponentTypeException.class)
        .isThrownBy(() -> ComponentTypeSection.decode(new byte[(1 << 20) + 1]))
        .withMessageContaining("1048577 bytes, at most 1048576");
  }

  @Test
  void functionsOfResourcesAreNamedAndNotTyped() {
    // An interface "a:b/c" with a resource "r", use: func(r: own<r>), and plain: func().
    String instance =
        "42 06 04 00 01 72 03 01  01 69 00  01 40 01 01 72 01 01 00"
            + "04 00 03 757365 01 02  01 40 00 01 00  04 00 05 706c61696e 01 03";
    String world = "41 02 01" + instance + "03 00 05 613a622f63 05 00";
    String holder = "41 02 01" + world + "04 00 05 613a622f77 04 00";
    String types = "01" + holder;
    int length = types.replace(" ", "").length() / 2;
    String hex =
        PREAMBLE
            + "07"
            + HexFormat.of().toHexDigits((byte) length)
            + types
            + "0b 07 01 00 01 77 03 00 00";
    WorldType world1 = ComponentTypeSection.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThat(world1.unsupported()).containsExactly("a:b/c#use");
    assertThat(world1.importedInterfaces().get("a:b/c")).containsOnlyKeys("plain");
  }
}
