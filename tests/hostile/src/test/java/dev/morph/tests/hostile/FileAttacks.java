package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.GUEST_ABI;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_TIME;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ways out of the workspace, by the bytes ABI, the canonical ABI and WASI preview 1. */
final class FileAttacks {
  private static final String PATH_OPEN =
      "(import \"wasi_snapshot_preview1\" \"path_open\" (func $open"
          + " (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))";

  private final Group group = new Group("host-calls");
  private final Path root;

  private FileAttacks() {
    try {
      Path folder = Files.createTempDirectory("morph-hostile-files");
      root = Files.createDirectory(folder.resolve("root"));
      Path outside = Files.createDirectory(folder.resolve("outside"));
      Files.writeString(outside.resolve("secret"), "secret");
      Files.writeString(root.resolve("file"), "inside");
      Files.createDirectory(root.resolve("notes"));
      Files.createSymbolicLink(root.resolve("link"), outside);
      Files.createSymbolicLink(root.resolve("link-to-file"), outside.resolve("secret"));
      Files.createSymbolicLink(root.resolve("link-up"), Path.of(".."));
      Files.createSymbolicLink(root.resolve("link-round"), Path.of("link-round"));
      for (Path made :
          List.of(
              folder,
              root,
              outside,
              outside.resolve("secret"),
              root.resolve("file"),
              root.resolve("notes"),
              root.resolve("link"),
              root.resolve("link-to-file"),
              root.resolve("link-up"),
              root.resolve("link-round"))) {
        made.toFile().deleteOnExit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Attack> all() {
    var attacks = new FileAttacks();
    attacks.paths();
    attacks.links();
    attacks.rights();
    attacks.wasi();
    return attacks.group.all();
  }

  private Attack calling(String name, String function, String request) {
    return group
        .attack(name)
        .guest(BytesGuest.guest().passing(function, Texts.envelope(request)))
        .workspace(root)
        .grant("fs:read")
        .grant("fs:write");
  }

  private static String quoted(String path) {
    return Json.write(new JsonString(path));
  }

  private void paths() {
    for (String[] one :
        new String[][] {
          {"dots", "../outside/secret"},
          {"dots-behind-a-folder", "notes/../../outside/secret"},
          {"dots-that-stay-inside", "notes/../file"},
          {"an-absolute-path", "/etc/passwd"},
          {"two-slashes", "//etc/passwd"},
          {"backslashes", "..\\outside\\secret"},
          {"a-drive", "C:\\Windows\\win.ini"},
          {"a-drive-without-slash", "c:secret"},
          {"a-share", "\\\\server\\share"},
          {"a-device-path", "\\\\?\\C:\\x"},
          {"a-stream", "file:stream"},
          {"a-data-stream", "file::$DATA"},
          {"a-zero", "file\0.md"},
          {"a-line-end", "file\n"},
          {"a-device", "nul"},
          {"a-device-with-an-ending", "notes/COM1.txt"},
          {"a-dot-at-the-end", "file."},
          {"a-space-at-the-end", "notes/file "},
          {"full-width-dots", "\uff0e\uff0e/outside/secret"},
          {"a-full-width-slash", "..\uff0foutside"},
          {"a-two-dot-leader", "\u2025/outside"},
          {"another-normal-form", "cafe\u0301"},
          {"a-name-of-a-megabyte", "x".repeat(1 << 20)},
          {"a-path-of-many-parts", "a/".repeat(500)},
          {"a-temporary-name", ".morph-00.tmp"},
        }) {
      calling("file-by-" + one[0], "fs_read", "{\"path\":" + quoted(one[1]) + "}")
          .refuses("request-invalid");
      calling(
              "write-by-" + one[0],
              "fs_write",
              "{\"path\":" + quoted(one[1]) + ",\"content\":\"eA==\"}")
          .refuses("request-invalid");
      calling("list-by-" + one[0], "fs_list", "{\"path\":" + quoted(one[1]) + "}")
          .refuses("request-invalid");
    }
    calling("file-that-is-the-root", "fs_read", "{\"path\":\"\"}").refuses("request-invalid");
    calling("file-named-by-a-number", "fs_read", "{\"path\":1}").refuses("request-invalid");
    calling("file-without-a-name", "fs_read", "{}").refuses("request-invalid");
  }

  private void links() {
    calling("file-behind-a-link", "fs_read", "{\"path\":\"link/secret\"}").refuses("io-failed");
    calling("file-that-is-a-link", "fs_read", "{\"path\":\"link-to-file\"}").refuses("io-failed");
    calling("file-behind-a-link-up", "fs_read", "{\"path\":\"link-up/outside/secret\"}")
        .refuses("io-failed");
    calling("file-behind-a-link-to-itself", "fs_read", "{\"path\":\"link-round/x\"}")
        .refuses("io-failed");
    calling("folder-that-is-a-link", "fs_list", "{\"path\":\"link\"}").refuses("io-failed");
    calling("write-behind-a-link", "fs_write", "{\"path\":\"link/new\",\"content\":\"eA==\"}")
        .refuses("io-failed");
    calling("write-over-a-link", "fs_write", "{\"path\":\"link-to-file\",\"content\":\"eA==\"}")
        .refuses("io-failed");
    calling("write-into-a-file", "fs_write", "{\"path\":\"file/x\",\"content\":\"eA==\"}")
        .refuses("io-failed");
  }

  private void rights() {
    for (String[] one :
        new String[][] {
          {"beside-a-scope", "fs_read", "file", "fs:read=notes/*"},
          {"that-begins-like-a-scope", "fs_read", "notes.md", "fs:read=notes/*"},
          {"of-another-case", "fs_read", "NOTES/a", "fs:read=notes/*"},
          {"with-the-right-to-write", "fs_read", "notes/a", "fs:write"},
          {"with-an-empty-scope", "fs_read", "notes/a", "fs:read="},
          {"of-the-root-by-a-scope", "fs_list", "", "fs:read=notes/*"},
        }) {
      group
          .attack("file-" + one[0])
          .guest(
              BytesGuest.guest()
                  .passing(one[1], Texts.envelope("{\"path\":" + quoted(one[2]) + "}")))
          .workspace(root)
          .grant(one[3])
          .refuses("permission-not-granted");
    }
    calling("workspace-of-an-integration", "workspace", "{\"op\":\"read\",\"path\":\"file\"}")
        .refuses("request-invalid");
    calling("file-above-its-limit", "fs_read", "{\"path\":\"file\"}")
        .limit("file-size=5")
        .refuses("limit-file-size");
    calling("write-above-its-limit", "fs_write", "{\"path\":\"n\",\"content\":\"eHg=\"}")
        .limit("file-size=1")
        .refuses("limit-file-size");
    group
        .attack("file-without-a-workspace")
        .guest(BytesGuest.guest().passing("fs_read", Texts.envelope("{\"path\":\"file\"}")))
        .grant("fs:read")
        .refuses("store-unavailable");
  }

  /** Calls {@code path_open}; what it does not answer with this errno is a trap. */
  private Attack open(String name, String path, int errno) {
    BytesGuest guest = BytesGuest.guest().imports(PATH_OPEN);
    return group
        .attack("wasi-" + name)
        .guest(
            guest.before(
                "(if (i32.ne (i32.const "
                    + errno
                    + ") (call $open (i32.const 3) (i32.const 1) "
                    + guest.data(Texts.utf8(path))
                    + " (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 8)))"
                    + " (then unreachable))"))
        .workspace(root)
        .grant("fs:read");
  }

  private Attack wasi(String name, String function, String params, String call) {
    return group
        .attack("wasi-" + name)
        .guest(
            BytesGuest.guest()
                .imports(
                    "(import \"wasi_snapshot_preview1\" \""
                        + function
                        + "\" (func $f (param "
                        + params
                        + ") (result i32)))")
                .before(call))
        .workspace(root);
  }

  private void wasi() {
    open("dots", "../outside/secret", 76).isHarmless();
    open("dots-behind-a-folder", "notes/../../outside/secret", 76).isHarmless();
    open("an-absolute-path", "/etc/passwd", 76).isHarmless();
    open("a-link", "link/secret", 54).isHarmless();
    open("a-link-to-a-file", "link-to-file", 76).isHarmless();
    open("backslashes", "..\\outside\\secret", 28).isHarmless();
    open("a-stream", "file:x", 28).isHarmless();
    open("a-device", "nul", 28).isHarmless();
    open("nothing", "", 44).isHarmless();
    group
        .attack("wasi-name-that-is-no-utf-8")
        .guest(
            BytesGuest.guest()
                .imports(PATH_OPEN)
                .before(
                    "(i32.store (i32.const 8) (i32.const -1)) (if (i32.ne (i32.const 25)"
                        + " (call $open (i32.const 3) (i32.const 1) (i32.const 8) (i32.const 4)"
                        + " (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 8)))"
                        + " (then unreachable))"))
        .workspace(root)
        .isHarmless();
    for (String[] one :
        new String[][] {
          {"at-minus-one", "(i32.const -1) (i32.const 1) (i32.const 0)"},
          {"whose-count-is-answered-nowhere", "(i32.const 0) (i32.const 0) (i32.const -2)"},
        }) {
      wasi(
              "buffers-" + one[0],
              "fd_write",
              "i32 i32 i32 i32",
              "(drop (call $f (i32.const 1) " + one[1] + "))")
          .fails(GUEST_ABI);
    }
    wasi(
            "buffer-behind-the-end",
            "fd_write",
            "i32 i32 i32 i32",
            "(i32.store (i32.const 8) (i32.const 65530)) (i32.store (i32.const 12) (i32.const"
                + " 0x7fffffff)) (drop (call $f (i32.const 1) (i32.const 8) (i32.const 1)"
                + " (i32.const 0)))")
        .fails(GUEST_ABI);
    wasi(
            "buffers-without-number",
            "fd_read",
            "i32 i32 i32 i32",
            "(if (i32.ne (i32.const 28) (call $f (i32.const 0) (i32.const 0) (i32.const -1)"
                + " (i32.const 0))) (then unreachable))")
        .isHarmless();
    wasi(
            "random-behind-the-end",
            "random_get",
            "i32 i32",
            "(drop (call $f (i32.const -100) (i32.const 50)))")
        .fails(GUEST_ABI);
    wasi(
            "random-of-minus-one-bytes",
            "random_get",
            "i32 i32",
            "(drop (call $f (i32.const 0) (i32.const -1)))")
        .fails(GUEST_ABI);
    wasi(
            "arguments-behind-the-end",
            "args_get",
            "i32 i32",
            "(drop (call $f (i32.const -2) (i32.const 0)))")
        .fails(GUEST_ABI);
    wasi(
            "arguments-whose-text-is-behind-the-end",
            "args_get",
            "i32 i32",
            "(drop (call $f (i32.const 0) (i32.const -4)))")
        .fails(GUEST_ABI);
    wasi(
            "descriptor-of-two-billion",
            "fd_close",
            "i32",
            "(if (i32.ne (i32.const 8) (call $f (i32.const 0x7fffffff))) (then unreachable))")
        .isHarmless();
    wasi(
            "sleep-for-ever",
            "poll_oneoff",
            "i32 i32 i32 i32",
            "(i64.store (i32.const 60024) (i64.const -1)) (drop (call $f (i32.const 60000)"
                + " (i32.const 61000) (i32.const 1) (i32.const 62000)))")
        .limit("time=1s")
        .fails(LIMIT_TIME);
    wasi(
            "events-of-minus-one",
            "poll_oneoff",
            "i32 i32 i32 i32",
            "(if (i32.ne (i32.const 28) (call $f (i32.const 0) (i32.const 1024) (i32.const -1)"
                + " (i32.const 2048))) (then unreachable))")
        .isHarmless();
    wasi(
            "output-without-end",
            "fd_write",
            "i32 i32 i32 i32",
            "(i32.store (i32.const 12) (i32.const 60000)) (loop $again (drop (call $f (i32.const"
                + " 1) (i32.const 8) (i32.const 1) (i32.const 0))) (br $again))")
        .limit("time=1s")
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL);
    group
        .attack("wasi-of-another-type")
        .guest(
            BytesGuest.guest()
                .imports(
                    "(import \"wasi_snapshot_preview1\" \"fd_close\" (func (param i64) (result"
                        + " i32)))"))
        .fails(dev.morph.base.ErrorCode.MODULE_REFUSED);
    group
        .attack("wasi-that-does-not-exist")
        .guest(
            BytesGuest.guest()
                .imports("(import \"wasi_snapshot_preview1\" \"exec\" (func (param i32)))"))
        .fails(dev.morph.base.ErrorCode.MODULE_REFUSED);
    group
        .attack("wasi-exit")
        .guest(
            BytesGuest.guest()
                .imports("(import \"wasi_snapshot_preview1\" \"proc_exit\" (func $f (param i32)))")
                .before("(call $f (i32.const 0))"))
        .fails(dev.morph.base.ErrorCode.GUEST_TRAP);
    var start = BytesGuest.guest();
    group
        .attack("wasi-called-by-the-start-function")
        .guest(
            start
                .imports(
                    "(import \"wasi_snapshot_preview1\" \"random_get\" (func $f (param i32 i32)"
                        + " (result i32)))")
                .fields("(func $s (drop (call $f (i32.const 0) (i32.const 8)))) (start $s)"))
        .isHarmless()
        .fails(GUEST_ABI);
  }
}
