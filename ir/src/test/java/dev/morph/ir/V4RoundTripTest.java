package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonWriter;
import dev.morph.testkit.MorphirData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real documents, written as v4 and read again. */
class V4RoundTripTest {
  static List<String> versionThree() {
    return MorphirData.files("v3");
  }

  static List<String> classic() {
    List<String> files = new ArrayList<>(MorphirData.files("v1"));
    files.addAll(MorphirData.files("v2"));
    files.addAll(MorphirData.files("v3"));
    return files;
  }

  static byte[] four(byte[] document, boolean expanded) {
    var out = new JsonWriter();
    ReadReport report = IrReader.read(document, new V4Writer(out, expanded));
    assertThat(report.diagnostics()).isEmpty();
    return out.toByteArray();
  }

  private static byte[] classic(byte[] document, int version) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(version, out);
    ReadReport report = IrReader.read(document, writer);
    assertThat(report.diagnostics()).isEmpty();
    assertThat(writer.diagnostics()).isEmpty();
    return out.toByteArray();
  }

  /** Text without white space has the order of members in it, which equality leaves out. */
  private static String text(byte[] document) {
    return Json.write(Json.parse(document));
  }

  @ParameterizedTest
  @MethodSource("versionThree")
  void expandedGivesBackTheSameText(String file) {
    byte[] document = MorphirData.bytes(file);
    byte[] back = classic(four(document, true), 3);
    assertThat(text(back).equals(text(document))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("classic")
  void whatIsWrittenIsStable(String file) {
    byte[] document = MorphirData.bytes(file);
    for (boolean expanded : new boolean[] {true, false}) {
      byte[] once = four(document, expanded);
      assertThat(four(once, expanded)).isEqualTo(once);
    }
    assertThat(four(four(document, true), false)).isEqualTo(four(document, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4/complete-example.json", "v4/v4-library.json"})
  void documentsOfVersionFourKeepTheirModel(String file) {
    byte[] document = MorphirData.bytes(file);
    assertThat(model(four(document, true))).isEqualTo(model(document));
  }

  private static Distribution model(byte[] document) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(document, builder).diagnostics()).isEmpty();
    return builder.distribution().orElseThrow();
  }

  /** Upstream's figures for the same conversion. */
  @ParameterizedTest
  @CsvSource({"v3/lcr-morphir-ir.json, 828187", "v3/greeting-example.json, 0"})
  void compactIsAsSmallAsItShouldBe(String file, int known) {
    byte[] document = MorphirData.bytes(file);
    int compact = four(document, false).length;
    int expanded = four(document, true).length;
    if (known > 0) {
      assertThat(compact).isEqualTo(known);
    }
    assertThat(compact).isLessThan(expanded / 2).isLessThan(document.length / 2);
    assertThat(expanded).isLessThan(document.length);
  }

  @Test
  void theWorkedExampleIsWritten() {
    JsonObject example = MorphirData.object("tests/worked-example.json");
    byte[] three = Json.writeUtf8(example.get("v3"));
    assertThat(text(four(three, false))).isEqualTo(Json.write(example.get("v4Compact")));
    assertThat(text(four(three, true))).isEqualTo(Json.write(example.get("v4Expanded")));
    byte[] one = Json.writeUtf8(example.get("v1"));
    assertThat(text(four(one, true))).isEqualTo(Json.write(example.get("v4Expanded")));
    assertThat(text(classic(Json.writeUtf8(example.get("v4Expanded")), 3))).isEqualTo(text(three));
    assertThat(text(classic(Json.writeUtf8(example.get("v4Expanded")), 1))).isEqualTo(text(one));
  }
}
