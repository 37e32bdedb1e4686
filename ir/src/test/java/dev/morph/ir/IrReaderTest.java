package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrReaderTest {
  static final String INT =
      "[\"Reference\",{},[[[\"morphir\"],[\"s\",\"d\",\"k\"]],[[\"basics\"]],[\"int\"]],[]]";

  /** A v3 document with one module of these types and values. */
  static String document(String types, String values) {
    return """
    {"formatVersion":3,"distribution":["Library",[["acme"]],[],{"modules":[[[["m"]],\
    {"access":"Public","value":{"types":[%s],"values":[%s],"doc":null}}]]}]}\
    """
        .formatted(types, values);
  }

  static String value(String name, String body) {
    return """
    [["%s"],{"access":"Public","value":{"doc":"","value":\
    {"inputTypes":[],"outputType":%s,"body":%s}}}]\
    """
        .formatted(name, INT, body);
  }

  static ReadReport read(String document) {
    return IrReader.read(document.getBytes(StandardCharsets.UTF_8), new DistributionBuilder());
  }

  private static List<String> codes(ReadReport report) {
    return report.diagnostics().stream().map(one -> one.code().word()).toList();
  }

  private static Diagnostic only(String document) {
    ReadReport report = read(document);
    assertThat(report.diagnostics()).hasSize(1);
    return report.diagnostics().getFirst();
  }

  private static final String BODY =
      "/distribution/3/modules/0/1/value/values/0/1/value/value/body";

  @Test
  void refusesDocumentsFromBeforeVersionOne() {
    ReadReport report =
        IrReader.read(
            MorphirData.bytes("invalid/pre-format-hello.json"), new DistributionBuilder());
    assertThat(report.ok()).isFalse();
    assertThat(report.version()).isEmpty();
    assertThat(report.diagnostics())
        .anySatisfy(one -> {
          assertThat(one.code()).isEqualTo(DiagnosticCode.MISSING_MEMBER);
          assertThat(one.message()).contains("formatVersion", "before v1");
        });
  }

  @Test
  void refusesNamesThatVersionFourCannotWrite() {
    ReadReport report =
        IrReader.read(
            MorphirData.bytes("invalid/nonconforming-names-classic.json"),
            new DistributionBuilder());
    assertThat(codes(report)).containsExactly("invalid_name", "invalid_name");
    assertThat(report.diagnostics())
        .extracting(Diagnostic::path)
        .containsExactly("/distribution/1/0", "/distribution/3/modules/0/0/0");
    assertThat(report.diagnostics().getFirst().message()).contains("test-package");
  }

  @Test
  void tellsAllFaultsInOneRun() {
    String broken =
        document(
            "[[\"T\"],{\"access\":\"Open\",\"value\":{\"doc\":1,\"value\":[\"NoDefinition\",[]]}}]",
            value("a", "[\"Literal\"," + INT + ",[\"WholeNumberLiteral\",1.5]]")
                + ","
                + value("b", "[\"Apply\"," + INT + ",[\"Nope\",{}],[\"Unit\",{},1]]")
                + ","
                + value("c", "[\"Unit\"," + INT + "]")
                + ","
                + value("c", "[\"Unit\"," + INT + "]"));
    assertThat(codes(read(broken)))
        .containsExactly(
            "invalid_name",
            "invalid_shape",
            "invalid_shape",
            "unknown_node",
            "invalid_literal",
            "unknown_node",
            "invalid_shape",
            "duplicate_name");
  }

  @Test
  void handsOnWhatHasNoFault() {
    var builder = new DistributionBuilder();
    String half =
        document("", value("a", "[\"Nope\",{}]") + "," + value("b", "[\"Unit\"," + INT + "]"));
    assertThat(IrReader.read(half.getBytes(StandardCharsets.UTF_8), builder).ok()).isFalse();
    var library = (Distribution.Library) builder.distribution().orElseThrow();
    var module = library.definition().modules().get(Path.parse("m")).value();
    assertThat(module.values()).containsOnlyKeys(new Name("b"));
  }

  @Test
  void pointsToTheNode() {
    Diagnostic one =
        only(document("", value("a", "[\"Tuple\"," + INT + ",[[\"Unit\"," + INT + "],7]]")));
    assertThat(one.path()).isEqualTo(BODY + "/2/1");
    assertThat(one.message())
        .isEqualTo(
            "expected a value, which is an array that begins with its tag, found the number 7");
    assertThat(one.toJson().members().keySet())
        .containsExactly("severity", "code", "path", "message", "help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"BoolLiteral\",1]",
        "[\"CharLiteral\",\"ab\"]",
        "[\"CharLiteral\",\"\"]",
        "[\"StringLiteral\",null]",
        "[\"WholeNumberLiteral\",\"1\"]",
        "[\"WholeNumberLiteral\",1e99999]",
        "[\"WholeNumberLiteral\",1e999999999999]",
        "[\"FloatLiteral\",1e400]",
        "[\"FloatLiteral\",-1e400]",
        "[\"DecimalLiteral\",\"x\"]"
      })
  void refusesLiteralsOutOfRange(String literal) {
    Diagnostic one = only(document("", value("a", "[\"Literal\"," + INT + "," + literal + "]")));
    assertThat(one.code()).isEqualTo(DiagnosticCode.INVALID_LITERAL);
    assertThat(one.path()).isEqualTo(BODY + "/2/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"WholeNumberLiteral\",1e400]",
        "[\"WholeNumberLiteral\",123456789012345678901234567890]",
        "[\"FloatLiteral\",1]",
        "[\"CharLiteral\",\"\\uD83D\\uDE00\"]",
        "[\"DecimalLiteral\",\"10.50\"]"
      })
  void readsLargeAndUnusualLiterals(String literal) {
    assertThat(read(document("", value("a", "[\"Literal\"," + INT + "," + literal + "]"))).ok())
        .isTrue();
  }

  @Test
  void membersMayComeInAnyOrder() {
    String usual = document("", value("a", "[\"Unit\"," + INT + "]"));
    String turned =
        """
        {"distribution":["Library",[["acme"]],[],{"modules":[[[["m"]],\
        {"value":{"doc":null,"values":[%s],"types":[]},"access":"Public"}]]}],"formatVersion":3}\
        """
            .formatted(value("a", "[\"Unit\"," + INT + "]"));
    var first = new DistributionBuilder();
    var second = new DistributionBuilder();
    IrReader.read(usual.getBytes(StandardCharsets.UTF_8), first);
    ReadReport report = IrReader.read(turned.getBytes(StandardCharsets.UTF_8), second);
    assertThat(codes(report)).containsExactly("format_version_not_first");
    var module = (Distribution.Library) second.distribution().orElseThrow();
    assertThat(module.definition().modules().values().iterator().next().value().values())
        .isEqualTo(
            ((Distribution.Library) first.distribution().orElseThrow())
                .definition()
                .modules()
                .values()
                .iterator()
                .next()
                .value()
                .values());
  }

  @Test
  void pointsIntoMembersThatWereHeld() {
    String turned =
        """
        {"formatVersion":3,"distribution":["Library",[["acme"]],[],{"modules":[[[["m"]],\
        {"value":{"values":[%s],"types":[]},"access":"Public"}]]}]}\
        """
            .formatted(value("a", "7"));
    assertThat(only(turned).path()).isEqualTo(BODY);
  }

  @Test
  void warnsOfSpellingsOfOtherVersionsOnce() {
    String body = "[\"tuple\"," + INT.replace("Reference", "reference") + ",[]]";
    ReadReport report = read(document("", value("a", body)));
    assertThat(codes(report)).containsExactly("legacy_spelling");
    assertThat(report.ok()).isTrue();
  }

  @Test
  void warnsOfMembersThatAreNotKept() {
    String more = document("", "").replace("\"types\":", "\"extra\":[1],\"types\":");
    Diagnostic one = only(more);
    assertThat(one.code()).isEqualTo(DiagnosticCode.UNKNOWN_MEMBER);
    assertThat(one.path()).isEqualTo("/distribution/3/modules/0/1/value/extra");
    assertThat(one.severity()).isEqualTo(Severity.WARNING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | unsupported_format_version_major",
        "\"3.1.0\" | unsupported_format_version_minor",
        "\"3\" | invalid_format_version_syntax",
        "null | invalid_format_version_type"
      })
  void refusesOtherVersions(String version, String code) {
    ReadReport report =
        read(document("", "").replace("\"formatVersion\":3", "\"formatVersion\":" + version));
    assertThat(codes(report)).containsExactly(code);
    assertThat(report.diagnostics().getFirst().path()).isEqualTo("/formatVersion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{\"formatVersion\":3}",
        "{\"formatVersion\":3,\"distribution\":{}}",
        "{\"formatVersion\":3,\"distribution\":[]}",
        "{\"formatVersion\":3,\"distribution\":[\"Specs\",[],[],{\"modules\":[]}]}",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[],[],{}]}",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[],{},{\"modules\":{}}]}",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[],[[]],{\"modules\":[[],{},7]}]}",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[],[],{\"modules\":[]},1]}"
      })
  void refusesOtherShapes(String document) {
    ReadReport report = read(document);
    assertThat(report.ok()).isFalse();
    assertThat(report.diagnostics()).allMatch(one -> !one.message().isEmpty());
  }

  @Test
  void stopsTellingAfterAHundredErrors() {
    String many = document("", value("a", "[\"Tuple\"," + INT + ",[" + "7,".repeat(500) + "7]]"));
    ReadReport report = read(many);
    assertThat(report.errors()).isEqualTo(501);
    assertThat(report.diagnostics()).hasSize(101);
    assertThat(report.diagnostics().getLast().code())
        .isEqualTo(DiagnosticCode.TOO_MANY_DIAGNOSTICS);
  }

  @Test
  void refusesDocumentsAboveTheLimitOfSize() {
    byte[] document = document("", "").getBytes(StandardCharsets.UTF_8);
    var limits = new ReadLimits(10, document.length - 1, 1);
    ReadReport report = IrReader.read(document, limits, new DistributionBuilder());
    assertThat(codes(report)).containsExactly("size_limit");
    assertThatThrownBy(() -> new ReadLimits(10_001, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReadLimits(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void diagnosticsAreJson() {
    JsonObject json = new Diagnostic(DiagnosticCode.INVALID_NAME, "/a~1b", "seen").toJson();
    assertThat(Json.write(json))
        .startsWith(
            "{\"severity\":\"error\",\"code\":\"invalid_name\",\"path\":\"/a~1b\",\"message\":\"seen\"");
  }
}
