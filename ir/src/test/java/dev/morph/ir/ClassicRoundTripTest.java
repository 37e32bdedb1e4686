package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonWriter;
import dev.morph.testkit.MorphirData;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real documents of v1, v2 and v3, read and written again. */
class ClassicRoundTripTest {
  private static List<String> classicDocuments() {
    List<String> files = new ArrayList<>(MorphirData.files("v1"));
    files.addAll(MorphirData.files("v2"));
    files.addAll(MorphirData.files("v3"));
    return files;
  }

  private static byte[] written(byte[] document, int version) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(version, out);
    ReadReport report = IrReader.read(document, writer);
    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.ok()).isTrue();
    assertThat(writer.ok()).isTrue();
    return out.toByteArray();
  }

  /** Text without white space has the order of members in it, which equality leaves out. */
  private static String text(byte[] document) {
    return Json.write(Json.parse(document));
  }

  @ParameterizedTest
  @MethodSource("classicDocuments")
  void aDocumentComesBackAsItWas(String file) {
    byte[] document = MorphirData.bytes(file);
    int version = file.charAt(1) - '0';
    assertThat(text(written(document, version)).equals(text(document))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("classicDocuments")
  void theModelIsTheSameAfterwards(String file) {
    byte[] document = MorphirData.bytes(file);
    assertThat(model(written(document, file.charAt(1) - '0')).equals(model(document))).isTrue();
  }

  private static Distribution model(byte[] document) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(document, builder).ok()).isTrue();
    return builder.distribution().orElseThrow();
  }

  @Test
  void versionOneBecomesVersionTwo() {
    assertThat(text(written(MorphirData.bytes("v1/rentals.json"), 2)))
        .isEqualTo(text(MorphirData.bytes("v2/rentals.json")));
  }

  @Test
  void versionTwoBecomesVersionOne() {
    assertThat(text(written(MorphirData.bytes("v2/rentals.json"), 1)))
        .isEqualTo(text(MorphirData.bytes("v1/rentals.json")));
  }

  @Test
  void theWorkedExampleIsTheSameInVersionsOneAndThree() {
    JsonObject example = MorphirData.object("tests/worked-example.json");
    byte[] one = Json.writeUtf8(example.get("v1"));
    byte[] three = Json.writeUtf8(example.get("v3"));
    assertThat(text(written(one, 3))).isEqualTo(text(three));
    assertThat(text(written(three, 1))).isEqualTo(text(one));
  }

  @Test
  void writesPieceByPiece() {
    byte[] document = MorphirData.bytes("v3/evaluator-tests.json");
    var whole = new ByteArrayOutputStream();
    int[] most = {0};
    var out =
        new JsonWriter((bytes, length) -> {
          most[0] = Math.max(most[0], length);
          whole.write(bytes, 0, length);
        });
    assertThat(IrReader.read(document, new ClassicWriter(3, out)).ok()).isTrue();
    assertThat(text(whole.toByteArray()).equals(text(document))).isTrue();
    assertThat(most[0]).isLessThan(1 << 18);
    assertThat(out.toByteArray()).isEmpty();
  }
}
