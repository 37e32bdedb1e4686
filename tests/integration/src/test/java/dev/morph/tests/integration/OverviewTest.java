package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.testkit.MorphirData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example that is a backend and an integration in one file. */
class OverviewTest {
  private static final Path EXAMPLE = BuiltGuests.root().resolve("examples/overview");
  private static final String MANIFEST = EXAMPLE.resolve("manifest.json").toString();
  private static final String GUEST = BuiltGuests.overview().toString();
  private static final String COMPILING = "--limit=compile-memory=4GiB";

  /** Of documents that are tried, so that the test is not slow. */
  private static final int SMALL = 100_000;

  @TempDir private static Path models;
  private static String orders = "";

  @TempDir private Path folder;
  private OwnHome home;

  @BeforeAll
  static void compile() {
    orders = models.resolve("orders.json").toString();
    String sources = BuiltGuests.root().resolve("examples/orders/src").toString();
    ok(MorphirRun.of("compile", sources, "-l", "elm", "--package-name", "shop", "-o", orders));
  }

  @BeforeEach
  void open() {
    home = new OwnHome();
  }

  @AfterEach
  void close() {
    home.close();
  }

  private static MorphirRun ok(MorphirRun run) {
    assertThat(run.exit()).as(run.err() + run.out()).isZero();
    return run;
  }

  private static CliRun ok(CliRun run) {
    assertThat(run.exit()).as(run.err() + run.out()).isZero();
    return run;
  }

  private MorphirRun generate(String ir, String target, String... options) {
    return MorphirRun.of(
        Stream.concat(
                Stream.of("generate", ir, "-t", target, "-o", folder.toString(), COMPILING),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("OVERVIEW.md"));
  }

  @Test
  void bothContractsAreRecognised() {
    JsonObject inspected = ok(CliRun.of("inspect", GUEST, COMPILING, "--json")).document();
    assertThat(inspected.get("contracts")).isEqualTo(json("[\"backend\",\"integration\"]"));
    assertThat(inspected.get("permissions")).isEqualTo(json("[]"));
    assertThat(ok(CliRun.of("describe", GUEST, COMPILING)).out()).contains("summarize");
  }

  private static JsonValue json(String text) {
    return Json.parse(text);
  }

  @Test
  void theBackendWritesAPage() throws IOException {
    MorphirRun run = ok(generate(orders, GUEST, "--option", "title=Orders of a shop"));
    assertThat(run.out()).isEqualTo(folder.resolve("OVERVIEW.md") + "\n");
    assertThat(page())
        .startsWith("# Orders of a shop\n\nThe package `shop`: 1 module, 3 types and 4 values.\n")
        .contains(
            "## Orders\n\nOrders of a shop: what they cost",
            "type Customer\n    = Guest\n    | Member Level\n```\n\nWho buys.",
            "type alias Line =\n    { article : String\n    , quantity : Int",
            "total : Customer -> List Line -> Float");
  }

  @Test
  void theHostTellsWhatADefinitionUses() throws IOException {
    ok(generate(orders, GUEST, "--option", "focus=orders#discount"));
    assertThat(page())
        .contains("`shop:orders#discount` uses:\n", "- constructor `shop:orders#gold`\n")
        .doesNotContain("- value `shop:orders#line-total`");
    MorphirRun missing = ok(generate(orders, GUEST, "--option", "focus=orders#absent"));
    assertThat(missing.err()).contains("warning: not-found: focus: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3", "v4"})
  void everyVersionIsRead(String version) throws IOException {
    int read = 0;
    for (String file : MorphirData.files(version)) {
      byte[] document = MorphirData.bytes(file);
      if (document.length < SMALL && IrReader.read(document, new DistributionBuilder()).ok()) {
        Path ir = Files.write(models.resolve("any.json"), document);
        assertThat(generate(ir.toString(), GUEST).exit()).as(file).isZero();
        assertThat(page()).as(file).startsWith("# ");
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void faultsOfADocumentAreToldAndNothingIsWritten() throws IOException {
    Path wrong = Files.writeString(models.resolve("wrong.json"), "{\"formatVersion\":9}");
    MorphirRun run = generate(wrong.toString(), GUEST);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("unsupported_format_version", "/formatVersion");
    MorphirRun option = generate(orders, GUEST, "--option", "titel=x");
    assertThat(option.exit()).isEqualTo(1);
    assertThat(option.err()).contains("unknown_option", "there are title, focus");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theActionCounts() throws IOException {
    String params = "{\"ir\":" + Files.readString(Path.of(orders)) + "}";
    CliRun run = ok(CliRun.with(params, "run", GUEST, "summarize", "-", COMPILING));
    assertThat(run.document())
        .isEqualTo(
            json(
                "{\"package\":\"shop\",\"dependencies\":0,\"modules\":1,\"types\":3,\"values\":4}"));
    CliRun wrong = CliRun.of("run", GUEST, "summarize", "{\"ir\":{}}", COMPILING);
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("action-failed", "the IR cannot be read");
    assertThat(CliRun.of("run", GUEST, "summarize", "{\"ir\":5}", COMPILING).exit()).isEqualTo(2);
  }

  @Test
  void whatIsInstalledServesBothContractsAndIsAudited() throws IOException {
    ok(CliRun.of("install", GUEST, "--manifest", MANIFEST, COMPILING));
    ok(generate(orders, "ext:overview"));
    assertThat(page()).startsWith("# Shop\n");
    String params = "{\"ir\":" + Files.readString(Path.of(orders)) + "}";
    ok(CliRun.with(params, "run", "overview", "summarize", "-", COMPILING));
    assertThat(ok(CliRun.of("audit", "list")).out().lines().skip(1))
        .satisfiesExactly(
            last -> assertThat(last).contains("overview", " summarize ", " ok "),
            first -> assertThat(first).contains("overview", " backend-generate ", " cli ", " ok "));

    MorphirRun granted = generate(orders, "ext:overview", "--grant", "vault:read");
    assertThat(granted.exit()).isEqualTo(2);
    assertThat(granted.err()).contains("runs on the terms approved for it");
    assertThat(generate(orders, "ext:absent").err()).contains("no extension absent is installed");
    ok(CliRun.of("disable", "overview"));
    assertThat(generate(orders, "ext:overview").err()).contains("`morph enable overview`");
  }
}
