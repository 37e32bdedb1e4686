package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.host.MorphHome;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.secret.SecretRow;
import dev.morph.storage.vault.MasterKeys;
import dev.morph.storage.vault.SecretName;
import dev.morph.storage.vault.SecretValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code morph vault}, in the home of this process. */
class VaultCommandTest {
  private static final String VALUE = "correct horse battery staple";
  private static final Path HOME = MorphHome.ofProcess().path();

  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void empty() throws IOException {
    for (String file :
        List.of("store.db", "store.db-wal", "store.db-shm", "vault.key", "vault.key.lock")) {
      Files.deleteIfExists(HOME.resolve(file));
    }
  }

  private static Store store() {
    return Store.open(StoreSettings.file(HOME.resolve("store.db")));
  }

  private static Optional<String> kept(String extension, Owner owner, String key) {
    try (Store store = store()) {
      return store
          .vault(MasterKeys.file(HOME.resolve("vault.key")))
          .get(new SecretName(extension, owner, key))
          .map(SecretValue::text);
    }
  }

  /** A command that does what it is asked and shows no value. */
  private static CliRun ok(CliRun run) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).doesNotContain("horse");
    return run;
  }

  @Test
  void setsListsAndDeletes() {
    assertThat(ok(CliRun.with(VALUE + "\n", "vault", "set", "jira", "api_token")).out())
        .isEqualTo("set jira/api_token\n");
    ok(CliRun.with(VALUE, "vault", "set", "jira", "api_token", "--owner", "ada", "--group", "lab"));
    assertThat(kept("jira", Owner.NOBODY, "api_token")).contains(VALUE);
    assertThat(kept("jira", new Owner("ada", "lab"), "api_token")).contains(VALUE);

    List<String> table = ok(CliRun.of("vault", "list")).out().lines().toList();
    assertThat(table).hasSize(3);
    assertThat(table.get(0)).matches("EXTENSION +OWNER +GROUP +KEY +SET AT");
    assertThat(table.get(1)).matches("jira +- +- +api_token +20[^ ]+Z");
    assertThat(table.get(2)).matches("jira +ada +lab +api_token +20[^ ]+Z");
    CliRun json =
        ok(CliRun.of("vault", "list", "jira", "--owner", "ada", "--group", "lab", "--json"));
    assertThat(json.out())
        .startsWith(
            "{\"secrets\":[{\"extension\":\"jira\",\"user_id\":\"ada\",\"group_id\":\"lab\",\"key\":\"api_token\",\"updated_at\":\"")
        .endsWith("\"readable\":true}],\"malformed\":0}\n");
    assertThat(ok(CliRun.of("vault", "list", "slack")).out().lines()).hasSize(1);

    assertThat(ok(CliRun.of("vault", "delete", "jira", "api_token", "--json")).out())
        .isEqualTo("{\"extension\":\"jira\",\"key\":\"api_token\",\"deleted\":true}\n");
    CliRun again = CliRun.of("vault", "delete", "jira", "api_token", "--json");
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.errorCode()).isEqualTo("not-found");
    assertThat(kept("jira", new Owner("ada", "lab"), "api_token")).contains(VALUE);
  }

  @Test
  void readsAFileAndLeavesOffOneLineEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), "a\nb\n\r\n");
    ok(CliRun.of("vault", "set", "jira", "pem", "--file", file.toString()));
    assertThat(kept("jira", Owner.NOBODY, "pem")).contains("a\nb\n");
    CliRun absent = CliRun.of("vault", "set", "jira", "pem", "--file", file + "x", "--json");
    assertThat(absent.errorCode()).isEqualTo("not-found");
    CliRun aFolder =
        CliRun.of("vault", "set", "jira", "pem", "--file", folder.toString(), "--json");
    assertThat(aFolder.errorCode()).isEqualTo("io-failed");
    assertThat(kept("jira", Owner.NOBODY, "pem")).contains("a\nb\n");
  }

  @Test
  void refusesValuesThatAreNoneWithoutRepeatingThem() {
    List<byte[]> values =
        List.of(
            new byte[0],
            "\n".getBytes(StandardCharsets.UTF_8),
            (VALUE + "\u00e9").getBytes(StandardCharsets.ISO_8859_1),
            VALUE.repeat(10_000).getBytes(StandardCharsets.UTF_8));
    for (byte[] value : values) {
      CliRun run = CliRun.with(value, "vault", "set", "jira", "k", "--json");
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.errorCode()).isEqualTo("usage-invalid");
      assertThat(run.out() + run.err()).doesNotContain("horse");
    }
    assertThat(HOME.resolve("store.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set jira",
        "set jira morph:oauth/token",
        "set Jira! k",
        "set installed k",
        "set jira k value-of-the-secret",
        "delete jira",
        "list jira k",
        "rotate now",
        "show jira k",
        ""
      })
  void refusesWhatItCannotUnderstand(String arguments) {
    CliRun run = CliRun.with(VALUE, ("vault " + arguments + " --json").strip().split(" +"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errorCode()).isEqualTo("usage-invalid");
    assertThat(HOME.resolve("store.db")).doesNotExist();
  }

  @Test
  void refusesAnOwnerThatIsNone() {
    CliRun run = CliRun.with(VALUE, "vault", "set", "jira", "k", "--owner", "x".repeat(300));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--owner").contains("200");
  }

  @Test
  void rotatesBothKeys() {
    ok(CliRun.with(VALUE, "vault", "set", "jira", "a"));
    ok(CliRun.with(VALUE, "vault", "set", "jira", "b"));
    CliRun rotated = ok(CliRun.of("vault", "rotate", "--json"));
    assertThat(rotated.document().get("rewritten")).isEqualTo(JsonNumber.of(2));
    assertThat(rotated.document().get("keys_removed")).isEqualTo(JsonNumber.of(1));
    CliRun master = ok(CliRun.of("vault", "rotate", "--master", "--json"));
    assertThat(Json.write(master.document())).contains("\"keys\":1").contains("local:");
    assertThat(kept("jira", Owner.NOBODY, "a")).contains(VALUE);
    assertThat(ok(CliRun.of("vault", "rotate")).out()).startsWith("encrypted 2 secrets by the new");
    assertThat(ok(CliRun.of("vault", "rotate", "--master")).out()).startsWith("wrapped 1 keys by");
  }

  @Test
  void saysWhatCannotBeReadAndServesTheRest() {
    ok(CliRun.with(VALUE, "vault", "set", "jira", "a"));
    ok(CliRun.with(VALUE, "vault", "set", "jira", "b"));
    try (Store store = store()) {
      SecretRow row = store.secrets().find("jira", Owner.NOBODY, "a").orElseThrow();
      byte[] edited = row.ciphertext();
      edited[20] ^= 1;
      store.secrets().put(row.with(edited, row.keyId()));
    }
    CliRun list = ok(CliRun.of("vault", "list"));
    assertThat(list.out().lines().filter(line -> line.contains("cannot be read"))).hasSize(1);
    assertThat(list.err()).contains("jira/a: its row was edited");
    assertThat(ok(CliRun.of("vault", "rotate")).err()).contains("1 secrets cannot be read");
    assertThat(kept("jira", Owner.NOBODY, "b")).contains(VALUE);
    ok(CliRun.of("vault", "delete", "jira", "a"));
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefusedAndTheRemedyNamed() throws IOException {
    ok(CliRun.with(VALUE, "vault", "set", "jira", "a"));
    Path key = HOME.resolve("vault.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    CliRun run = CliRun.with(VALUE, "vault", "set", "jira", "b");
    assertThat(run.exit()).isEqualTo(6);
    assertThat(run.err()).contains("store-unavailable").contains("chmod 600 " + key);
    assertThat(CliRun.of("vault", "list", "--json").document().toString())
        .contains("cannot be used");
  }

  @Test
  void helpHasAnExampleOfEach() {
    for (String command : List.of("set", "list", "delete", "rotate")) {
      CliRun help = CliRun.of("vault", command, "--help");
      assertThat(help.exit()).isZero();
      assertThat(help.out()).contains("Example").contains("morph vault " + command);
    }
    assertThat(CliRun.of("vault", "--help").out()).contains("Example").contains("vault.key");
    assertThat(CliRun.of("vault", "list", "--json").document().get("malformed"))
        .isEqualTo(JsonNumber.of(0));
  }
}
