package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.files.FileFault;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.component.abi.VariantValue;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRecorder;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.runtime.sandbox.Replayed;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import dev.morph.testkit.files.MemoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files by both ABIs and by WASI preview 1, in both engine modes. */
class FilesTest {
  private static final String ALL = "fs:read fs:write";

  private final MemoryFiles files = new MemoryFiles().with("notes/a.md", "some text");
  private final List<String> lines = new ArrayList<>();

  private LoadOptions options(String grants, String... limits) {
    LoadOptions.Builder options = LoadOptions.builder().files(files);
    for (String grant : grants.split(" ")) {
      if (!grant.isEmpty()) {
        options.grant(grant);
      }
    }
    for (String limit : limits) {
      options.limit(limit);
    }
    return options.build();
  }

  private CallRequest request(String action, String params) {
    return new CallRequest(
        action,
        (JsonObject) Json.parse(params),
        JsonObject.EMPTY,
        Map.of(),
        Map.of("NAME", new VariantValue("text", "value")),
        line -> lines.add(line.level() + " " + line.message()),
        true);
  }

  private CallOutcome call(
      EngineMode mode, String guest, LoadOptions options, String action, String params) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension extension = morph.load(BuiltGuests.extension(guest), options)) {
      return extension.execute(request(action, params));
    }
  }

  private CallOutcome call(EngineMode mode, String action, String params) {
    return call(mode, "files-c", options(ALL), action, params);
  }

  private static String text(CallOutcome outcome) {
    return ((JsonString) outcome.orThrow()).value();
  }

  private static MorphException error(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).error();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void theBytesAbiReadsWritesAndLists(EngineMode mode) {
    assertThat(Json.write(call(mode, "fs_read", "{\"path\":\"notes/a.md\"}").orThrow()))
        .isEqualTo("{\"content\":\"c29tZSB0ZXh0\"}");
    assertThat(
            Json.write(
                call(mode, "fs_write", "{\"path\":\"notes/b/c\",\"content\":\"QUI=\"}").orThrow()))
        .isEqualTo("{}");
    assertThat(files.text("notes/b/c")).isEqualTo("AB");
    assertThat(Json.write(call(mode, "fs_list", "{\"path\":\"notes\"}").orThrow()))
        .isEqualTo("{\"entries\":[\"a.md\",\"b/\"]}");
    assertThat(error(call(mode, "fs_read", "{\"path\":\"../a\"}")))
        .hasMessageStartingWith("request-invalid: the path holds '..'");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void theCanonicalAbiReadsAndWrites(EngineMode mode) {
    try (Morph morph = Morph.builder().engine(mode).build()) {
      for (var function :
          Map.of(
                  "read", List.of("notes/a.md"),
                  "write", List.of("notes/new", "\"content\""),
                  "list", List.of("notes"))
              .entrySet()) {
        byte[] wasm =
            Wat.assemble(
                Guests.canonicalCalling(
                    "morphee:extensions/fs@1.0.0", function.getKey(), true, function.getValue()));
        CallOutcome denied = morph.extensions().load(wasm, options("")).execute("run", "{}");
        String right = function.getKey().equals("write") ? "fs:write" : "fs:read";
        String path = function.getValue().getFirst();
        assertThat(error(denied))
            .hasMessage(
                "permission-not-granted: "
                    + right
                    + " of "
                    + path
                    + "; grant it with --grant "
                    + right
                    + "="
                    + path);
        assertThat(denied.report().denials()).hasSize(1);
        CallOutcome granted =
            morph.extensions().load(wasm, options(right + "=" + path)).execute("run", "{}");
        assertThat(granted.report().denials()).isEmpty();
        if (function.getKey().equals("read")) {
          assertThat(granted.orThrow()).isEqualTo(new JsonString("some text"));
        }
      }
    }
    assertThat(files.text("notes/new")).isEqualTo("\"content\"");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aDenialNamesTheNormalisedPathAndItsGrant(EngineMode mode) {
    CallOutcome outcome =
        call(
            mode,
            "files-c",
            options("fs:read=notes/*"),
            "fs_write",
            "{\"path\":\"./notes//a.md\",\"content\":\"\"}");
    String text =
        "permission-not-granted: fs:write of notes/a.md; grant it with --grant fs:write=notes/a.md";
    assertThat(error(outcome)).hasMessage(text);
    assertThat(outcome.report().denials())
        .containsExactly(
            new Denial(
                ErrorCode.PERMISSION_NOT_GRANTED, "fs:write", text, "--grant fs:write=notes/a.md"));
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void wasiReadsWritesListsAndMoves(EngineMode mode) {
    assertThat(text(call(mode, "cat", "{\"path\":\"notes/a.md\"}"))).isEqualTo("some text");
    assertThat(text(call(mode, "put", "{\"path\":\"notes/b\",\"text\":\"hello\"}"))).isEqualTo("6");
    assertThat(files.text("notes/b")).isEqualTo("hello!");
    assertThat(text(call(mode, "leave", "{\"path\":\"notes/c\",\"text\":\"left open\"}")))
        .isEqualTo("10");
    assertThat(files.text("notes/c")).isEqualTo("left open!");
    assertThat(text(call(mode, "dir", "{\"path\":\"notes\"}"))).isEqualTo("a.md b c ");
    assertThat(text(call(mode, "dir", "{\"path\":\".\"}"))).isEqualTo("notes/ ");
    assertThat(
            text(call(mode, "move", "{\"from\":\"notes/b\",\"to\":\"new/x\",\"folder\":\"new\"}")))
        .isEqualTo("6");
    assertThat(files.text("notes/b")).isNull();
    assertThat(files.text("new/x")).isNull();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aDeniedWasiCallIsAnErrnoAndAFactOfTheCall(EngineMode mode) {
    CallOutcome outcome = call(mode, "files-c", options(""), "cat", "{\"path\":\"notes/a.md\"}");
    assertThat(error(outcome)).hasMessage("path_open 76");
    assertThat(outcome.report().denials())
        .singleElement()
        .extracting(Denial::message)
        .isEqualTo(
            "permission-not-granted: fs:read of notes/a.md; grant it with --grant"
                + " fs:read=notes/a.md");
    assertThat(files.uses()).isEmpty();
    assertThat(error(call(mode, "link", "{\"path\":\"x\"}"))).hasMessage("path_symlink 76");
    assertThat(error(call(mode, "cat", "{\"path\":\"../x\"}"))).hasMessage("path_open 76");
    assertThat(error(call(mode, "cat", "{\"path\":\"absent\"}"))).hasMessage("path_open 44");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void wasiGivesWhatAStandardLibraryAsksFor(EngineMode mode) {
    assertThat(text(call(mode, "about", "{}"))).isEqualTo("1 extension NAME=value");
    assertThat(text(call(mode, "many", "{}"))).isEqualTo("60");
    assertThat(text(call(mode, "print", "{\"text\":\"hello\"}"))).isEqualTo("5");
    assertThat(text(call(mode, "print", "{\"text\":\"oops\",\"path\":\"x\"}"))).isEqualTo("4");
    assertThat(lines).containsExactly("INFO hello", "WARN oops");
    MorphException exit = error(call(mode, "exit", "{}"));
    assertThat(exit.code()).isEqualTo(ErrorCode.GUEST_TRAP);
    assertThat(exit).hasMessageContaining("proc_exit(7)");
    assertThat(error(call(mode, "wild", "{}")).code()).isEqualTo(ErrorCode.GUEST_ABI);
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void nothingOfACallIsLeftForTheNext(EngineMode mode) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension extension = morph.load(BuiltGuests.extension("files-c"), options(ALL))) {
      for (int i = 0; i < 3; i++) {
        assertThat(text(extension.execute(request("many", "{}")))).isEqualTo("60");
      }
    }
  }

  @Test
  void wasiCostsTheSameInBothModes() {
    List<Long> fuel = new ArrayList<>();
    for (EngineMode mode : EngineMode.values()) {
      CallOutcome outcome = call(mode, "cat", "{\"path\":\"notes/a.md\"}");
      fuel.add(outcome.report().stats().fuel());
      // open, three reads of 8 bytes at most (the last finds the end), close
      assertThat(outcome.report().stats().hostCalls()).isEqualTo(5);
    }
    assertThat(fuel.get(0)).isEqualTo(fuel.get(1)).isPositive();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void sizesAreBoundedEverywhere(EngineMode mode) {
    LoadOptions small = options(ALL, "file-size=4");
    assertThat(error(call(mode, "files-c", small, "fs_read", "{\"path\":\"notes/a.md\"}")))
        .hasMessageStartingWith("limit-file-size: notes/a.md has more than 4 bytes");
    assertThat(error(call(mode, "files-c", small, "cat", "{\"path\":\"notes/a.md\"}")))
        .hasMessage("fd_read 22");
    assertThat(error(call(mode, "files-c", small, "put", "{\"path\":\"b\",\"text\":\"hello\"}")))
        .hasMessage("fd_write 22");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aDiskThatHangsEndsWithTheTimeOfTheCall(EngineMode mode) {
    CountDownLatch interrupted = new CountDownLatch(1);
    files.before(
        "notes/a.md",
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw new FileFault(FileFault.Kind.FAILED);
          }
        });
    for (String action : List.of("fs_read", "cat")) {
      assertThat(
              error(
                      call(
                          mode,
                          "files-c",
                          options(ALL, "time=300ms"),
                          action,
                          "{\"path\":\"notes/a.md\"}"))
                  .code())
          .isEqualTo(ErrorCode.LIMIT_TIME);
    }
    assertThat(interrupted).satisfies(CountDownLatch::await);
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void callsWithFilesAreReplayedWithoutThem(EngineMode mode) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension extension = morph.load(BuiltGuests.extension("files-c"), options(ALL));
        Extension bare = morph.load(BuiltGuests.extension("files-c"), LoadOptions.none())) {
      for (String[] one :
          new String[][] {
            {"cat", "{\"path\":\"notes/a.md\"}"},
            {"cat", "{\"path\":\"absent\"}"},
            {"put", "{\"path\":\"b\",\"text\":\"x\"}"},
            {"leave", "{\"path\":\"c\",\"text\":\"x\"}"},
            {"dir", "{\"path\":\"notes\"}"},
            {"about", "{}"},
            {"print", "{\"text\":\"no end of line\"}"},
            {"exit", "{}"},
            {"fs_read", "{\"path\":\"notes/a.md\"}"},
          }) {
        lines.clear();
        CallRecorder recorder = extension.recorder();
        CallOutcome recorded = recorder.execute(request(one[0], one[1]));
        List<String> recordedLines = List.copyOf(lines);
        lines.clear();
        Replayed replayed = bare.replayer(recorder.recording()).execute(request(one[0], one[1]));
        assertThat(replayed.difference()).as(one[0]).isEmpty();
        assertThat(lines).as(one[0]).isEqualTo(recordedLines);
        if (recorded instanceof CallOutcome.Ok ok) {
          assertThat(replayed.outcome().orThrow()).isEqualTo(ok.value());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void theWorkspaceIsOpenToABackendAndToNothingElse(EngineMode mode) {
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension extension = morph.load(BuiltGuests.extension("files-c"), options(""))) {
      Envelope answer =
          extension
              .execute(
                  "backend-generate",
                  List.of(Envelope.json(Json.parse("{\"op\":\"read\",\"path\":\"notes/a.md\"}"))))
              .getFirst();
      assertThat(Json.write(Json.parse(answer.content())))
          .isEqualTo("{\"ok\":{\"content\":\"c29tZSB0ZXh0\"}}");
      assertThat(error(extension.execute(request("workspace", "{\"op\":\"read\",\"path\":\"a\"}"))))
          .hasMessageStartingWith("request-invalid: workspace is for frontends and backends");
    }
  }

  @Test
  void theWorkspaceOfTheCommandLineIsAFolder(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/a.md"), "on disk");
    String file = BuiltGuests.extension("files-c").toString();
    String path = "-ppath=notes/a.md";

    CliRun run =
        CliRun.of("run", file, "cat", path, "--workspace", folder.toString(), "--grant", "fs:read");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("on disk\n");

    CliRun denied = CliRun.of("run", file, "cat", path, "--workspace", folder.toString());
    assertThat(denied.exit()).isEqualTo(1);
    assertThat(denied.err())
        .contains(
            "denied: permission-not-granted: fs:read of notes/a.md; grant it with --grant"
                + " fs:read=notes/a.md");

    CliRun without = CliRun.of("run", file, "cat", path, "--grant", "fs:read");
    assertThat(without.err()).contains("no workspace was given").contains("--workspace DIR");

    CliRun absent =
        CliRun.of("run", file, "cat", path, "--workspace", folder.resolve("no").toString());
    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.err()).contains("there is no folder");
  }

  @Test
  void aFolderThatIsGoneIsSaidWhenTheExtensionIsLoaded(@TempDir Path folder) {
    LoadOptions options = LoadOptions.builder().workspace(folder.resolve("no")).build();
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      assertThatThrownBy(() -> morph.load(BuiltGuests.extension("files-c"), options))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
  }

  /** Interpreted, such a guest takes half a minute to begin. */
  @Test
  void goReachesFilesByItsStandardLibrary() {
    try (Morph morph = Morph.builder().build();
        Extension go =
            morph.load(
                BuiltGuests.extension("files-go"),
                options(ALL, "time=120s", "compile-memory=4GiB"))) {
      assertThat(text(go.execute(request("cat", "{\"path\":\"notes/a.md\"}"))))
          .isEqualTo("some text");
      assertThat(text(go.execute(request("put", "{\"path\":\"/notes/go\",\"text\":\"hi\"}"))))
          .isEqualTo("written");
      assertThat(files.text("notes/go")).isEqualTo("hi");
      assertThat(text(go.execute(request("dir", "{\"path\":\"notes\"}")))).isEqualTo("a.md go");
      assertThat(Json.write(go.execute(request("about", "{}")).orThrow())).isEqualTo("true");
      assertThat(lines).contains("INFO from go");
      assertThat(error(go.execute(request("cat", "{\"path\":\"../../etc/passwd\"}"))))
          .hasMessageContaining("etc/passwd");
      MorphException panic = error(go.execute(request("panic", "{}")));
      assertThat(panic.code()).isEqualTo(ErrorCode.GUEST_TRAP);
      assertThat(lines).contains("WARN panic: as it was told");
    }
  }
}
