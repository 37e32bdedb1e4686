package dev.morph.host.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

  private Process start(Path said) throws IOException {
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
        .redirectOutput(said.toFile())
        .start();
  }

  @Test
  void whatIsReadWasPutWhole(@TempDir Path output) throws Exception {
    Random random = new Random(42);
    List<String> said = new ArrayList<>();
    for (int run = 0; run < RUNS; run += AT_ONCE) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        processes.add(start(output.resolve("said-" + i)));
      }
      for (int i = 0; i < AT_ONCE; i++) {
        Thread.sleep(150 + random.nextInt(150));
        assertThat(processes.get(i).isAlive()).as("ended by itself, run %s", run + i).isTrue();
        processes.get(i).destroyForcibly().waitFor();
        said.addAll(Files.readAllLines(output.resolve("said-" + i)));
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
}
