package dev.morph.capabilities.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileFault;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import dev.morph.testkit.files.MemoryFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FsCapabilityTest {
  private static final Policy ALL = Grants.of("fs:read", "fs:write");

  private final MemoryFiles files = new MemoryFiles().with("notes/a.md", "text");
  private TestCall call = new TestCall().with(files);

  private Object call(Policy policy, HostFunctionType function, Object... arguments) {
    return FsCapability.create()
        .configure(policy, call.limits())
        .prepare(function)
        .handle(call, arguments);
  }

  @Test
  void readsWritesAndLists() {
    assertThat((byte[]) call(ALL, FsCapability.READ, "notes/a.md")).asString().isEqualTo("text");
    assertThat(call(ALL, FsCapability.WRITE, "./notes//b/c", "more".getBytes(UTF_8))).isNull();
    assertThat(files.text("notes/b/c")).isEqualTo("more");
    assertThat(call(ALL, FsCapability.LIST, "notes")).isEqualTo(List.of("a.md", "b/"));
    assertThat(call(ALL, FsCapability.LIST, "")).isEqualTo(List.of("notes/"));
  }

  @ParameterizedTest
  @CsvSource({
    "fs:read=notes/*, notes/a.md, '', true",
    "fs:read=notes/*, ./notes/a.md, '', true",
    "fs:read=notes/*, notes.md, notes.md, false",
    "fs:read=notes/*, notes/../a, '', false",
    "fs:read=notes/a.md, notes/b.md, notes/b.md, false",
    "fs:write, notes/a.md, notes/a.md, false"
  })
  void thePathNarrowsTheRight(String grant, String path, String denied, boolean granted) {
    if (granted) {
      assertThat(call(Grants.of(grant), FsCapability.READ, path)).isNotNull();
      return;
    }
    assertThatThrownBy(() -> call(Grants.of(grant), FsCapability.READ, path))
        .hasMessageStartingWith(denied.isEmpty() ? "request-invalid: the path" : "permission-not-");
    assertThat(files.uses()).isEmpty();
    assertThat(call.denials).hasSize(denied.isEmpty() ? 0 : 1);
  }

  @Test
  void theRootIsListedWithTheWholeRightOnly() {
    assertThatThrownBy(() -> call(Grants.of("fs:read=notes/*"), FsCapability.LIST, "."))
        .hasMessageStartingWith("permission-not-");
    assertThat(call(Grants.of("fs:read=notes/*"), FsCapability.LIST, "notes"))
        .isEqualTo(List.of("a.md"));
  }

  @Test
  void withoutAWorkspaceItSaysSo() {
    call = new TestCall();
    assertThatThrownBy(() -> call(ALL, FsCapability.READ, "a"))
        .hasMessage(
            "store-unavailable: no workspace was given, so there are no files; give one with"
                + " --workspace DIR");
    assertThatThrownBy(() -> call(Grants.of(), FsCapability.READ, "a"))
        .hasMessageStartingWith("permission-not-");
  }

  @Test
  void sizesAreBounded() {
    call = new TestCall(Limits.defaults().parse("file-size=3")).with(files);
    assertThatThrownBy(() -> call(ALL, FsCapability.READ, "notes/a.md"))
        .hasMessage(
            "limit-file-size: notes/a.md has more than 3 bytes; raise the limit with --limit"
                + " file-size=SIZE");
    assertThatThrownBy(() -> call(ALL, FsCapability.WRITE, "b", new byte[4]))
        .hasMessageStartingWith("limit-file-size: b has more");
    assertThat(call(ALL, FsCapability.WRITE, "b", new byte[3])).isNull();
    for (int i = 0; i <= FileCalls.MAX_ENTRIES; i++) {
      files.with("many/" + i, "");
    }
    assertThatThrownBy(() -> call(ALL, FsCapability.LIST, "many"))
        .hasMessage("io-failed: many has too many entries");
  }

  @ParameterizedTest
  @EnumSource(FileFault.Kind.class)
  void faultsOfTheRootAreAnswered(FileFault.Kind kind) {
    files.failing("x", new FileFault(kind));
    String code =
        switch (kind) {
          case NOT_FOUND -> "not-found";
          case TOO_LARGE -> "limit-file-size";
          default -> "io-failed";
        };
    assertThatThrownBy(() -> call(ALL, FsCapability.WRITE, "x", new byte[1]))
        .hasMessageStartingWith(code + ": x ");
  }

  @Test
  void aRootThatHangsEndsWithTheCall() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    files.before(
        "x",
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw new FileFault(FileFault.Kind.FAILED);
          }
        });
    call = new TestCall(Limits.defaults(), Duration.ofMillis(50)).with(files);
    assertThatThrownBy(() -> call(ALL, FsCapability.READ, "x"))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_TIME));
    assertThat(interrupted).satisfies(CountDownLatch::await);
  }

  @Test
  void secretsInPathsAreMasked() {
    call.putSecret("k", "hunter22");
    assertThatThrownBy(() -> call(ALL, FsCapability.READ, "hunter22"))
        .hasMessage("not-found: [redacted] does not exist");
  }

  // ---- workspace

  private Object workspace(
      String op, String path, Optional<byte[]> content, Optional<String> glob) {
    return call(Grants.of(), FsCapability.WORKSPACE, op, path, content, glob);
  }

  private Object workspace(String op, String path) {
    return workspace(op, path, Optional.empty(), Optional.empty());
  }

  @Test
  void theWorkspaceIsForDesignTime() {
    assertThatThrownBy(() -> workspace("read", "notes/a.md"))
        .hasMessageStartingWith("request-invalid: workspace is for frontends and backends");
    assertThat(files.uses()).isEmpty();
  }

  @Test
  void theWorkspaceDoesFiveThings() {
    call.atDesignTime();
    assertThat(((List<?>) workspace("read", "notes/a.md")).getFirst())
        .isInstanceOfSatisfying(
            Optional.class,
            content -> assertThat((byte[]) content.orElseThrow()).asString().isEqualTo("text"));
    workspace("write", "src/x/A.elm", Optional.of(new byte[] {65, 66}), Optional.empty());
    workspace("write", "src/B.elm", Optional.of(new byte[] {65}), Optional.empty());
    assertThat(files.text("src/B.elm")).isEqualTo("A");
    assertThat(((List<?>) workspace("list", "src")).get(1))
        .isEqualTo(Optional.of(List.of("B.elm", "x/")));
    assertThat(((List<?>) workspace("list", "", Optional.empty(), Optional.of("src/*.elm"))).get(1))
        .isEqualTo(Optional.of(List.of("src/B.elm", "src/x/A.elm")));
    assertThat(((List<?>) workspace("stat", "src/x/A.elm")).subList(2, 4))
        .isEqualTo(List.of(Optional.of("file"), Optional.of(2L)));
    assertThat(((List<?>) workspace("stat", "src")).get(2)).isEqualTo(Optional.of("folder"));
    workspace("delete", "src/B.elm");
    assertThat(files.text("src/B.elm")).isNull();
  }

  @Test
  void theWorkspaceChecksWhatItIsAsked() {
    call.atDesignTime();
    assertThatThrownBy(() -> workspace("format", "a")).hasMessageContaining("op is not one of");
    assertThatThrownBy(() -> workspace("write", "a")).hasMessageContaining("content goes with");
    assertThatThrownBy(() -> workspace("read", "a", Optional.of(new byte[1]), Optional.empty()))
        .hasMessageContaining("content goes with");
    assertThatThrownBy(() -> workspace("stat", "a", Optional.empty(), Optional.of("*")))
        .hasMessageContaining("glob goes with");
    for (String op : List.of("read", "list", "stat", "delete")) {
      assertThatThrownBy(() -> workspace(op, "../x")).hasMessageContaining("holds '..'");
      assertThatThrownBy(() -> workspace(op, "absent")).hasMessageStartingWith("not-found: absent");
    }
    assertThatThrownBy(() -> workspace("delete", "")).hasMessageContaining("root of the workspace");
    assertThat(files.uses().stream().filter(use -> !use.endsWith(" absent"))).isEmpty();
  }
}
