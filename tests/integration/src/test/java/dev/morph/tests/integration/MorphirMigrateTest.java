package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.testkit.MorphirData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code morphir migrate} as its users meet it. */
class MorphirMigrateTest {
  private static final String ORDERS =
      BuiltGuests.root().resolve("examples/orders/orders.json").toString();
  private static final String EMPTY =
      "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"a\"]],[],{\"modules\":[]}]}";
  private static final String HOLE =
      "{\"formatVersion\":4,\"distribution\":{\"Library\":{\"packageName\":\"a\",\"dependencies\":{},"
          + "\"def\":{\"modules\":{\"m\":{\"Public\":{\"types\":{\"t\":{\"Public\":{"
          + "\"IncompleteTypeDefinition\":{\"typeParams\":[],\"incompleteness\":\"Draft\"}}}},"
          + "\"values\":{}}}}}}}}";

  @TempDir Path folder;

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static void ok(MorphirRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "cbor"})
  void expandedAndBackIsTheSameDocument(String format) throws IOException {
    String there = at("v4");
    ok(MorphirRun.of("migrate", ORDERS, there, "--expanded", "--output-format", format));
    ok(MorphirRun.of("ir", "migrate", there, "-o", at("v3.json"), "--target-version", "classic"));
    assertThat(Json.parse(Files.readAllBytes(folder.resolve("v3.json"))))
        .isEqualTo(Json.parse(Files.readAllBytes(Path.of(ORDERS))));
  }

  @Test
  void aFixtureComesBackEqual() throws IOException {
    byte[] document = MorphirData.bytes("v3/greeting-example.json");
    MorphirRun there = MorphirRun.with(document, "migrate", "-", "-", "--expanded");
    ok(there);
    MorphirRun back = MorphirRun.with(there.out(), "migrate", "-", "--target", "v3");
    ok(back);
    assertThat(back.document()).isEqualTo(Json.parse(document));
  }

  @Test
  void aTreeIsWrittenReplacedAndRead() throws IOException {
    String tree = at("tree") + "/";
    ok(MorphirRun.of("migrate", ORDERS, tree));
    ok(MorphirRun.of("migrate", ORDERS, at("tree")));
    assertThat(folder.resolve("tree/pkg/shop/orders/total.value.json")).isRegularFile();
    ok(MorphirRun.of("diff", tree, ORDERS));
    ok(MorphirRun.of("generate", tree, "-t", "json-schema", "-o", at("schemas")));
    assertThat(folder.resolve("schemas/Shop.json")).isRegularFile();
    assertThat(folder).isDirectoryNotContaining("glob:**/.mor*");
  }

  @Test
  void filesOfOthersAreNotReplacedByATree() throws IOException {
    String other = "{\"id\": \"of-another-program\"}";
    Path manifest = Files.createDirectory(folder.resolve("other")).resolve("manifest.json");
    Files.writeString(manifest, other);
    MorphirRun refused = MorphirRun.of("migrate", ORDERS, at("other"), "--json");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errorCode()).isEqualTo("usage-invalid");
    assertThat(manifest).hasContent(other);

    ok(MorphirRun.of("migrate", ORDERS, at("tree.morphir-dist")));
    Path notes = Files.writeString(folder.resolve("tree.morphir-dist/notes.txt"), "mine");
    MorphirRun kept = MorphirRun.of("migrate", ORDERS, at("tree.morphir-dist"));
    assertThat(kept.exit()).isEqualTo(2);
    assertThat(kept.err()).contains("notes.txt");
    assertThat(notes).hasContent("mine");
  }

  @Test
  void whatALinkLeadsToIsReplacedAndTheLinkStays() throws IOException {
    Path real = Path.of(file("real.json", "old"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
    ok(MorphirRun.of("migrate", ORDERS, link.toString()));
    assertThat(link).isSymbolicLink();
    assertThat(Json.parse(Files.readAllBytes(real))).isInstanceOf(JsonObject.class);
  }

  @Test
  void yamlIsOneOfTheOutputs() {
    MorphirRun run = MorphirRun.with(EMPTY, "migrate", "-", "--output-format", "yaml");
    ok(run);
    assertThat(run.out()).startsWith("---\nformatVersion: 4\n");
  }

  @Test
  void theReportIsOneDocument() {
    MorphirRun run = MorphirRun.of("migrate", ORDERS, at("out.json"), "--json");
    ok(run);
    assertThat(run.err()).isEmpty();
    assertThat(Json.write(run.document()))
        .contains("\"success\":true", "\"source_format\":\"v3\"", "\"target_format\":\"v4\"")
        .contains("\"lost\":{\"lost_inferred_type\":56}");
  }

  @Test
  void aDowngradeThatCannotBeSaidIsRefusedUnlessInPart() throws IOException {
    String in = file("hole.json", HOLE);
    String out = file("out.json", "before");
    MorphirRun refused = MorphirRun.of("migrate", in, out, "--target", "v3", "--json");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.errorCode()).isEqualTo("unsupported_v4_downgrade");
    assertThat(Path.of(out)).hasContent("before");

    ok(MorphirRun.of("migrate", in, out, "--target", "v3", "--allow-partial"));
    assertThat(Files.readString(Path.of(out)))
        .contains("\"formatVersion\":3")
        .doesNotContain("\"t\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "hello",
        "[1,2]",
        "{\"formatVersion\":9,\"distribution\":[]}",
        "{\"formatVersion\":1e400,\"distribution\":[]}",
        "{\"formatVersion\":3,\"formatVersion\":3,\"distribution\":[]}",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"a",
        "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"\u00ff\"]],[],{\"modules\":[]}]}",
        "\u00ff\u00fe{",
        "\u00a1\u00ff"
      })
  void aDocumentThatIsWrongLeavesTheOutputAsItWas(String document) throws IOException {
    Path out = Path.of(file("out.json", "before"));
    Path in = Files.write(folder.resolve("in.json"), document.getBytes(ISO_8859_1));
    MorphirRun text = MorphirRun.of("migrate", in.toString(), out.toString());
    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).contains("error: ").doesNotContain("Exception").doesNotContain("\tat ");
    MorphirRun json = MorphirRun.of("migrate", in.toString(), out.toString(), "--json");
    assertThat(json.errorCode()).isNotEmpty();
    assertThat(json.err()).isEmpty();
    assertThat(out).hasContent("before");
    assertThat(folder).isDirectoryNotContaining("glob:**/.mor*");
  }

  @Test
  void deepNestingIsToldInAFewLines() {
    for (String deep : new String[] {"[".repeat(200_000), EMPTY.replace("[]", nested(10_000))}) {
      MorphirRun run = MorphirRun.with(deep, "migrate", "-");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err().getBytes(UTF_8)).hasSizeLessThan(4_000);
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IN OUT --target v5",
        "IN OUT --mode other",
        "IN OUT --output-format xml",
        "IN OUT -o OUT",
        "IN --json",
        "IN --output-layout vfs",
        "IN OUT --output-layout vfs --target v3",
        "IN OUT --output-layout vfs --mode wasm",
        "IN OUT more",
        "IN OUT --unknown",
        ""
      })
  void argumentsThatCannotBeUnderstoodAreRefused(String arguments) throws IOException {
    Path out = Path.of(file("out.json", "before"));
    String line = ("migrate " + arguments).strip();
    String[] args = line.replace("IN", ORDERS).replace("OUT", out.toString()).split(" ");
    MorphirRun run = MorphirRun.of(args);
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.out() + run.err()).contains("usage-invalid");
    assertThat(out).hasContent("before");
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    MorphirRun missing = MorphirRun.of("migrate", at("missing.json"), at("x.json"), "--json");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.errorCode()).isEqualTo("not-found");
    Files.createDirectory(folder.resolve("plain"));
    MorphirRun plain = MorphirRun.of("migrate", at("plain"), at("x.json"));
    assertThat(plain.exit()).isEqualTo(1);
    assertThat(plain.err()).contains("no document tree");
    MorphirRun place =
        MorphirRun.of("migrate", ORDERS, at("plain"), "--output-layout", "single-file", "--json");
    assertThat(place.exit()).isEqualTo(1);
    assertThat(place.errorCode()).isEqualTo("io-failed");
    assertThat(folder.resolve("x.json")).doesNotExist();
  }

  @Test
  void theSandboxWritesTheSameBytesWithinItsLimits() throws IOException {
    ok(MorphirRun.of("migrate", ORDERS, at("native.json")));
    ok(MorphirRun.of("migrate", ORDERS, at("wasm.json"), "--mode", "wasm"));
    assertThat(folder.resolve("wasm.json")).hasSameBinaryContentAs(folder.resolve("native.json"));
    MorphirRun limited =
        MorphirRun.of(
            "migrate", ORDERS, at("x.json"), "--mode", "wasm", "--limit", "fuel=1000", "--json");
    assertThat(limited.exit()).isEqualTo(1);
    assertThat(limited.errorCode()).isEqualTo("limit-fuel");
    MorphirRun wrong = MorphirRun.with("{", "migrate", "-", "--mode", "wasm");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("invalid_json");
    assertThat(folder.resolve("x.json")).doesNotExist();
  }
}
