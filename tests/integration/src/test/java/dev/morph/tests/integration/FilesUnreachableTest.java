package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files outside the root: with all rights to files, no guest reads, lists, makes or changes one, by
 * the bytes ABI, the canonical ABI and WASI.
 */
class FilesUnreachableTest {
  private static final Canary CANARY = new Canary("canary-91d0-outside-the-root");
  private static final String FS = "morphee:extensions/fs@1.0.0";

  @TempDir private static Path top;
  private static Path root;
  private static Path outside;
  @TempDir private Path folder;

  @BeforeAll
  static void lay() throws IOException {
    root = Files.createDirectory(top.resolve("root"));
    outside = Files.createDirectory(top.resolve("outside"));
    Files.writeString(outside.resolve("secret"), CANARY.text());
    Files.writeString(outside.resolve("linked"), CANARY.text());
    Files.createDirectory(outside.resolve(CANARY.text() + ".d"));
    Files.writeString(root.resolve("inside"), "inside");
    Files.createDirectory(root.resolve("notes"));
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("link-to-file"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("link-up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("chain"), Path.of("link"));
    Files.createSymbolicLink(root.resolve("chain-to-file"), Path.of("chain/secret"));
    Files.createSymbolicLink(root.resolve("cwd"), Path.of("/proc/self/cwd"));
    Files.createSymbolicLink(root.resolve("fd"), Path.of("/proc/self/fd"));
    Files.createSymbolicLink(root.resolve("proc-root"), Path.of("/proc/self/root"));
    Files.createLink(root.resolve("hard"), outside.resolve("linked"));
  }

  private static String[] options() {
    return new String[] {
      "--workspace", root.toString(), "--grant", "fs:read", "--grant", "fs:write"
    };
  }

  private static String quoted(String text) {
    return Json.write(new JsonString(text));
  }

  /** A path by all three doors, for reading, listing and writing. */
  private static void path(
      List<Unreachable.Way> ways, String name, String path, String refusal, int errno) {
    String content =
        Base64.getEncoder().encodeToString("by guest".getBytes(StandardCharsets.UTF_8));
    String request = "{\"path\":" + quoted(path) + "}";
    String writing = "{\"path\":" + quoted(path) + ",\"content\":\"" + content + "\"}";
    ways.add(bytes(name + " by fs_read", "fs_read", request, refusal));
    ways.add(bytes(name + " by fs_list", "fs_list", request, refusal));
    ways.add(bytes(name + " by fs_write", "fs_write", writing, refusal));
    ways.add(canonical(name + " by fs.read", "read", refusal, path));
    ways.add(canonical(name + " by fs.list", "list", refusal, path));
    ways.add(canonical(name + " by fs.write", "write", refusal, path, "by guest"));
    ways.add(
        new Unreachable.Way(
            name + " by WASI path_open",
            SpyGuest.wasiReading(path, "3"),
            "%03d ".formatted(errno),
            options()));
    SpyGuest creator =
        new SpyGuest()
            .wasi("path_open", "i32 i32 i32 i32 i32 i64 i64 i32 i32")
            .wasi("path_create_directory", "i32 i32 i32");
    ways.add(
        new Unreachable.Way(
            name + " by WASI, made",
            creator.wasm(
                "(call $path_open (i32.const 3) (i32.const 1) "
                    + creator.text(path + (name.startsWith("a link") ? "" : "/new"))
                    + " (i32.const 9) (i64.const 64) (i64.const 0) (i32.const 0)"
                    + " (i32.const 10240))"),
            "%03d ".formatted(errno),
            options()));
  }

  private static Unreachable.Way bytes(
      String name, String function, String request, String answer) {
    return new Unreachable.Way(
        name, Wat.assemble(Guests.bytesCalling(function, request)), answer, options());
  }

  private static Unreachable.Way canonical(
      String name, String function, String answer, String... arguments) {
    SpyGuest guest =
        new SpyGuest()
            .imports(FS, function, "(param" + " i32 i32".repeat(arguments.length) + " i32)");
    StringBuilder given = new StringBuilder();
    for (String argument : arguments) {
      given.append(guest.text(argument)).append(' ');
    }
    return new Unreachable.Way(
        name,
        guest.wasm(SpyGuest.asking(function, given.toString(), 4)),
        "001 " + answer,
        options());
  }

  static Stream<Unreachable.Attempt> attempts() {
    List<Unreachable.Way> ways = new ArrayList<>();
    String form = "request-invalid: the path ";
    path(ways, "dots", "../outside/secret", form, 76);
    path(ways, "dots behind a folder", "notes/../../outside/secret", form, 76);
    path(ways, "an absolute path", outside.resolve("secret").toString(), form, 76);
    path(ways, "two slashes", "//" + outside.resolve("secret"), form, 76);
    path(ways, "/proc/self/cwd", "/proc/self/cwd", form, 76);
    path(ways, "/proc/self/root", "/proc/self/root/etc/passwd", form, 76);
    path(ways, "backslashes", "..\\outside\\secret", form, 28);
    path(ways, "full-width dots", "\uff0e\uff0e/outside/secret", form, 28);
    path(ways, "a full-width slash", "..\uff0foutside\uff0fsecret", form, 28);
    path(ways, "a zero", "inside\0/../../outside/secret", form, 76);
    path(ways, "a drive", "C:\\Windows\\win.ini", form, 28);
    path(ways, "a drive without slash", "c:secret", form, 28);
    path(ways, "a share", "\\\\server\\share\\secret", form, 28);
    path(ways, "a device path", "\\\\?\\C:\\secret", form, 28);
    path(ways, "CON", "CON", form, 28);
    path(ways, "nul with an ending", "notes/nul.txt", form, 28);
    path(ways, "a stream", "inside:stream", form, 28);
    path(ways, "the data stream", "inside::$DATA", form, 28);
    String link = "io-failed: ";
    path(ways, "a link to a folder", "link/secret", link, 54);
    path(ways, "a link to a link", "chain/secret", link, 54);
    path(ways, "a link up", "link-up/outside/secret", link, 54);
    path(ways, "a link to /proc/self/cwd", "cwd/pom.xml", link, 54);
    path(ways, "a link to /proc/self/root", "proc-root/etc/passwd", link, 54);
    path(ways, "a link to /proc/self/fd", "fd/0", link, 54);
    path(ways, "a link to a file", "link-to-file", link, 76);
    path(ways, "a link to a file by a chain", "chain-to-file", link, 76);
    for (String absent :
        List.of(
            "%2e%2e/outside/secret",
            "..%2foutside%2fsecret",
            "%c0%ae%c0%ae/outside/secret",
            "LINK/secret",
            "OUTSIDE/secret",
            "~/secret",
            "$PWD/secret",
            "outside/secret")) {
      ways.add(
          bytes(
              absent + " is not there",
              "fs_read",
              "{\"path\":" + quoted(absent) + "}",
              "not-found: "));
      ways.add(
          new Unreachable.Way(
              absent + " is not there by WASI",
              SpyGuest.wasiReading(absent, "3"),
              "044 ",
              options()));
    }
    descriptors(ways);
    links(ways);
    ways.add(
        new Unreachable.Way(
            "http to a file",
            Wat.assemble(
                Guests.bytesCalling(
                    "http",
                    "{\"method\":\"GET\",\"url\":"
                        + quoted("file://" + outside.resolve("secret"))
                        + ",\"headers\":[]}")),
            "url-invalid: ",
            "--grant",
            "http:read"));
    ways.add(
        bytes(
            "workspace of an integration",
            "workspace",
            "{\"op\":\"read\",\"path\":\"inside\"}",
            "request-invalid: workspace is for frontends and backends"));
    ways.add(
        bytes(
            "writing over a hard link",
            "fs_write",
            "{\"path\":\"hard\",\"content\":\"eA==\"}",
            "{}"));
    return Unreachable.inBothModes(ways);
  }

  /** Folders and files that nobody opened for the guest. */
  private static void descriptors(List<Unreachable.Way> ways) {
    for (String descriptor : List.of("0", "1", "2", "4", "5", "63", "-1", "2147483647")) {
      boolean stream = List.of("0", "1", "2").contains(descriptor);
      ways.add(
          new Unreachable.Way(
              "WASI path_open from " + descriptor,
              SpyGuest.wasiReading("secret", descriptor),
              stream ? "054 " : "008 ",
              options()));
    }
    ways.add(
        new Unreachable.Way(
            "a second preopened folder",
            new SpyGuest()
                .wasi("fd_prestat_get", "i32 i32")
                .wasm("(call $fd_prestat_get (i32.const 4) (i32.const 12288))"),
            "008 ",
            options()));
    ways.add(
        new Unreachable.Way(
            "the name of the root",
            new SpyGuest()
                .wasi("fd_prestat_dir_name", "i32 i32 i32")
                .wasm("(call $fd_prestat_dir_name (i32.const 3) (i32.const 12288) (i32.const 1))"),
            "000 /",
            options()));
    SpyGuest up =
        new SpyGuest()
            .wasi("path_open", "i32 i32 i32 i32 i32 i64 i64 i32 i32")
            .wasi("fd_read", "i32 i32 i32 i32");
    String notes = up.text("notes");
    ways.add(
        new Unreachable.Way(
            "dots from a folder that was opened",
            up.wasm(
                "(drop (call $path_open (i32.const 3) (i32.const 1) "
                    + notes
                    + " (i32.const 2) (i64.const 2) (i64.const 0) (i32.const 0)"
                    + " (i32.const 10300)))"
                    + SpyGuest.cat(up.text("../../outside/secret"), "0")
                        .replaceFirst("\\(i32.const 0\\)", "(i32.load (i32.const 10300))")),
            "076 ",
            options()));
  }

  /** Moving, and links of the guest's own. */
  private static void links(List<Unreachable.Way> ways) {
    String[][] moves = {
      {"out", "inside", "../outside/stolen", "076 "},
      {"in", "../outside/secret", "mine", "076 "},
      {"to an absolute path", "inside", outside.resolve("stolen").toString(), "076 "},
      {"behind a link", "inside", "link/stolen", "054 "},
      {"from behind a link", "link/secret", "mine", "054 "},
    };
    for (String[] move : moves) {
      SpyGuest guest = new SpyGuest().wasi("path_rename", "i32 i32 i32 i32 i32 i32");
      ways.add(
          new Unreachable.Way(
              "path_rename " + move[0],
              guest.wasm(
                  "(call $path_rename (i32.const 3) "
                      + guest.text(move[1])
                      + " (i32.const 3) "
                      + guest.text(move[2])
                      + ")"),
              move[3],
              options()));
      SpyGuest linker = new SpyGuest().wasi("path_link", "i32 i32 i32 i32 i32 i32 i32");
      ways.add(
          new Unreachable.Way(
              "path_link " + move[0],
              linker.wasm(
                  "(call $path_link (i32.const 3) (i32.const 1) "
                      + linker.text(move[1])
                      + " (i32.const 3) "
                      + linker.text(move[2])
                      + ")"),
              "076 ",
              options()));
    }
    for (String target : List.of("../outside", outside.toString(), "/proc/self/root")) {
      SpyGuest guest = new SpyGuest().wasi("path_symlink", "i32 i32 i32 i32 i32");
      ways.add(
          new Unreachable.Way(
              "path_symlink to " + (target.startsWith(top.toString()) ? "a folder" : target),
              guest.wasm(
                  "(call $path_symlink "
                      + guest.text(target)
                      + " (i32.const 3) "
                      + guest.text("made")
                      + ")"),
              "076 ",
              options()));
    }
    SpyGuest reader = new SpyGuest().wasi("path_readlink", "i32 i32 i32 i32 i32 i32");
    ways.add(
        new Unreachable.Way(
            "path_readlink",
            reader.wasm(
                "(call $path_readlink (i32.const 3) "
                    + reader.text("link")
                    + " (i32.const 12288) (i32.const 512) (i32.const 10240))"),
            "076 ",
            options()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void noWayLeadsOutOfTheRoot(Unreachable.Attempt attempt) throws IOException {
    Unreachable.check(attempt, folder, CANARY);
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo(CANARY.text());
    assertThat(Files.readString(outside.resolve("linked"))).isEqualTo(CANARY.text());
    try (Stream<Path> there = Files.list(outside)) {
      assertThat(there.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("secret", "linked", CANARY.text() + ".d");
    }
    assertThat(root.resolve("mine")).doesNotExist();
    assertThat(Files.exists(root.resolve("made"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  /**
   * Another program's hard link is a file of the root as any: it cannot be told from one. What a
   * guest writes there never changes the other name's content.
   */
  @Test
  void aHardLinkOfAnotherProgramIsAFileOfTheRoot() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path far = Files.writeString(folder.resolve("far"), "shared by another program");
    Files.createLink(own.resolve("hard"), far);
    Path guest =
        Files.write(
            folder.resolve("guest.wasm"),
            Wat.assemble(
                Guests.bytesCalling("fs_write", "{\"path\":\"hard\",\"content\":\"eA==\"}")));
    CliRun run =
        CliRun.of(
            "run", guest.toString(), "run", "--workspace", own.toString(), "--grant", "fs:write");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(own.resolve("hard")).hasContent("x");
    assertThat(far).hasContent("shared by another program");
  }

  /** A folder that another program exchanges for a link to the outside, again and again. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aFolderThatIsExchangedForALinkDuringTheCallLeadsNowhere(EngineMode mode) throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path real = Files.createDirectory(own.resolve("swap"));
    Files.writeString(real.resolve("secret"), "inside");
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
    Path aside = folder.resolve("aside");
    SpyGuest guest =
        new SpyGuest()
            .wasi("path_open", "i32 i32 i32 i32 i32 i64 i64 i32 i32")
            .wasi("fd_read", "i32 i32 i32 i32")
            .wasi("fd_close", "i32");
    String path = guest.text("swap/secret");
    byte[] wasm =
        guest.wasm(
            "(loop $again (local.set $m (i32.add (local.get $m) (i32.const 1)))"
                + SpyGuest.cat(path, "3").replaceFirst("\\(local.get \\$n\\)$", "")
                + "(if (i32.eqz (local.get $n)) (then (drop (call $fd_close (i32.load"
                + " (i32.const 10240))))"
                // what begins as the canary does ends the search
                + "(if (i32.eq (i32.load8_u (i32.const 12288)) (i32.const 99)) (then (return"
                + " (i32.const 999))))))"
                + "(br_if $again (i32.lt_u (local.get $m) (i32.const 400))))"
                + "(i32.const 0)");
    Path file = Files.write(folder.resolve("guest.wasm"), wasm);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
    Thread swapping =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!stop.get()) {
                  Files.move(real, aside, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(link, real, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(real, link, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(aside, real, StandardCopyOption.ATOMIC_MOVE);
                }
              } catch (IOException e) {
                fault.set(e);
              }
            });
    try {
      CliRun run =
          CliRun.of(
              "run",
              file.toString(),
              "run",
              "--engine",
              mode.word(),
              "--workspace",
              own.toString(),
              "--grant",
              "fs:read",
              "--trace");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("000 ");
      CANARY.assertUnseen(run.out(), run.err());
    } finally {
      stop.set(true);
      swapping.join();
    }
    assertThat(fault.get()).isNull();
  }
}
