package dev.morph.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.sql.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes write into one store and are killed at any point: nothing that was acknowledged is
 * lost, and every chain verifies. 20 rounds with {@code -Dmorph.scale=full}, else a tenth.
 */
class AuditKillTest {
  private static final boolean FULL = "full".equals(System.getProperty("morph.scale"));
  private static final int AT_ONCE = 2;
  private static final long ROUND_MILLIS = 1_500;
  private static final int ROUNDS = FULL ? 20 : 2;

  @TempDir Path folder;
  @TempDir Path output;

  private static String address(StoreSettings settings) {
    return switch (settings.location()) {
      case StoreLocation.SqliteFile file -> file.toString();
      case StoreLocation.Postgres server ->
          server.toString().replace("//", "//" + server.user() + ":" + server.password() + "@");
      case StoreLocation.Memory memory ->
          throw new IllegalStateException("no other process sees it");
    };
  }

  private Process start(String address, Path said) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            AuditHammer.class.getName(),
            address,
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "POSTGRESQL"})
  void whatWasAcknowledgedIsThere(StoreKind kind) throws Exception {
    StoreSettings settings = kind.settings(folder);
    Random random = new Random(42);
    List<String> said = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Process> processes = new ArrayList<>();
      try {
        for (int i = 0; i < AT_ONCE; i++) {
          processes.add(start(address(settings), output.resolve("said-" + i)));
        }
        for (int i = 0; i < AT_ONCE; i++) {
          awaitReady(output.resolve("said-" + i), processes.get(i));
        }
        for (int i = 0; i < AT_ONCE; i++) {
          Thread.sleep(ROUND_MILLIS / 2 + random.nextInt((int) ROUND_MILLIS / 2));
          assertThat(processes.get(i).isAlive()).as("ended by itself, round %s", round).isTrue();
          processes.get(i).destroyForcibly().waitFor();
          List<String> lines = Files.readAllLines(output.resolve("said-" + i));
          said.addAll(lines.subList(0, Math.max(0, lines.size() - 1))); // the last may be cut
        }
      } finally {
        processes.forEach(Process::destroyForcibly);
      }
    }
    assertThat(said).noneMatch(line -> line.startsWith("wrong"));
    try (Store store = Store.open(settings)) {
      assertThat(store.audit().verify())
          .isInstanceOfSatisfying(
              Verification.Intact.class,
              intact ->
                  // on a busy machine one may be killed before its first row is there
                  assertThat(intact.chains()).isBetween(chains(said), (long) ROUNDS * AT_ONCE));
      Set<String> kept = RawStore.acknowledged(store);
      Set<String> lost = new HashSet<>(said);
      lost.remove("ready");
      assertThat(lost).hasSizeGreaterThan(ROUNDS * 100);
      lost.removeAll(kept);
      assertThat(lost).isEmpty();
    }
  }

  private static long chains(List<String> said) {
    return said.stream()
        .filter(line -> line.startsWith("row "))
        .map(line -> line.split(" ")[1])
        .distinct()
        .count();
  }

  private static void awaitReady(Path said, Process process) throws Exception {
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      if (Files.readString(said).startsWith("ready\n")) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(Files.readString(said)).as("the process never began").startsWith("ready");
  }
}
