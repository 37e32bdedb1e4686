package dev.morph.host.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cache gives back is what was put, or nothing. */
class CompileCacheTest {
  private static final byte[] PAYLOAD = "compiled code".getBytes(StandardCharsets.UTF_8);
  private static final String KEY = "sha256:00 endive 1.0.0 compiled";

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private CompileCache cache() {
    return CompileCache.in(folder, CompileCache.DEFAULT_MAX_BYTES, warnings::add);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(Eviction.SUFFIX)).toList();
    }
  }

  @Test
  void givesBackWhatWasPutAlsoToAnotherProcess() {
    assertThat(cache().get(KEY)).isNull();
    cache().put(KEY, PAYLOAD);
    assertThat(cache().get(KEY)).isEqualTo(PAYLOAD);
    cache().put(KEY, new byte[0]);
    assertThat(cache().get(KEY)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void anotherKeyIsAnotherEntry() {
    cache().put(KEY, PAYLOAD);
    assertThat(cache().get("sha256:00 endive 1.0.1 compiled")).isNull();
    assertThat(warnings).isEmpty();
  }

  @Test
  void anEntryWithOneByteChangedIsDroppedWhereverItIs() throws IOException {
    cache().put(KEY, PAYLOAD);
    Path file = entries().getFirst();
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThat(cache().get(KEY)).as("byte %s", i).isNull();
      assertThat(file).doesNotExist();
    }
    assertThat(warnings).hasSize(good.length).allMatch(line -> line.contains("compiled again"));
  }

  @Test
  void aTornEntryIsDroppedWhereverItEnds() throws IOException {
    cache().put(KEY, PAYLOAD);
    Path file = entries().getFirst();
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThat(cache().get(KEY)).as("%s bytes", length).isNull();
    }
    Files.write(file, Arrays.copyOf(good, good.length + 1));
    assertThat(cache().get(KEY)).isNull();
  }

  @Test
  void anEntryInAnothersPlaceIsNotBelieved() throws IOException {
    cache().put("good", "harmless".getBytes(StandardCharsets.UTF_8));
    Path good = entries().getFirst();
    cache().put("evil", "harmful".getBytes(StandardCharsets.UTF_8));
    Path evil = entries().stream().filter(file -> !file.equals(good)).findFirst().orElseThrow();
    Files.copy(evil, good, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(cache().get("good")).isNull();
    assertThat(cache().get("evil")).isEqualTo("harmful".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEntryOfAnotherInstallationIsNotBelieved(@TempDir Path other) throws IOException {
    CompileCache.in(other, 1000, warnings::add).put(KEY, PAYLOAD);
    cache().put(KEY, PAYLOAD);
    Path mine = entries().getFirst();
    Files.copy(
        other.resolve(folder.relativize(mine)),
        mine,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(cache().get(KEY)).isNull();
    assertThat(warnings).singleElement().asString().contains("belongs to another installation");
  }

  @Test
  void theKeyIsTheOwnersAlone() throws IOException {
    cache().put(KEY, PAYLOAD);
    Path key = folder.resolve("key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    CompileCache careful = cache();
    assertThat(careful.get(KEY)).isNull();
    careful.put("other", PAYLOAD);
    assertThat(entries()).hasSize(1);
    assertThat(warnings).singleElement().asString().contains("may be read by others");
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() throws IOException {
    Files.write(folder.resolve("key"), new byte[3]);
    cache().put(KEY, PAYLOAD);
    assertThat(entries()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("32 bytes");
  }

  @Test
  void aFolderThatCannotBeWrittenIsAWarning() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CompileCache cache = CompileCache.in(file.resolve("below"), 1000, warnings::add);
    cache.put(KEY, PAYLOAD);
    assertThat(cache.get(KEY)).isNull();
    assertThat(warnings).isNotEmpty();
  }

  @Test
  void theLeastRecentlyUsedGoFirst() throws IOException {
    CompileCache cache = CompileCache.in(folder, 5_000, warnings::add);
    for (int i = 0; i < 4; i++) {
      cache.put("entry " + i, new byte[1_000]);
      for (Path file : entries()) {
        if (Files.getLastModifiedTime(file).toMillis() > 1_000_000) {
          Files.setLastModifiedTime(file, FileTime.fromMillis(i * 1_000L));
        }
      }
    }
    assertThat(cache.get("entry 0")).hasSize(1_000); // used now, so entry 1 is the oldest
    cache.put("entry 4", new byte[1_000]);
    assertThat(cache.get("entry 1")).isNull();
    assertThat(cache.get("entry 0")).isNotNull();
    assertThat(cache.get("entry 4")).isNotNull();
    assertThat(cache.stat().bytes()).isLessThanOrEqualTo(5_000);
  }

  @Test
  void aPayloadAboveTheBoundIsNotKept() throws IOException {
    CompileCache cache = CompileCache.in(folder, 1_000, warnings::add);
    cache.put("small", new byte[100]);
    cache.put(KEY, new byte[1_001]);
    assertThat(cache.get(KEY)).isNull();
    assertThat(cache.get("small")).isNotNull();
  }

  @Test
  void clearsAndCounts() throws IOException {
    CompileCache cache = cache();
    assertThat(cache.stat().entries()).isZero();
    cache.put("one", PAYLOAD);
    cache.put("two", PAYLOAD);
    assertThat(cache.stat().entries()).isEqualTo(2);
    assertThat(cache.clear().entries()).isEqualTo(2);
    assertThat(cache.stat().bytes()).isZero();
    cache.put("one", PAYLOAD);
    assertThat(cache.get("one")).isEqualTo(PAYLOAD);
  }

  @Test
  void oldDraftsAreSwept() throws IOException {
    Path old = Files.createFile(folder.resolve("draft-1-1.tmp"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));
    Path young = Files.createFile(folder.resolve("draft-1-2.tmp"));
    cache().put(KEY, PAYLOAD);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void manyAtOnceSeeWholeEntriesOnly() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> hammer(cache(), i)).toList();
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(warnings).isEmpty();
  }

  private static boolean hammer(CompileCache cache, int seed) {
    for (int round = 0; round < 50; round++) {
      String key = "shared " + (round + seed) % 3;
      byte[] payload = new byte[10_000];
      Arrays.fill(payload, (byte) (round % 120));
      cache.put(key, payload);
      byte[] found = cache.get(key);
      if (found != null) {
        for (byte b : found) {
          if (b != found[0]) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
