package dev.morph.capabilities.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileFault;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import dev.morph.testkit.files.MemoryFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasiInstanceTest {
  private static final long READ = 2;
  private static final long WRITE = 64;
  private static final long ROOT = 3;

  private final MemoryFiles files = new MemoryFiles().with("notes/a.md", "text");
  private TestCall call = new TestCall().with(files);
  private Capability.Prepared instance = instance(Grants.of("fs:read", "fs:write"));

  private static Capability.Prepared instance(Policy policy) {
    return new WasiCapability(InstantSource.fixed(Instant.EPOCH), System::nanoTime, new Random(7))
        .configure(policy, Limits.defaults())
        .instance();
  }

  private static HostFunctionType function(String name) {
    return WasiFunction.types().stream()
        .filter(type -> type.preview1() != null && type.preview1().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Object run(String name, Object... arguments) {
    return instance.handler(function(name)).handle(call, arguments);
  }

  private Object ok(String name, Object... arguments) {
    Object result = run(name, arguments);
    assertThat(result).as(name).isInstanceOf(ResultValue.Ok.class);
    return ((ResultValue.Ok) result).value();
  }

  private int errno(String name, Object... arguments) {
    Object result = run(name, arguments);
    assertThat(result).as(name).isInstanceOf(ResultValue.Err.class);
    return (Integer) ((ResultValue.Err) result).error();
  }

  private Object open(String path, long how, long rights) {
    return run("path_open", ROOT, 0L, path, how, rights, 0L, 0L);
  }

  private long opened(String path, long how, long rights) {
    Object result = open(path, how, rights);
    assertThat(result).as(path).isInstanceOf(ResultValue.Ok.class);
    return (Long) ((ResultValue.Ok) result).value();
  }

  private int notOpened(String path, long how, long rights) {
    return (Integer) ((ResultValue.Err) open(path, how, rights)).error();
  }

  @Test
  void hasAllFunctionsOfPreview1() {
    assertThat(WasiFunction.types()).hasSize(46);
    assertThat(WasiFunction.types()).doesNotHaveDuplicates();
    for (HostFunctionType type : WasiFunction.types()) {
      assertThat(type.type().params().stream().map(param -> param.name()))
          .as(type.preview1().name())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void readsAFileFromTheRootsBytes() {
    long fd = opened("notes/a.md", 0, READ);
    assertThat(fd).isEqualTo(4);
    assertThat((byte[]) ok("fd_read", fd, 3L)).asString().isEqualTo("tex");
    assertThat((byte[]) ok("fd_read", fd, 3L)).asString().isEqualTo("t");
    assertThat((byte[]) ok("fd_read", fd, 3L)).isEmpty();
    assertThat((byte[]) ok("fd_pread", fd, 2L, 1L)).asString().isEqualTo("ex");
    assertThat(ok("fd_seek", fd, -1L, 2L)).isEqualTo(3L);
    assertThat(ok("fd_tell", fd)).isEqualTo(3L);
    assertThat(errno("fd_seek", fd, -9L, 2L)).isEqualTo(28);
    assertThat(errno("fd_seek", fd, Long.MAX_VALUE, 1L)).isEqualTo(28);
    assertThat(errno("fd_write", fd, new byte[1])).isEqualTo(76);
    ok("fd_close", fd);
    assertThat(errno("fd_close", fd)).isEqualTo(8);
    assertThat(errno("fd_read", fd, 1L)).isEqualTo(8);
  }

  @Test
  void writesReachTheRootWholeWhenTheDescriptorIsClosed() {
    long fd = opened("notes/new", 1, WRITE | READ);
    assertThat(files.text("notes/new")).isEmpty();
    assertThat(ok("fd_write", fd, "one two".getBytes(UTF_8))).isEqualTo(7L);
    ok("fd_pwrite", fd, "T".getBytes(UTF_8), 4L);
    assertThat((byte[]) ok("fd_pread", fd, 9L, 0L)).asString().isEqualTo("one Two");
    assertThat(files.text("notes/new")).isEmpty();
    ok("fd_sync", fd);
    assertThat(files.text("notes/new")).isEqualTo("one Two");
    ok("fd_filestat_set_size", fd, 3L);
    ok("fd_close", fd);
    assertThat(files.text("notes/new")).isEqualTo("one");
    long again = opened("notes/new", 0, WRITE);
    ok("fd_fdstat_set_flags", again, 1L);
    ok("fd_write", again, " more".getBytes(UTF_8));
    ok("fd_close", again);
    assertThat(files.text("notes/new")).isEqualTo("one more");
  }

  @Test
  void whatIsNotClosedIsKeptWhenTheCallEndsWellAndDroppedElse() {
    long fd = opened("a", 1, WRITE);
    ok("fd_write", fd, "x".getBytes(UTF_8));
    instance.callEnds(call, true);
    assertThat(files.text("a")).isEqualTo("x");
    ok("fd_write", fd, "y".getBytes(UTF_8));
    instance.callEnds(call, false);
    assertThat(files.text("a")).isEqualTo("x");
  }

  @Test
  void aFileThatCannotBeKeptFailsTheCall() {
    long fd = opened("a", 1, WRITE);
    ok("fd_write", fd, "x".getBytes(UTF_8));
    files.failing("a", new FileFault(FileFault.Kind.NO_SPACE));
    assertThatThrownBy(() -> instance.callEnds(call, true))
        .hasMessage("io-failed: a cannot be written: no space is left");
  }

  @Test
  void nothingSurvivesPuttingBack() {
    long fd = opened("notes/a.md", 0, READ);
    ok("fd_write", 1L, "half a line".getBytes(UTF_8));
    ok("fd_close", 2L);
    instance.putBack();
    assertThat(errno("fd_read", fd, 1L)).isEqualTo(8);
    ok("fd_write", 2L, "whole\n".getBytes(UTF_8));
    instance.callEnds(call, true);
    assertThat(call.lines).containsExactly("WARN whole");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "notes/../../x",
        "/etc/passwd",
        "notes/./../../etc",
      })
  void waysOutAreNotCapable(String path) {
    assertThat(notOpened(path, 0, READ)).isEqualTo(76);
    assertThat(errno("path_filestat_get", ROOT, 0L, path)).isEqualTo(76);
    assertThat(errno("path_unlink_file", ROOT, path)).isEqualTo(76);
    assertThat(errno("path_create_directory", ROOT, path)).isEqualTo(76);
    assertThat(errno("path_rename", ROOT, "notes/a.md", ROOT, path)).isEqualTo(76);
    assertThat(files.uses()).isEmpty();
  }

  @Test
  void dotsInsideAreResolved() {
    assertThat(opened("notes/../notes/./a.md", 0, READ)).isEqualTo(4);
    long folder = opened("notes", 2, READ);
    assertThat(ok("path_open", folder, 0L, "../notes/a.md", 0L, READ, 0L, 0L)).isEqualTo(6L);
    assertThat(errno("path_open", folder, 0L, "../../x", 0L, READ, 0L, 0L)).isEqualTo(76);
  }

  @Test
  void pathsOfAnotherShapeAreRefused() {
    for (String path : List.of("a\\b", "c:x", "nul", "a.", "a\0", "cafe\u0301")) {
      assertThatThrownBy(() -> open(path, 0, READ))
          .isInstanceOfSatisfying(
              HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
    }
    assertThat(notOpened("", 0, READ)).isEqualTo(44);
  }

  @Test
  void eachRightIsAskedForAndADenialIsNoted() {
    instance = instance(Grants.of("fs:read=notes/*"));
    opened("notes/a.md", 0, READ);
    assertThatThrownBy(() -> open("notes/a.md", 0, WRITE)).hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> open("notes/a.md", 8, READ)).hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> open("notes/b", 1, READ)).hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> open("other", 0, READ)).hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> run("path_unlink_file", ROOT, "notes/a.md"))
        .hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> run("path_rename", ROOT, "notes/a.md", ROOT, "notes/b"))
        .hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> run("path_filestat_get", ROOT, 0L, "other"))
        .hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> run("fd_readdir", ROOT, 100L, 0L))
        .hasMessageStartingWith("permission-not");
    assertThat(call.denials).hasSize(8);
    instance = instance(Grants.of("fs:write"));
    assertThatThrownBy(() -> run("path_rename", ROOT, "notes/a.md", ROOT, "b"))
        .hasMessageStartingWith("permission-not");
    assertThatThrownBy(() -> open("notes/a.md", 0, READ | WRITE))
        .hasMessageStartingWith("permission-not");
    assertThat(files.text("notes/a.md")).isEqualTo("text");
  }

  @Test
  void opensAsItIsToldTo() {
    assertThat(notOpened("absent", 0, READ)).isEqualTo(44);
    assertThat(notOpened("notes/a.md", 1 | 4, WRITE)).isEqualTo(20);
    assertThat(notOpened("notes", 0, WRITE)).isEqualTo(31);
    assertThat(notOpened("notes/a.md", 2, READ)).isEqualTo(54);
    assertThat(notOpened("none/a", 1, WRITE)).isEqualTo(44);
    assertThat(notOpened("notes/a.md/b", 1, WRITE)).isEqualTo(54);
    long fd = opened("notes/a.md", 8, WRITE);
    ok("fd_close", fd);
    assertThat(files.text("notes/a.md")).isEmpty();
  }

  @Test
  void descriptorsAreBounded() {
    int count = 0;
    while (open("notes/a.md", 0, READ) instanceof ResultValue.Ok) {
      count++;
    }
    assertThat(count).isEqualTo(Descriptors.MAX_DESCRIPTORS - 4);
    assertThat(notOpened("notes/a.md", 0, READ)).isEqualTo(41);
    ok("fd_close", 10L);
    assertThat(opened("notes/a.md", 0, READ)).isEqualTo(10);
    assertThat(errno("fd_renumber", 10L, 99L)).isEqualTo(8);
    ok("fd_renumber", 10L, 11L);
    assertThat(errno("fd_tell", 10L)).isEqualTo(8);
  }

  @Test
  void sizesAreBounded() {
    call =
        new TestCall(Limits.defaults().parse("file-size=8")).with(files.with("big", "123456789"));
    long fd = opened("new", 1, WRITE | READ);
    assertThat(errno("fd_write", fd, new byte[9])).isEqualTo(22);
    assertThat(errno("fd_pwrite", fd, new byte[1], 8L)).isEqualTo(22);
    assertThat(errno("fd_pwrite", fd, new byte[1], Long.MAX_VALUE)).isEqualTo(22);
    assertThat(errno("fd_filestat_set_size", fd, 1L << 40)).isEqualTo(22);
    assertThat(errno("fd_filestat_set_size", fd, -1L)).isEqualTo(28);
    ok("fd_write", fd, new byte[8]);
    assertThat(errno("fd_read", opened("big", 0, READ), 1L)).isEqualTo(22);
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      results.add(run("fd_write", opened("n" + i, 1, WRITE), new byte[8]));
    }
    assertThat(results).contains(new ResultValue.Err(48)).contains(new ResultValue.Ok(8L));
  }

  @Test
  void foldersAreReadInParts() {
    for (int i = 0; i < 20; i++) {
      files.with("many/file-number-" + i, "");
    }
    files.with("many/folder/x", "");
    long fd = opened("many", 2, READ);
    List<String> names = new ArrayList<>();
    long cookie = 0;
    while (true) {
      byte[] part = (byte[]) ok("fd_readdir", fd, 100L, cookie);
      ByteBuffer in = ByteBuffer.wrap(part).order(ByteOrder.LITTLE_ENDIAN);
      while (in.remaining() >= 24 && in.remaining() >= 24 + in.getInt(in.position() + 16)) {
        cookie = in.getLong();
        assertThat(in.getLong()).isNotZero();
        byte[] name = new byte[in.getInt()];
        int type = in.getInt();
        in.get(name);
        names.add(new String(name, UTF_8) + (type == 3 ? "/" : ""));
      }
      if (part.length < 100) {
        break;
      }
    }
    assertThat(names).hasSize(21).contains("folder/", "file-number-19").doesNotHaveDuplicates();
    assertThat((byte[]) ok("fd_readdir", fd, 100L, -5L)).isNotNull();
    assertThat((byte[]) ok("fd_readdir", fd, 100L, Long.MAX_VALUE)).isEmpty();
    assertThat(errno("fd_readdir", 1L, 100L, 0L)).isEqualTo(54);
  }

  @Test
  void linesOfOutputAreLinesOfTheLog() {
    ok("fd_write", 1L, "one\r\ntwo".getBytes(UTF_8));
    ok("fd_write", 1L, " parts\n\nrest".getBytes(UTF_8));
    ok("fd_write", 2L, "\u001b[2Jwrong\n".getBytes(UTF_8));
    assertThat(call.lines)
        .containsExactly("INFO one", "INFO two parts", "INFO ", "WARN \\u001b[2Jwrong");
    instance.callEnds(call, false);
    assertThat(call.lines).last().isEqualTo("INFO rest");
  }

  @Test
  void outputIsBounded() {
    call = new TestCall(Limits.defaults().parse("log-lines=2"));
    byte[] part = "x".repeat(100_000).getBytes(UTF_8);
    for (int i = 0; i < 30; i++) {
      ok("fd_write", 1L, part);
    }
    ok("fd_write", 1L, "\n1\n2\n3\n".getBytes(UTF_8));
    assertThat(call.lines)
        .hasSize(3)
        .startsWith("INFO (a line of more than 1048576 bytes was dropped)", "INFO 1")
        .last()
        .asString()
        .startsWith("WARN limit-log-lines");
  }

  @Test
  void secretsInOutputAreMasked() {
    call.putSecret("k", "hunter22");
    ok("fd_write", 1L, "it is hun".getBytes(UTF_8));
    ok("fd_write", 1L, "ter22\n".getBytes(UTF_8));
    assertThat(call.lines).containsExactly("INFO it is [redacted]");
  }

  @Test
  void clocksNeverStandAtZero() {
    assertThat((Long) ok("clock_time_get", 0L, 0L)).isPositive();
    long first = (Long) ok("clock_time_get", 1L, 0L);
    assertThat(first).isPositive();
    assertThat((Long) ok("clock_time_get", 1L, 0L)).isGreaterThanOrEqualTo(first);
    assertThat((Long) ok("clock_res_get", 1L)).isPositive();
    assertThat(errno("clock_time_get", 2L, 0L)).isEqualTo(58);
    assertThat(errno("clock_time_get", 99L, 0L)).isEqualTo(28);
  }

  @Test
  void variablesAreThoseOfTheCall() {
    call.environment().put("NAME", new VariantValue("text", "value"));
    call.environment().put("N", new VariantValue("v-u8", 7));
    call.environment().put("LIST", new VariantValue("text-list", List.of("a")));
    call.environment().put("A=B", new VariantValue("text", "x"));
    call.environment().put("ZERO", new VariantValue("text", "a\0b"));
    assertThat(ok("environ_get")).isEqualTo(List.of("N=7", "NAME=value"));
    assertThat(ok("environ_sizes_get")).isEqualTo(List.of(2L, 15L));
    assertThat(ok("args_get")).isEqualTo(List.of("extension"));
    assertThat(ok("args_sizes_get")).isEqualTo(List.of(1L, 10L));
  }

  private static byte[] subscription(int type, long userdata, long timeout) {
    return ByteBuffer.allocate(48)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, userdata)
        .put(8, (byte) type)
        .putInt(16, 1)
        .putLong(24, timeout)
        .array();
  }

  @Test
  void sleepsAsLongAsTheClockSays() {
    long start = System.nanoTime();
    List<?> events = (List<?>) ok("poll_oneoff", subscription(0, 42, 5_000_000));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
    assertThat(events.get(1)).isEqualTo(1L);
    assertThat(ByteBuffer.wrap((byte[]) events.get(0)).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .isEqualTo(42);
    assertThat(((List<?>) ok("poll_oneoff", subscription(2, 1, 0))).get(1)).isEqualTo(1L);
  }

  @Test
  void noSleepOutlivesTheCall() {
    call = new TestCall(Limits.defaults(), Duration.ofMillis(20));
    ok("poll_oneoff", subscription(0, 1, Long.MAX_VALUE));
    ok("poll_oneoff", subscription(0, 1, -1));
    assertThat(call.nanosLeft()).isNegative();
  }

  @Test
  void chanceIsGivenAndBounded() {
    assertThat((byte[]) ok("random_get", 32L)).hasSize(32);
    assertThat(errno("random_get", 1L << 31)).isEqualTo(28);
  }

  @Test
  void exitEndsTheCall() {
    assertThatThrownBy(() -> run("proc_exit", 3L))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GUEST_TRAP))
        .hasMessageContaining("proc_exit(3)");
  }

  @Test
  void whatIsNotOfferedSaysSo() {
    assertThat(errno("path_symlink", "a", ROOT, "b")).isEqualTo(76);
    assertThat(errno("path_link", ROOT, 0L, "a", ROOT, "b")).isEqualTo(76);
    assertThat(errno("path_readlink", ROOT, "a", 10L)).isEqualTo(76);
    assertThat(errno("sock_accept", ROOT, 0L)).isEqualTo(57);
    assertThat(errno("fd_allocate", ROOT, 0L, 0L)).isEqualTo(58);
    assertThat(errno("proc_raise", 9L)).isEqualTo(58);
  }

  @Test
  void withoutFilesItIsNotCapableAndSaysWhyOnce() {
    call = new TestCall();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> open("a", 0, READ))
          .isInstanceOfSatisfying(
              HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
    assertThat(call.lines).hasSize(1).first().asString().contains("--workspace DIR");
  }
}
