package dev.morph.host.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that share a cache and are killed at any point never see an entry that was not put
 * whole. 1,000 processes with {@code -Dmorph.scale=full}, else a tenth.
 */
class CompileCacheKillTest {
  private static final int RUNS = "full".equals(System.getProperty("morph.scale")) ? 1_000 : 100;
  private static final int AT_ONCE = 2;
  private static final long MAX_BYTES =
      5_000_000; // less than all entries, so that some are evicted

  @TempDir Path folder;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CacheHammer.class.getName(),
            folder.toString(),
            Long.toString(MAX_BYTES))
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void whatIsReadWasPutWhole() throws Exception {
    Random random = new Random(42);
    List<String> said = new ArrayList<>();
    for (int run = 0; run < RUNS; run += AT_ONCE) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        processes.add(start());
      }
      for (Process process : processes) {
        said.addAll(killed(process, random.nextInt(80)));
      }
    }
    assertThat(said).contains("ready").noneMatch(line -> line.startsWith("wrong"));
    // a moved file is whole even if its writer was killed, so nothing was ever dropped
    assertThat(said).noneMatch(line -> line.contains("is torn"));
    CompileCache cache = CompileCache.in(folder, MAX_BYTES, said::add);
    cache.put("key 0", new byte[1_000]);
    assertThat(cache.get("key 0")).hasSize(1_000);
    assertThat(cache.stat().bytes()).isLessThanOrEqualTo(MAX_BYTES);
  }

  /** Lets it work for so long, kills it, and gives what it said; a half line at the end is left. */
  private static List<String> killed(Process process, int millis) throws Exception {
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String first = out.readLine();
      if (first != null) {
        lines.add(first);
      }
      Thread.sleep(millis);
      process.destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    }
    int exit = process.waitFor();
    assertThat(exit).as("ended by itself: %s", lines).isNotEqualTo(CacheHammer.WRONG);
    return lines;
  }
}
