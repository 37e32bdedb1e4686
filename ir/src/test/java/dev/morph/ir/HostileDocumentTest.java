package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of attackers, and of broken disks. */
class HostileDocumentTest {
  private static ReadReport read(byte[] document) {
    return IrReader.read(document, new ClassicWriter(3, new JsonWriter()));
  }

  private static void check(ReadReport report) {
    assertThat(report.errors() > 0).isEqualTo(!report.ok());
    for (Diagnostic one : report.diagnostics()) {
      assertThat(one.message()).isNotEmpty().doesNotContain("\n").hasSizeLessThan(400);
      assertThat(one.path()).matches(path -> path.isEmpty() || path.startsWith("/"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v3/greeting-example.json",
        "v3/unit-test-framework/example-project-tests-incomplete.json",
        "v2/rentals.json",
        "v1/rentals.json",
        "v4/complete-example.json",
        "v4/v4-library.json"
      })
  void everyCutDocumentIsRefused(String file) {
    byte[] document = MorphirData.bytes(file);
    int end = document.length;
    while (document[end - 1] <= ' ') {
      end--;
    }
    for (int length = 0; length < end; length += 97) {
      ReadReport report = read(Arrays.copyOf(document, length));
      assertThat(report.ok()).as("%d bytes of %s", length, file).isFalse();
      assertThat(report.diagnostics().getLast().code()).isEqualTo(DiagnosticCode.INVALID_JSON);
      check(report);
    }
  }

  private static final List<JsonValue> WRONG =
      List.of(
          JsonNull.NULL,
          new JsonBoolean(true),
          new JsonNumber("1e400"),
          new JsonString("x"),
          JsonArray.EMPTY,
          JsonObject.EMPTY,
          JsonArray.of(new JsonString("Nope"), JsonObject.EMPTY));

  @ParameterizedTest
  @ValueSource(
      strings = {"v3/business-terms.json", "v3/small/tupleType-ir.json", "v4/v4-library.json"})
  void wrongTypesAtAnyNodeDoNoHarm(String file) {
    JsonValue document = Json.parse(MorphirData.bytes(file));
    int[] refused = {0};
    for (JsonValue wrong : WRONG) {
      replaceEach(
          document,
          wrong,
          changed -> {
            ReadReport report = read(Json.writeUtf8(changed));
            check(report);
            refused[0] += report.ok() ? 0 : 1;
          });
    }
    assertThat(refused[0]).isGreaterThan(300);
  }

  /** Gives the document with each of its nodes replaced in turn. */
  private static void replaceEach(JsonValue node, JsonValue wrong, Consumer<JsonValue> changed) {
    changed.accept(wrong);
    switch (node) {
      case JsonObject object ->
          object
              .members()
              .forEach((name, member) ->
                  replaceEach(
                      member,
                      wrong,
                      one -> {
                        var copy = JsonObject.builder();
                        object.members().forEach(copy::put);
                        changed.accept(copy.put(name, one).build());
                      }));
      case JsonArray array -> {
        for (int i = 0; i < array.items().size(); i++) {
          int index = i;
          replaceEach(
              array.items().get(i),
              wrong,
              one -> {
                List<JsonValue> copy = new ArrayList<>(array.items());
                copy.set(index, one);
                changed.accept(new JsonArray(copy));
              });
        }
      }
      default -> {}
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A value so deep: lists within lists. */
  private static byte[] deep(int depth) {
    String type = IrReaderTest.INT;
    String body =
        ("[\"List\"," + type + ",[").repeat(depth - 2)
            + "[\"Unit\","
            + type
            + "]"
            + "]]".repeat(depth - 2);
    return utf8(IrReaderTest.document("", IrReaderTest.value("a", body)));
  }

  @Test
  void tenThousandWithinOneAnotherAreReadAndWrittenOnALargeStack() throws InterruptedException {
    var failure = new Throwable[1];
    var outcome = new ReadReport[1];
    Runnable work =
        () -> {
          byte[] document = deep(10_000);
          var out = new JsonWriter();
          outcome[0] =
              IrReader.read(
                  document,
                  new ReadLimits(10_000, document.length, 10),
                  new ClassicWriter(3, out, 10_000));
          assertThat(Arrays.equals(out.toByteArray(), document)).isTrue();
        };
    var thread = new Thread(null, work, "large stack", 1 << 26);
    thread.setUncaughtExceptionHandler((one, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(outcome[0].diagnostics()).isEmpty();
  }

  @Test
  void aDeepValueIsReadAndWrittenOnAnUsualStack() throws InterruptedException {
    var failure = new Throwable[1];
    var outcome = new ReadReport[1];
    Runnable work =
        () -> {
          byte[] document = deep(ReadLimits.USUAL_DEPTH);
          var out = new JsonWriter();
          outcome[0] = IrReader.read(document, new ClassicWriter(3, out));
          assertThat(Arrays.equals(out.toByteArray(), document)).isTrue();
        };
    var thread = new Thread(null, work, "usual stack", 1 << 20);
    thread.setUncaughtExceptionHandler((one, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(outcome[0].diagnostics()).isEmpty();
  }

  /** Values of v4 so deep, each within another in the way that takes the most stack. */
  private static byte[] deepInV4(String begin, String end, int depth) {
    String value = begin.repeat(depth - 1) + "{\"Unit\":{}}" + end.repeat(depth - 1);
    return utf8(
        """
        {"formatVersion":4,"distribution":{"Library":{"packageName":"p","dependencies":{},"def":\
        {"modules":{"m":{"Public":{"types":{},"values":{"v":{"Public":{"ExpressionBody":\
        {"inputTypes":{},"outputType":"a","body":%s}}}}}}}}}}}\
        """
            .formatted(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Record\":{\"fields\":{\"x\": | }}}",
        "{\"List\":[ | ]}",
        "{\"PatternMatch\":{\"value\":1,\"cases\":[{\"pattern\":1,\"body\": | }]}}",
        "{\"LetRecursion\":{\"in\":1,\"definitions\":{\"f\":{\"ExpressionBody\":{\"inputTypes\":{},\"outputType\":\"a\",\"body\":"
            + " | }}}}}"
      })
  void aDeepValueOfVersionFourIsReadOnAnUsualStack(String begin, String end)
      throws InterruptedException {
    var failure = new Throwable[1];
    var reports = new ReadReport[2];
    Runnable work =
        () -> {
          reports[0] = read(deepInV4(begin, end, ReadLimits.USUAL_DEPTH - 1));
          reports[1] = read(deepInV4(begin, end, ReadLimits.USUAL_DEPTH + 1));
        };
    var thread = new Thread(null, work, "usual stack", 1 << 20);
    thread.setUncaughtExceptionHandler((one, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(reports[0].diagnostics()).isEmpty();
    assertThat(reports[1].diagnostics())
        .isNotEmpty()
        .allMatch(one -> one.code() == DiagnosticCode.DEPTH_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 300, 10_000, 100_000})
  void aDeeperValueIsRefused(int depth) {
    ReadReport report = read(deep(depth));
    assertThat(report.diagnostics())
        .isNotEmpty()
        .allMatch(one -> one.code() == DiagnosticCode.DEPTH_LIMIT);
    assertThat(report.diagnostics().getFirst().path())
        .startsWith("/distribution/3/modules/0/1/value/values/0/1/value/value/body/2/0/2/0");
  }

  @Test
  void tenThousandBracketsAreRefused() {
    for (String bracket : List.of("[", "{\"a\":", "[{\"a\":")) {
      ReadReport report =
          read(utf8("{\"formatVersion\":3,\"distribution\":" + bracket.repeat(10_000)));
      assertThat(report.diagnostics().getLast().code()).isEqualTo(DiagnosticCode.DEPTH_LIMIT);
    }
  }

  @Test
  void duplicateMembersAreRefusedWithTheirPlace() {
    String document =
        IrReaderTest.document("", IrReaderTest.value("a", "[\"Unit\"," + IrReaderTest.INT + "]"));
    ReadReport report = read(utf8(document.replace("\"doc\":\"\"", "\"doc\":\"\",\"doc\":\"\"")));
    assertThat(report.diagnostics()).hasSize(1);
    Diagnostic one = report.diagnostics().getFirst();
    assertThat(one.code()).isEqualTo(DiagnosticCode.DUPLICATE_MEMBER);
    assertThat(one.path()).isEqualTo("/distribution/3/modules/0/1/value/values/0/1/value/doc");
    report =
        read(
            utf8(
                document.replace(
                    "{\"formatVersion\":3", "{\"formatVersion\":3,\"formatVersion\":3")));
    assertThat(report.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.DUPLICATE_MEMBER);
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] document = MorphirData.bytes("v3/business-terms.json");
    for (int at = 3; at < document.length; at += 41) {
      byte[] broken = document.clone();
      broken[at] = (byte) 0xC3;
      ReadReport report = read(broken);
      assertThat(report.ok()).as("byte %d", at).isFalse();
      check(report);
    }
    for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      ReadReport report = read(new String(document, StandardCharsets.UTF_8).getBytes(charset));
      assertThat(report.diagnostics())
          .extracting(Diagnostic::code)
          .contains(DiagnosticCode.INVALID_JSON);
    }
    ReadReport marked = read(utf8("\uFEFF{}"));
    assertThat(marked.diagnostics().getFirst().message()).contains("byte order mark");
  }

  @Test
  void aLongWordIsNotShownWhole() {
    String name = "X".repeat(1_000_000);
    ReadReport report =
        read(utf8(IrReaderTest.document("", IrReaderTest.value("a", "[\"" + name + "\",{}]"))));
    assertThat(report.errors()).isEqualTo(1);
    check(report);
  }
}
