package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonBoolean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code morphir} but {@code migrate}. */
class MorphirCommandTest {
  private static final String ORDERS =
      BuiltGuests.root().resolve("examples/orders/orders.json").toString();

  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "eval",
        "test",
        "generate",
        "compile",
        "validate",
        "inspect",
        "stats",
        "diff",
        "mck-adapter"
      })
  void helpHasAnExample(String command) {
    MorphirRun run = MorphirRun.of(command, "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: morphir " + command).contains("Example");
    assertThat(MorphirRun.of("--help").out()).contains("  " + command);
    MorphirRun wrong = MorphirRun.of(command, "--no-such-option", "--json");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errorCode()).isEqualTo("usage-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "migrat", "ir"})
  void anUnknownCommandIsRefused(String command) {
    MorphirRun run = command.isEmpty() ? MorphirRun.of() : MorphirRun.of(command);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("usage-invalid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Shop:Orders:discount | [[\"member\",[\"gold\"]]] | 0.1",
        "shop:orders#discount | [\"guest\"] | 0",
        "shop:orders#total | [\"guest\",[{\"article\":\"tea\",\"quantity\":2,\"price\":3.5}]] | 7",
        "Morphir.SDK:Basics:add | [1,2] | 3"
      })
  void aFunctionIsEvaluated(String name, String arguments, String result) throws IOException {
    assertThat(MorphirRun.of("eval", ORDERS, name, arguments))
        .isEqualTo(new MorphirRun(0, result + "\n", ""));
    assertThat(MorphirRun.with(arguments, "eval", ORDERS, name, "-").out())
        .isEqualTo(result + "\n");
    String file = file("arguments.json", arguments);
    assertThat(MorphirRun.of("eval", ORDERS, name, "@" + file, "--json").out())
        .isEqualTo("{\"ok\":" + result + "}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense | [] | 2 | usage-invalid",
        "shop:orders#nothing | [] | 1 | not-found",
        "shop:orders#discount | [] | 2 | usage-invalid",
        "shop:orders#discount | [\"guest\",1] | 2 | usage-invalid",
        "shop:orders#discount | {} | 2 | usage-invalid",
        "shop:orders#discount | [1 | 2 | usage-invalid",
        "shop:orders#discount | [\"nobody\"] | 1 | invalid_data",
        "shop:orders#line-total | [{\"article\":\"tea\",\"quantity\":1e999999999,\"price\":1}] | 1"
            + " | invalid_data"
      })
  void whatCannotBeEvaluatedIsSaid(String name, String arguments, int exit, String code) {
    MorphirRun run = MorphirRun.of("eval", ORDERS, name, arguments, "--json");
    assertThat(run.exit()).as(run.out()).isEqualTo(exit);
    assertThat(run.errorCode()).isEqualTo(code);
    assertThat(run.out()).doesNotContain("Exception");
  }

  @Test
  void anEvaluationEndsAtItsFuelAndTellsWhere() {
    MorphirRun run =
        MorphirRun.of("eval", ORDERS, "shop:orders#total", "[\"guest\",[]]", "--fuel=1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("FuelExhausted").contains("in shop:orders#total at /body");
    MorphirRun traced =
        MorphirRun.of("eval", ORDERS, "shop:orders#total", "[\"guest\",[]]", "--trace");
    assertThat(traced.out()).isEqualTo("0\n");
    assertThat(traced.err()).contains("shop:orders#discount Guest = 0.0");
  }

  @Test
  void aCaseThatFailsIsTold() throws IOException {
    String cases =
        file(
            "cases.json",
            "[[\"shop:orders#discount\","
                + "[{\"inputs\":[[\"guest\"]],\"expectedOutput\":0},"
                + "{\"inputs\":[[\"guest\"]],\"expectedOutput\":1},"
                + "{\"inputs\":[[\"nobody\"]],\"expectedOutput\":1}]]]");
    MorphirRun run = MorphirRun.of("test", ORDERS, cases);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("case 2, shop:orders#discount", "  expected 1", "  found    0", "nobody")
        .endsWith("1 passed, 2 failed\n");
    MorphirRun json = MorphirRun.of("test", ORDERS, cases, "--json");
    assertThat(Json.write(json.document())).startsWith("{\"passed\":1,\"failed\":2,");
    for (String wrong : new String[] {"", "{}", "[1]", "{\"cases\":7}"}) {
      MorphirRun refused = MorphirRun.with(wrong, "test", ORDERS, "-", "--json");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.errorCode()).startsWith("invalid_");
    }
  }

  @Test
  void standardInputIsReadOnce() {
    for (String line : new String[] {"diff - -", "test - -", "eval - a:b:c -"}) {
      MorphirRun run = MorphirRun.of(line.split(" "));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("read once");
    }
  }

  @Test
  void faultsOfSourcesHaveTheirPlaces() throws IOException {
    String source =
        file("src/Shop/Bad.elm", "module Shop.Bad exposing (..)\n\na : Int\na = missing\n");
    Path out = Path.of(file("out.json", "before"));
    String[] args = {
      "compile", folder.resolve("src").toString(), "-l", "elm", "-o", out.toString()
    };
    MorphirRun run = MorphirRun.of(args);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains(source + ":4:5: error: unknown_name: ");
    assertThat(out).hasContent("before");
    args[3] = "cobol";
    MorphirRun unknown = MorphirRun.of(args);
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("there are elm,");
  }

  @Test
  void nothingIsGeneratedOfWhatIsWrong() throws IOException {
    String cut = file("cut.json", "{\"formatVersion\":3,\"distribution\":[\"Lib");
    Path out = folder.resolve("out");
    MorphirRun run = MorphirRun.of("generate", cut, "-t", "java", "-o", out.toString(), "--json");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errorCode()).isEqualTo("invalid_json");
    assertThat(run.out()).contains("\"path\":\"/distribution/0\"");
    MorphirRun option =
        MorphirRun.of("generate", ORDERS, "-t", "java", "-o", out.toString(), "--option", "x=1");
    assertThat(option.exit()).isEqualTo(1);
    assertThat(option.err()).contains("unknown_option");
    assertThat(MorphirRun.of("generate", ORDERS, "-t", "cobol", "-o", out.toString()).exit())
        .isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void validateAnswersOneDocumentOfWhatIsWrongToo() throws IOException {
    assertThat(MorphirRun.of("validate", ORDERS).out()).endsWith(" is valid, v3\n");
    MorphirRun cut = MorphirRun.of("validate", file("cut.json", "{\"formatVersion\":3"), "--json");
    assertThat(cut.exit()).isEqualTo(1);
    assertThat(cut.document().get("valid")).isEqualTo(new JsonBoolean(false));
    assertThat(cut.out()).contains("invalid_json");
  }

  @Test
  void modelsAreDescribedAndCompared() throws IOException {
    assertThat(Json.write(MorphirRun.of("inspect", ORDERS, "--json").document()))
        .startsWith("{\"version\":\"v3\",\"kind\":\"library\",\"package\":\"shop\"");
    assertThat(Json.write(MorphirRun.of("stats", ORDERS, "--json").document()))
        .contains("\"modules\":1", "\"constructors\":4");
    assertThat(MorphirRun.of("diff", ORDERS, ORDERS, "--json").out())
        .isEqualTo("{\"same\":true,\"changes\":[]}\n");
    String less =
        file(
            "less.json",
            "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"shop\"]],[],{\"modules\":[]}]}");
    MorphirRun diff = MorphirRun.of("diff", ORDERS, less);
    assertThat(diff.exit()).isEqualTo(1);
    assertThat(diff.out()).isEqualTo("- module shop:orders\n");
  }

  @Test
  void theAdapterAnswersLineByLine() {
    MorphirRun run =
        MorphirRun.with(
            "{\"id\":1,\"op\":\"capabilities\"}\nnonsense\n{\"id\":3,\"op\":\"no\"}\n",
            "mck-adapter");
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().toList())
        .hasSize(3)
        .allSatisfy(line -> assertThat(Json.parse(line)).isNotNull())
        .last()
        .asString()
        .contains("\"id\":3", "\"ok\":false");
  }
}
