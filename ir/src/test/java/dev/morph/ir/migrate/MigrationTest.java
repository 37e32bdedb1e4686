package dev.morph.ir.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FormatVersion;
import dev.morph.testkit.MorphirData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {
  private static final MigrationTarget THREE = MigrationTarget.of(3);
  private static final MigrationTarget FOUR = MigrationTarget.of(4);

  /** A result with its report. */
  private record Migrated(String text, MigrationReport report) {
    byte[] document() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Migrated migrate(byte[] document, MigrationTarget target) {
    var out = new ByteArrayOutputStream();
    MigrationReport report =
        Migration.run(document, target, (bytes, length) -> out.write(bytes, 0, length));
    return new Migrated(out.toString(StandardCharsets.UTF_8), report);
  }

  private static Migrated migrate(String document, MigrationTarget target) {
    return migrate(document.getBytes(StandardCharsets.UTF_8), target);
  }

  private static String text(byte[] document) {
    return Json.write(Json.parse(document));
  }

  static List<String> versionThree() {
    return MorphirData.files("v3");
  }

  @ParameterizedTest
  @MethodSource("versionThree")
  void versionThreeComesBackFromExpandedFour(String file) {
    byte[] document = MorphirData.bytes(file);
    Migrated four = migrate(document, FOUR.withExpanded());
    assertThat(four.report().ok()).isTrue();
    assertThat(four.report().losses()).isEmpty();
    assertThat(four.report().source()).contains(FormatVersion.V3);
    Migrated three = migrate(four.document(), THREE);
    assertThat(three.report().diagnostics()).isEmpty();
    assertThat(three.report().ok()).isTrue();
    assertThat(text(three.document()).equals(text(document))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"v1/rentals.json", "v2/rentals.json", "v1/morphir-service-app-2021.json"})
  void olderVersionsComeBackFromEveryOther(String file) {
    byte[] document = MorphirData.bytes(file);
    int version = file.charAt(1) - '0';
    for (MigrationTarget way : List.of(THREE, FOUR.withExpanded())) {
      Migrated there = migrate(document, way);
      assertThat(there.report().ok()).isTrue();
      Migrated back = migrate(there.document(), MigrationTarget.of(version));
      assertThat(back.report().diagnostics()).isEmpty();
      // v2 may leave the place of a value's documentation out, v3 may not.
      assertThat(migrate(back.document(), THREE).text()).isEqualTo(migrate(document, THREE).text());
    }
  }

  @Test
  void theCompactFormCountsWhatItLeavesOut() {
    Migrated four = migrate(MorphirData.bytes("v3/lcr-morphir-ir.json"), FOUR);
    assertThat(four.report().ok()).isTrue();
    assertThat(four.report().losses())
        .containsOnlyKeys(DiagnosticCode.LOST_INFERRED_TYPE, DiagnosticCode.LOST_PARAMETER_TYPE)
        .containsEntry(DiagnosticCode.LOST_PARAMETER_TYPE, 20);
    assertThat(four.report().losses().get(DiagnosticCode.LOST_INFERRED_TYPE)).isGreaterThan(13_000);
    // Of many losses of one kind some are listed; the types are what compact means.
    assertThat(four.report().diagnostics())
        .hasSize(10)
        .allMatch(one -> one.code() == DiagnosticCode.LOST_PARAMETER_TYPE);
  }

  @Test
  void theSameVersionIsWrittenInItsOwnSpelling() {
    byte[] document = MorphirData.bytes("v4/complete-example.json");
    Migrated four = migrate(document, FOUR);
    assertThat(four.report().ok()).isTrue();
    assertThat(four.text()).doesNotContain("\"access\":\"Public\",\"value\"");
    assertThat(migrate(four.document(), FOUR).text()).isEqualTo(four.text());
  }

  @Test
  void everyNodeThatHasNoOlderFormIsToldAtItsPlace() {
    Migrated three = migrate(MorphirData.bytes("v4/v4-library.json"), THREE);
    assertThat(three.report().ok()).isFalse();
    assertThat(three.report().publishable()).isFalse();
    String module = "/distribution/Library/def/modules/domain/value";
    assertThat(three.report().diagnostics())
        .filteredOn(one -> one.code() == DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE)
        .extracting(Diagnostic::path)
        .containsExactly(
            module + "/types/incomplete-user/IncompleteTypeDefinition",
            module + "/values/get-user-name/ExpressionBody/body/Hole",
            module + "/values/native-add/NativeBody");
    assertThat(three.report().errors()).isEqualTo(3);
  }

  @Test
  void whatIsLeftMayBePublished() {
    Migrated three = migrate(MorphirData.bytes("v4/v4-library.json"), THREE.withPartial());
    assertThat(three.report().ok()).isFalse();
    assertThat(three.report().publishable()).isTrue();
    Migrated again = migrate(three.document(), THREE);
    assertThat(again.report().ok()).isTrue();
    assertThat(again.text()).contains("pair").doesNotContain("native").doesNotContain("incomplete");
  }

  private static String library(String module) {
    return "{\"formatVersion\":4,\"distribution\":{\"Library\":{\"packageName\":\"p\",\"dependencies\":{},"
        + "\"def\":{\"modules\":{\"m\":{\"Public\":{\"types\":{"
        + "\"t\":{\"Public\":{\"TypeAliasDefinition\":{\"typeParams\":[],\"typeExp\":{\"Unit\":{\"attributes\":{\"source\":{\"startLine\":1}}}}}}}},"
        + "\"values\":{"
        + module
        + "}}}}}}}}";
  }

  private static String value(String name, String body) {
    return "\"%s\":{\"Public\":{\"ExpressionBody\":{\"inputTypes\":{},\"outputType\":{\"Unit\":{}},\"body\":%s}}}"
        .formatted(name, body);
  }

  @Test
  void tellsExactlyWhatIsLost() {
    String unit = "\"inferredType\":{\"Unit\":{}}";
    String document =
        library(
            value("FR2052A", "{\"Unit\":{\"attributes\":{" + unit + ",\"source\":{}}}}")
                + ","
                + value(
                    "large",
                    "{\"Literal\":{\"attributes\":{"
                        + unit
                        + "},\"literal\":{\"IntegerLiteral\":9007199254740993}}}"));
    Migrated three = migrate(document, THREE);
    assertThat(three.report().ok()).isTrue();
    assertThat(three.report().losses())
        .isEqualTo(
            Map.of(
                DiagnosticCode.LOST_ATTRIBUTES, 2,
                DiagnosticCode.INEXACT_NAME, 1,
                DiagnosticCode.LARGE_NUMBER, 1));
    assertThat(three.report().diagnostics())
        .extracting(Diagnostic::path)
        .contains(
            "/distribution/Library/def/modules/m/Public/types/t/Public/TypeAliasDefinition/typeExp/Unit",
            "/distribution/Library/def/modules/m/Public/values/FR2052A/Public/ExpressionBody/body/Unit/attributes",
            "p:m#FR2052A");
    assertThat(three.text()).contains("[\"Unit\",{}]").doesNotContain("startLine");
  }

  @Test
  void documentationThatHasNoPlaceIsAnError() {
    byte[] document = MorphirData.bytes("v3/evaluator-tests.json");
    Migrated one = migrate(document, MigrationTarget.of(1));
    assertThat(one.report().counts()).containsKey(DiagnosticCode.LOST_DOCUMENTATION);
    assertThat(one.report().publishable()).isFalse();
    Migrated partial = migrate(document, MigrationTarget.of(1).withPartial());
    assertThat(partial.report().publishable()).isTrue();
    assertThat(migrate(partial.document(), THREE).report().ok()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Specs | spec | {}",
        "Application | def | {}",
        "Specs | spec | {\"m\":{\"types\":{},\"values\":{}}}"
      })
  void otherKindsOfDistributionsHaveNoOlderForm(String kind, String body, String modules) {
    String document =
        "{\"formatVersion\":4,\"distribution\":{\"%s\":{\"packageName\":\"p\",\"dependencies\":{},\"%s\":{\"modules\":%s}}}}"
            .formatted(kind, body, modules);
    Migrated three = migrate(document, THREE.withPartial());
    assertThat(three.report().publishable()).isFalse();
    assertThat(three.report().diagnostics())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.code()).isEqualTo(DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE);
          assertThat(one.path()).isEqualTo("/distribution/" + kind);
        });
    assertThat(migrate(document, FOUR).report().ok()).isTrue();
  }

  @Test
  void keepsParametersOfOneName() {
    String three =
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"p\"]],[[[[\"d\"]],{\"modules\":[[[[\"m\"]],{\"types\":[],\"values\":[[[\"f\"],"
            + "{\"doc\":\"\",\"value\":{\"inputs\":[[[\"x\"],[\"Unit\",{}]],[[\"x\"],[\"Unit\",{}]]],\"output\":[\"Unit\",{}]}}]],\"doc\":null}]]}]],{\"modules\":[]}]}";
    Migrated four = migrate(three, FOUR.withExpanded());
    assertThat(four.report().ok()).isTrue();
    assertThat(four.report().losses()).isEqualTo(Map.of(DiagnosticCode.REPEATED_NAME, 1));
    assertThat(four.text()).contains("\"inputs\":[[\"x\",{\"Unit\":{}}],[\"x\",{\"Unit\":{}}]]");
    assertThat(migrate(four.document(), THREE).text()).isEqualTo(three);
  }

  @ParameterizedTest
  @CsvSource({"latest,4", "v4,4", "4,4", "classic,3", "v3,3", "3,3", "v2,2", "1,1", "five,0"})
  void targetsHaveManyWords(String word, int version) {
    assertThat(MigrationTarget.version(word).orElse(0)).isEqualTo(version);
  }

  @Test
  void refusesVersionsThatDoNotExist() {
    assertThatThrownBy(() -> MigrationTarget.of(5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsTheMemberOrderOfAnObjectButDoesNotNeedIt() {
    JsonObject document = MorphirData.object("v4/complete-example.json");
    var turned = JsonObject.builder();
    turned.put("distribution", document.get("distribution"));
    turned.put("formatVersion", document.get("formatVersion"));
    Migrated four = migrate(Json.writeUtf8(turned.build()), FOUR);
    assertThat(four.report().diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.FORMAT_VERSION_NOT_FIRST);
    assertThat(four.text()).isEqualTo(migrate(Json.writeUtf8(document), FOUR).text());
  }

  @ParameterizedTest
  @MethodSource("versionThree")
  void typesThatTheCompactFormLeavesOutAreFoundAgain(String file) {
    byte[] compact = migrate(MorphirData.bytes(file), FOUR).document();
    Migrated three = migrate(compact, THREE);
    assertThat(three.report().diagnostics()).isEmpty();
    assertThat(three.report().losses()).isEmpty();
    // Each node has a type: nothing is left to be found.
    assertThat(migrate(three.document(), THREE).report().counts()).isEmpty();
    assertThat(migrate(three.document(), FOUR).text())
        .isEqualTo(new String(compact, StandardCharsets.UTF_8));
  }

  @Test
  void aNodeWhoseTypeCannotBeFoundIsTold() {
    Migrated three = migrate(library(value("v", "{\"Reference\":\"q:m#gone\"}")), THREE);
    assertThat(three.report().publishable()).isTrue();
    assertThat(three.report().counts()).containsKey(DiagnosticCode.MISSING_INFERRED_TYPE);
    assertThat(three.report().diagnostics())
        .anyMatch(one -> one.path().equals("p:m#v") && one.message().contains("not certain"));
    assertThat(migrate(three.document(), THREE).report().ok()).isTrue();
  }
}
