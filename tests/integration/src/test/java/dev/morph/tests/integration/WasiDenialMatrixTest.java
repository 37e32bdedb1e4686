package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonString;
import dev.morph.capabilities.wasi.WasiCapability;
import dev.morph.host.EngineMode;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.ImportAudit;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.testkit.files.MemoryFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of WASI preview 1 that needs a right, under every state of its right, in both
 * modes: a denial is {@code notcapable} to the guest, and a fact of the call.
 */
class WasiDenialMatrixTest {
  private static final String WASI = "wasi_snapshot_preview1";
  private static final String NOTCAPABLE = "076 ";
  private static final String NOTSUP = "058 ";
  private static final String PATH = "notes/a.md";

  /**
   * A call that would be done.
   *
   * @param function what is called
   * @param right whose state it is; empty for what is refused whatever is granted
   * @param scope that covers it; empty if only the whole right does
   * @param refusal its errno where it is refused
   * @param guest what calls it
   */
  record Try(String function, String right, String scope, String refusal, byte[] guest) {}

  private static final Map<String, Try> CALLS = new LinkedHashMap<>();

  static {
    String open = "i32 i32 i32 i32 i32 i64 i64 i32 i32";
    add(
        "path_open for reading",
        "fs:read",
        PATH,
        open,
        "(i32.const 3) (i32.const 0) $1 (i32.const 0)"
            + " (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 10240)");
    add(
        "path_open for writing",
        "fs:write",
        PATH,
        open,
        "(i32.const 3) (i32.const 0) $1"
            + " (i32.const 0) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 10240)");
    add(
        "path_open of a folder",
        "fs:read",
        PATH,
        open,
        "(i32.const 3) (i32.const 0) $1"
            + " (i32.const 2) (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 10240)");
    add(
        "path_filestat_get",
        "fs:read",
        PATH,
        "i32 i32 i32 i32 i32",
        "(i32.const 3) (i32.const 0) $1 (i32.const 10240)");
    add(
        "fd_readdir",
        "fs:read",
        "",
        "i32 i32 i32 i64 i32",
        "(i32.const 3) (i32.const 10240) (i32.const 64) (i64.const 0) (i32.const 10400)");
    for (String name : List.of("create_directory", "remove_directory", "unlink_file")) {
      add("path_" + name, "fs:write", PATH, "i32 i32 i32", "(i32.const 3) $1");
    }
    add(
        "path_rename",
        "fs:write",
        PATH,
        "i32 i32 i32 i32 i32 i32",
        "(i32.const 3) $1 (i32.const 3) $1");
    refused(
        "path_link",
        NOTCAPABLE,
        "i32 i32 i32 i32 i32 i32 i32",
        "(i32.const 3) (i32.const 0) $1 (i32.const 3) $1");
    refused("path_symlink", NOTCAPABLE, "i32 i32 i32 i32 i32", "$1 (i32.const 3) $1");
    refused(
        "path_readlink",
        NOTCAPABLE,
        "i32 i32 i32 i32 i32 i32",
        "(i32.const 3) $1 (i32.const 10240) (i32.const 64) (i32.const 10400)");
    refused(
        "path_filestat_set_times",
        NOTSUP,
        "i32 i32 i32 i32 i64 i64 i32",
        "(i32.const 3) (i32.const 0) $1 (i64.const 0) (i64.const 0) (i32.const 0)");
  }

  private static void add(
      String name, String right, String scope, String parameters, String arguments) {
    put(name, right, scope, NOTCAPABLE, parameters, arguments);
  }

  private static void refused(String name, String errno, String parameters, String arguments) {
    put(name, "", "", errno, parameters, arguments);
  }

  private static void put(
      String name,
      String right,
      String scope,
      String refusal,
      String parameters,
      String arguments) {
    String function = name.split(" ")[0];
    SpyGuest guest = new SpyGuest().wasi(function, parameters);
    String given = arguments.replace("$1", guest.text(PATH));
    byte[] wasm = guest.wasm("(call $" + function + " " + given + ")");
    CALLS.put(name, new Try(function, right, scope, refusal, wasm));
  }

