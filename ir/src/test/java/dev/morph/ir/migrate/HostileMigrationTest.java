package dev.morph.ir.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Severity;
import dev.morph.testkit.MorphirData;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that mean harm, or were damaged on their way. */
class HostileMigrationTest {
  private static final JsonObject EXAMPLES = MorphirData.object("tests/worked-example.json");

  private static MigrationReport migrate(byte[] document, MigrationTarget target) {
    return Migration.run(document, target, (bytes, length) -> {});
  }

  private static byte[] result(byte[] document, MigrationTarget target) {
    var out = new ByteArrayOutputStream();
    Migration.run(document, target, (bytes, length) -> out.write(bytes, 0, length));
    return out.toByteArray();
  }

  private static byte[] four(String file) {
    return result(MorphirData.bytes(file), MigrationTarget.of(4).withExpanded());
  }

  private static void refused(byte[] document, String what) {
    for (int version = 3; version <= 4; version++) {
      MigrationReport report = migrate(document, MigrationTarget.of(version));
      assertThat(report.publishable()).as(what).isFalse();
      assertThat(report.diagnostics()).as(what).isNotEmpty().allMatch(one -> place(one.path()));
    }
  }

  /** A pointer, or what was written, by its name. */
  private static boolean place(String path) {
    return path.isEmpty() || path.startsWith("/") || path.startsWith("acme/demo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3/greeting-example.json", "v3/rule-set-example.json"})
  void everyTruncationIsRefused(String file) {
    for (byte[] document : List.of(MorphirData.bytes(file), four(file))) {
      for (int length = 0; length < document.length - 2; length += 97) {
        refused(Arrays.copyOf(document, length), file + " at " + length);
      }
    }
  }

  /** Each node of the document in turn is replaced by values of other kinds. */
  @ParameterizedTest
  @ValueSource(strings = {"v1", "v3", "v4Compact", "v4Expanded"})
  void wrongTypesAreToldAtEveryNode(String example) {
    JsonValue document = EXAMPLES.get(example);
    List<JsonValue> damaged = new ArrayList<>();
    damage(document, damaged);
    assertThat(damaged.size()).isGreaterThan(150);
    int refused = 0;
    for (JsonValue one : damaged) {
      for (int version = 3; version <= 4; version++) {
        MigrationTarget target = MigrationTarget.of(version);
        MigrationReport report = migrate(Json.writeUtf8(one), target);
        assertThat(report.diagnostics()).allMatch(each -> place(each.path()));
        if (report.errors() > 0) {
          refused++;
          assertThat(report.diagnostics()).isNotEmpty();
          assertThat(report.publishable()).isFalse();
        } else {
          assertThat(migrate(result(Json.writeUtf8(one), target), target).diagnostics())
              .as("%s", Json.write(one).hashCode())
              .allMatch(each -> each.severity() == Severity.WARNING);
        }
      }
    }
    assertThat(refused).isGreaterThan(damaged.size());
  }

  /** All documents that differ in one place. */
  private static void damage(JsonValue value, List<JsonValue> damaged) {
    for (JsonValue wrong :
        List.of(new JsonNumber("7"), JsonArray.EMPTY, new JsonString("X y"), JsonObject.EMPTY)) {
      if (!wrong.equals(value)) {
        damaged.add(wrong);
      }
    }
    switch (value) {
      case JsonArray array -> {
        for (int i = 0; i < array.items().size(); i++) {
          List<JsonValue> below = new ArrayList<>();
          damage(array.items().get(i), below);
          for (JsonValue one : below) {
            List<JsonValue> items = new ArrayList<>(array.items());
            items.set(i, one);
            damaged.add(new JsonArray(items));
          }
        }
      }
      case JsonObject object ->
          object
              .members()
              .forEach((name, member) -> {
                List<JsonValue> below = new ArrayList<>();
                damage(member, below);
                for (JsonValue one : below) {
                  var members = JsonObject.builder();
                  object.members().forEach(members::put);
                  damaged.add(members.put(name, one).build());
                }
              });
      default -> {}
    }
  }

