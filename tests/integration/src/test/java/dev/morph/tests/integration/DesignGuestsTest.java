package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests of strangers as tools of {@code morphir generate} and {@code morphir compile}. */
class DesignGuestsTest {
  private static final String GENERATE = "backend_generate";
  private static final String COMPILE = "frontend_compile";
  private static final String IR =
      "{\"formatVersion\":3,\"distribution\":[\"Library\",[[\"shop\"]],[],{\"modules\":[]}]}";
  private static final String NOTHING = "{\"artifacts\":[],\"diagnostics\":[]}";

  @TempDir private Path folder;
  private Path output;
  private String ir = "";

  @BeforeEach
  void write() throws IOException {
    output = folder.resolve("out");
    ir = Files.writeString(folder.resolve("ir.json"), IR).toString();
  }

  private String guest(byte[] wasm) {
    try {
      return Files.write(folder.resolve("guest.wasm"), wasm).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private MorphirRun generate(byte[] wasm, String... more) {
    return MorphirRun.of(
        Stream.concat(
                Stream.of("generate", ir, "-t", guest(wasm), "-o", output.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private MorphirRun compile(byte[] wasm, String... more) throws IOException {
    Path source = Files.writeString(folder.resolve("model.txt"), "anything");
    return MorphirRun.of(
        Stream.concat(Stream.of("compile", source.toString(), "-l", guest(wasm)), Stream.of(more))
            .toArray(String[]::new));
  }

  private static MorphirRun failed(MorphirRun run) {
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(1);
    assertThat(run.err() + run.out()).doesNotContain("\tat ", "Exception", "fault of Morph");
    return run;
  }

  private static String artifacts(String... paths) {
    return "{\"artifacts\":["
        + String.join(
            ",",
            Stream.of(paths)
                .map(path -> "{\"path\":\"" + path + "\",\"content\":\"text of it\"}")
                .toList())
        + "],\"diagnostics\":[]}";
  }

  @Test
  void filesOfAGuestAreWritten() throws IOException {
    String made =
        "{\"artifacts\":[{\"path\":\"a/b.md\",\"content\":\"é\"},"
            + "{\"path\":\"c.bin\",\"content\":\"AP8=\",\"binary\":true}],\"diagnostics\":[]}";
    MorphirRun run = generate(DesignGuests.answering(GENERATE, made));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(output.resolve("a/b.md").toString(), output.resolve("c.bin").toString());
    assertThat(output.resolve("a/b.md")).hasContent("é");
    assertThat(output.resolve("c.bin")).hasBinaryContent(new byte[] {0, (byte) 0xff});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/tmp/x",
        "..",
        "",
        ".",
        "./x",
        "a\\\\..\\\\x",
        "link/x",
        "a\\u0000b",
        "a\\u001b[2Jb"
      })
  void pathsThatLeadOutAreRefusedAndNothingIsWritten(String path) throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectory(output);
    Files.createSymbolicLink(output.resolve("link"), elsewhere);
    MorphirRun run = failed(generate(DesignGuests.answering(GENERATE, artifacts("fine.md", path))));
    assertThat(run.err()).contains("guest-result", "nothing was written").doesNotContain("\u001b");
    assertThat(run.out()).isEmpty();
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files).containsExactly(output.resolve("link"));
    }
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "no JSON",
        "{\"artifacts\":{}}",
        "{\"artifacts\":[5]}",
        "{\"artifacts\":[{\"path\":5,\"content\":\"\"}]}",
        "{\"artifacts\":[{\"path\":\"x\",\"content\":\"?\",\"binary\":true}]}"
      })
  void answersOfAnotherShapeAreFaultsOfTheGuest(String answer) {
    MorphirRun run = failed(generate(DesignGuests.answering(GENERATE, answer)));
    assertThat(run.err()).contains("guest-result");
    assertThat(output).doesNotExist();
    assertThat(generate(DesignGuests.answering(GENERATE, answer), "--json").errorCode())
        .isEqualTo("guest-result");
  }

  @ParameterizedTest
  @CsvSource({"a,a", "a,a/b", "a/b,a", "a/b/c,a/b"})
  void filesThatCannotBeTogetherAreRefusedAndNothingIsWritten(String first, String second) {
    MorphirRun run = failed(generate(DesignGuests.answering(GENERATE, artifacts(first, second))));
    assertThat(run.err()).contains("guest-result", "nothing was written");
    assertThat(output).doesNotExist();
  }

  private static String diagnostic(String severity) {
    return "{\"severity\":\""
        + severity
        + "\",\"code\":\"odd\",\"message\":\"This is odd.\",\"location\":{\"file\":\"model.txt\","
        + "\"start_line\":3,\"start_col\":7,\"end_line\":3,\"end_col\":9}}";
  }

  @Test
  void errorsOfAGuestAreToldWithTheirPlaces() throws IOException {
    String error =
        "{\"code\":\"model-odd\",\"message\":\"the model is odd\",\"diagnostics\":["
            + diagnostic("error")
            + "]}";
    MorphirRun generated = failed(generate(DesignGuests.failing(GENERATE, error)));
    MorphirRun compiled = failed(compile(DesignGuests.failing(COMPILE, error)));
    for (MorphirRun run : new MorphirRun[] {generated, compiled}) {
      assertThat(run.err()).contains("model.txt:3:7: error: odd: This is odd.", "the model is odd");
      assertThat(run.out()).isEmpty();
    }
    assertThat(generate(DesignGuests.failing(GENERATE, error), "--json").out())
        .contains("\"start_line\":3", "\"model-odd\"");
    assertThat(output).doesNotExist();
  }

  @Test
  void diagnosticsBesideFilesAreToldWithTheirPlaces() {
    String odd = NOTHING.replace("\"diagnostics\":[", "\"diagnostics\":[" + diagnostic("warning"));
    MorphirRun run = generate(DesignGuests.answering(GENERATE, odd));
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("model.txt:3:7: warning: odd: This is odd.");
    failed(generate(DesignGuests.answering(GENERATE, odd.replace("warning", "error"))));
  }

  @Test
  void aGuestCompilesSources() throws IOException {
    byte[] frontend = DesignGuests.answering(COMPILE, "{\"ir\":" + IR + ",\"diagnostics\":[]}");
    MorphirRun run = compile(frontend);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("{\"formatVersion\":3,");
    MorphirRun later = compile(frontend, "--target", "v4");
    assertThat(later.out()).contains("\"packageName\":\"shop\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "no JSON",
        "{\"ir\":[],\"diagnostics\":[]}",
        "{\"ir\":{\"formatVersion\":3,\"distribution\":7}}"
      })
  void compiledDocumentsThatAreNoneAreNotWritten(String answer) throws IOException {
    Path file = folder.resolve("compiled.json");
    failed(compile(DesignGuests.answering(COMPILE, answer), "-o", file.toString()));
    assertThat(file).doesNotExist();
  }

  @Test
  void aGuestOfAnotherContractIsRefused() throws IOException {
    MorphirRun run = failed(compile(DesignGuests.answering(GENERATE, NOTHING)));
    assertThat(run.err()).contains("frontend-compile", "backend-generate");
    assertThat(MorphirRun.of("generate", ir, "-t", "absent.wasm", "-o", "x").err())
        .contains("not-found");
    assertThat(MorphirRun.of("generate", ir, "-t", "elvish", "-o", "x").err())
        .contains("json-schema", "FILE.wasm", "ext:ID");
  }

  private static byte[] writer(String path) {
    String content = Base64.getEncoder().encodeToString("kept".getBytes(StandardCharsets.UTF_8));
    return DesignGuests.calling(
        GENERATE,
        NOTHING,
        "workspace",
        "{\"op\":\"write\",\"path\":\"" + path + "\",\"content\":\"" + content + "\"}");
  }

  @Test
  void theWorkspaceIsTheFolderThatIsGiven() throws IOException {
    Path workspace = Files.createDirectory(folder.resolve("workspace"));
    String[] given = {"--workspace", workspace.toString()};
    MorphirRun run = generate(writer("notes.txt"), given);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(workspace.resolve("notes.txt")).hasContent("kept");
    generate(writer("../out.txt"), given);
    assertThat(folder.resolve("out.txt")).doesNotExist();
    generate(writer("alone.txt"));
    assertThat(workspace.resolve("alone.txt")).doesNotExist();
    assertThat(Path.of("alone.txt")).doesNotExist();
  }
}