  record Cell(String call, DenialMatrixTest.State state, EngineMode mode) {
    @Override
    public String toString() {
      return call + " " + state + " " + mode.word();
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    CALLS.forEach((name, call) -> {
      for (DenialMatrixTest.State state : DenialMatrixTest.State.values()) {
        if (!call.scope().isEmpty() || state != DenialMatrixTest.State.GRANTED_FOR_THE_SCOPE) {
          for (EngineMode mode : EngineMode.values()) {
            cells.add(new Cell(name, state, mode));
          }
        }
      }
    });
    return cells.stream();
  }

  @Test
  void everyFunctionThatNeedsARightIsHere() {
    Set<String> needing = new TreeSet<>();
    for (String name :
        WasiCapability.create().link().stream()
            .map(function -> function.preview1().name())
            .toList()) {
      if (!new ImportAudit.Import(WASI, name).permissions().isEmpty()) {
        needing.add(name);
      }
    }
    assertThat(new TreeSet<>(CALLS.values().stream().map(Try::function).toList()))
        .isEqualTo(needing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void theRightDecides(Cell cell) {
    Try call = CALLS.get(cell.call());
    MemoryFiles files = new MemoryFiles().with(PATH, "some text");
    try (GrantedHost host = new GrantedHost(Morph.builder().engine(cell.mode()).files(files))) {
      ExtensionId id =
          host.install(call.guest(), declared(cell.state(), call), granted(cell.state(), call));
      CallOutcome outcome = host.run(id);
      ErrorCode denial = call.right().isEmpty() ? null : cell.state().denial;
      GrantedHost.check(host.onlyRow(id), outcome, denial, call.right());
      String errno = ((JsonString) outcome.orThrow()).value().substring(0, 4);
      if (call.right().isEmpty()) {
        assertThat(errno).isEqualTo(call.refusal());
      } else if (cell.state().denial == null) {
        assertThat(errno).isNotEqualTo(NOTCAPABLE);
        assertThat(outcome.report().denials()).isEmpty();
      } else {
        assertThat(errno).isEqualTo(NOTCAPABLE);
        assertThat(files.text(PATH)).isEqualTo("some text");
        assertThat(outcome.report().denials())
            .singleElement()
            .extracting(Denial::code, Denial::permission)
            .containsExactly(cell.state().denial, call.right());
        assertThat(outcome.report().denials().getFirst().remedy())
            .isEqualTo(remedy(cell.state(), call));
      }
    }
  }

  private static String remedy(DenialMatrixTest.State state, Try call) {
    return state.denial == ErrorCode.PERMISSION_NOT_DECLARED
        ? ""
        : "--grant " + call.right() + (call.scope().isEmpty() ? "" : "=" + call.scope());
  }

  /** The other of the two rights is there in every state: it is not the one that is asked for. */
  private static String declared(DenialMatrixTest.State state, Try call) {
    String right = tried(call);
    String narrow = "{\"name\": \"" + right + "\", \"paths\": [\"other/*\"]}";
    String second = "\"" + second(right) + "\"";
    return switch (state) {
      case NOT_DECLARED -> second;
      case DECLARED_FOR_ANOTHER_SCOPE -> second + ", " + narrow;
      default -> second + ", \"" + right + "\"";
    };
  }

  private static List<String> granted(DenialMatrixTest.State state, Try call) {
    String right = tried(call);
    String second = second(right);
    return switch (state) {
      case NOT_GRANTED -> List.of(second);
      case GRANTED_FOR_ANOTHER_SCOPE -> List.of(second, right + "=other/*");
      case GRANTED_FOR_THE_SCOPE -> List.of(second, right + "=" + PATH);
      default -> List.of(second, right);
    };
  }

  private static String tried(Try call) {
    return call.right().isEmpty() ? "fs:write" : call.right();
  }

  private static String second(String right) {
    return right.equals("fs:write") ? "fs:read" : "fs:write";
  }
}
