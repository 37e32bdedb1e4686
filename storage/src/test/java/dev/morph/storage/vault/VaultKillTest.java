package dev.morph.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes rotate keys and are killed at each stage, within transactions and between them: all can
 * be read, and the next rotation finishes.
 */
class VaultKillTest {
  private static final int SECRETS = 7;
  private static final int KILLED = 9;

  @TempDir Path home;

  private static SecretName name(int i) {
    return new SecretName("ext" + i % 2, Owner.user("u" + i % 3), "k" + i);
  }

  @BeforeEach
  void fill() {
    try (Store store = open()) {
      for (int i = 0; i < SECRETS; i++) {
        try (SecretValue value = SecretValue.of("value " + i)) {
          vault(store).set(name(i), value);
        }
      }
    }
  }

  private Store open() {
    return Store.open(StoreSettings.file(home.resolve("store.db")));
  }

  private Vault vault(Store store) {
    return store.vault(MasterKeys.file(home.resolve("vault.key")));
  }

  /** What a process said that was to be killed at its nth stage. */
  private record Run(int exit, String said) {}

  private Run rotate(String kind, int stages) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                VaultRotator.class.getName(),
                home.toString(),
                kind,
                Integer.toString(stages))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), said.strip());
  }

  private void assertAllIsThere() {
    try (Store store = open()) {
      Vault vault = vault(store);
      for (int i = 0; i < SECRETS; i++) {
        assertThat(vault.get(name(i)).map(SecretValue::text)).contains("value " + i);
      }
      assertThat(vault.list(null, null).entries()).allMatch(entry -> entry.fault() == null);
    }
  }

  @Test
  void aRotationThatIsKilledLosesNothingAndTheNextFinishes() throws Exception {
    Set<String> seen = new HashSet<>();
    Run run;
    int stages = 1;
    // each process finds what the one before left behind
    while ((run = rotate("data", stages)).exit() == KILLED) {
      seen.add(run.said());
      assertAllIsThere();
      stages++;
    }
    assertThat(run.exit()).as(run.said()).isZero();
    assertAllIsThere();
    assertThat(seen)
        .contains(
            "halts at KEY_ADDED",
            "halts at SECRET_SEALED",
            "halts at STEP_DONE",
            "halts at KEY_REMOVED");
    try (Store store = open()) {
      assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isEqualTo(2);
      assertThat(store.secrets().keyIds()).hasSize(1);
    }
  }

  @Test
  void aMasterRotationThatIsKilledLosesNothingAndTheNextFinishes() throws Exception {
    assertThat(rotate("master", 1)).isEqualTo(new Run(KILLED, "halts at MASTER_MADE"));
    assertAllIsThere();
    assertThat(rotate("master", 1)).isEqualTo(new Run(KILLED, "halts at KEYS_WRAPPED"));
    assertAllIsThere();
    Run last = rotate("master", 99);
    assertThat(last.exit()).as(last.said()).isZero();
    assertAllIsThere();
    try (Store store = open()) {
      String current = MasterKeys.file(home.resolve("vault.key")).currentOrMade().id();
      assertThat(new KeyTable(RawStore.database(store)).all())
          .extracting(KeyRow::masterId)
          .containsOnly(current);
      assertThat(new MasterFile(home.resolve("vault.key")).keys()).hasSize(3);
    }
  }
}