  private static String value(String body) {
    return "{\"formatVersion\":4,\"distribution\":{\"Library\":{\"packageName\":\"p\",\"dependencies\":{},\"def\":{\"modules\":{\"m\":{\"Public\":"
        + "{\"types\":{},\"values\":{\"v\":{\"Public\":{\"ExpressionBody\":{\"inputTypes\":{},\"outputType\":\"a\",\"body\":"
        + body
        + "}}}}}}}}}}}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void deepValuesAreADiagnostic() {
    byte[] document = utf8(value("[".repeat(10_000) + "]".repeat(10_000)));
    refused(document, "arrays");
    assertThat(migrate(document, MigrationTarget.of(4)).diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly(DiagnosticCode.DEPTH_LIMIT);
    refused(utf8(value("{\"Lambda\":".repeat(10_000))), "objects");
    refused(utf8("[".repeat(1_000_000)), "brackets");
  }

  /** Whoever asks for more depth runs on a larger stack. */
  @Test
  void deepValuesAreMigratedOnALargeStack() throws InterruptedException {
    byte[] document = utf8(value("[".repeat(9_000) + "]".repeat(9_000)));
    var limits = new ReadLimits(ReadLimits.DEEPEST, 1 << 30, 100);
    var reports = new MigrationReport[1];
    var thread =
        new Thread(
            null,
            () -> reports[0] = migrate(document, MigrationTarget.of(4).within(limits)),
            "deep",
            512L << 20);
    thread.start();
    thread.join();
    assertThat(reports[0].ok()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Literal\":{\"FloatLiteral\":1e400}} | invalid_literal",
        "{\"Literal\":{\"IntegerLiteral\":1e400000}} | invalid_literal",
        "{\"Literal\":{\"IntegerLiteral\":1e-400}} | invalid_literal",
        "1e400 | invalid_literal",
        "{\"Literal\":{\"DecimalLiteral\":\"1e99999999999\"}} | invalid_literal",
        "{\"Variable\":\"x\",\"Variable\":\"y\"} | duplicate_member",
        "{\"Record\":{\"fields\":{\"user-ID\":1,\"user--id\":2}}} | duplicate_name",
        "nul | invalid_json",
        "{\"Literal\":{\"CharLiteral\":\"ab\"}} | invalid_literal"
      })
  void numbersAndNamesThatAreNone(String body, String code) {
    byte[] document = utf8(value(body));
    MigrationReport report = migrate(document, MigrationTarget.of(4));
    assertThat(report.diagnostics())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.code().word()).isEqualTo(code);
          assertThat(one.path())
              .startsWith("/distribution/Library/def/modules/m/Public/values/v/Public");
        });
    refused(document, body);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] document = utf8(value("{\"Literal\":{\"StringLiteral\":\"?\"}}"));
    int at = new String(document, StandardCharsets.UTF_8).indexOf('?');
    for (int wrong : new int[] {0x80, 0xC0, 0xFF, 0x1F}) {
      byte[] damaged = document.clone();
      damaged[at] = (byte) wrong;
      refused(damaged, "byte " + wrong);
    }
    byte[] utf16 = value("1").getBytes(StandardCharsets.UTF_16);
    refused(utf16, "UTF-16");
    refused(new byte[0], "nothing");
  }

  @Test
  void manyErrorsAreToldUpToALimit() {
    var values = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      values.append(i > 0 ? "," : "").append("{\"Hole\":{}}");
    }
    MigrationReport report =
        migrate(utf8(value(values.append(']').toString())), MigrationTarget.of(3));
    assertThat(report.errors()).isEqualTo(1_000);
    assertThat(report.diagnostics()).hasSize(101);
    assertThat(report.counts())
        .containsEntry(DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE, 500)
        .containsEntry(DiagnosticCode.MISSING_MEMBER, 500);
  }
}
