package dev.morph.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.data.Owner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class VaultTest {
  private static final Owner ADA = Owner.user("ada");
  private static final SecretName TOKEN = new SecretName("jira", ADA, "token");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  @TempDir Path home;
  private Store store;
  private Vault vault;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    vault = again();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  /** A vault that knows nothing yet, as another process would have it. */
  private Vault again() {
    return store.vault(MasterKeys.file(home.resolve("vault.key")));
  }

  private void set(SecretName name, String text) {
    try (SecretValue value = SecretValue.of(text)) {
      vault.set(name, value);
    }
  }

  private static String read(Vault vault, SecretName name) {
    return vault.get(name).map(SecretValue::text).orElse(null);
  }

  @Test
  void keepsWhatWasSet() {
    assertThat(read(vault, TOKEN)).isNull();
    set(TOKEN, "h\u00e9llo \ud83c\udf75\n\0 end");
    assertThat(read(vault, TOKEN)).isEqualTo("h\u00e9llo \ud83c\udf75\n\0 end");
    set(TOKEN, "");
    assertThat(read(vault, TOKEN)).isEmpty();
    set(TOKEN, "x".repeat(SecretValue.MAX_BYTES));
    assertThat(read(again(), TOKEN)).hasSize(SecretValue.MAX_BYTES);
  }

  @Test
  void nothingOfTheValueIsInTheStore() {
    set(TOKEN, "correct horse battery staple");
    byte[] row = store.secrets().find("jira", ADA, "token").orElseThrow().ciphertext();
    assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain("horse");
    set(TOKEN, "correct horse battery staple");
    assertThat(store.secrets().find("jira", ADA, "token").orElseThrow().ciphertext())
        .as("a nonce of its own each time")
        .isNotEqualTo(row);
  }

  @Test
  void lookingCostsNoKeyAndMakesNone() {
    assertThat(read(vault, TOKEN)).isNull();
    assertThat(vault.delete(TOKEN)).isFalse();
    assertThat(vault.list(null, null).entries()).isEmpty();
    assertThat(home.resolve("vault.key")).doesNotExist();
  }

  @Test
  void extensionsOwnersAndKeysAreApart() {
    set(TOKEN, "ada's");
    set(new SecretName("jira", Owner.NOBODY, "token"), "nobody's");
    set(new SecretName("jira", new Owner("ada", "lab"), "token"), "the lab's");
    set(new SecretName("slack", ADA, "token"), "slack's");
    assertThat(read(vault, TOKEN)).isEqualTo("ada's");
    assertThat(read(vault, new SecretName("jira", Owner.NOBODY, "token"))).isEqualTo("nobody's");
    assertThat(read(vault, new SecretName("jira", Owner.user("eve"), "token"))).isNull();
    assertThat(vault.delete(TOKEN)).isTrue();
    assertThat(read(vault, TOKEN)).isNull();
    assertThat(read(vault, new SecretName("slack", ADA, "token"))).isEqualTo("slack's");
    assertThat(vault.list(null, null).entries())
        .extracting(entry -> entry.extensionId() + " " + entry.owner().groupId())
        .containsExactly("jira ", "jira lab", "slack ");
    assertThat(vault.list("slack", ADA).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.fault()).isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\0", "a\u001b[2J", "\ud800"})
  void refusesNamesThatNoMessageCanHave(String name) {
    for (int i = 0; i < 2; i++) {
      boolean key = i == 0;
      assertThatThrownBy(() -> SecretName.of(key ? "jira" : name, key ? name : "token"))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
    }
  }

  @Test
  void refusesValuesThatAreTooLongOrNoText() {
    assertThatThrownBy(() -> SecretValue.of("x".repeat(SecretValue.MAX_BYTES + 1)))
        .hasMessageContaining("65537")
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> SecretValue.of(new byte[] {'a', (byte) 0xC3}))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> SecretValue.of("\udc00")).hasMessageContaining("surrogate");
  }

  @Test
  void aValueIsOverwrittenWhenItIsClosed() {
    byte[] given = "hunter2!".getBytes(StandardCharsets.UTF_8);
    SecretValue value = SecretValue.of(given);
    assertThat(value).hasToString("[redacted]");
    byte[] inside = value.utf8();
    value.close();
    assertThat(inside).containsOnly(0);
    assertThat(given).as("the caller's").contains('h');
    assertThatThrownBy(value::text).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rotatesToANewKey() {
    for (int i = 0; i < 250; i++) {
      set(new SecretName("jira", ADA, "k" + i), "value " + i);
    }
    String before = store.secrets().keyIds().iterator().next();
    Vault other = again();
    assertThat(read(other, new SecretName("jira", ADA, "k0"))).isEqualTo("value 0");
    Rotation rotation = vault.rotate();
    assertThat(rotation).isEqualTo(new Rotation(rotation.keyId(), 250, 0, 1));
    assertThat(rotation.keyId()).isNotEqualTo(before);
    assertThat(store.secrets().keyIds()).containsExactly(rotation.keyId());
    assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isEqualTo(2);
    for (int i = 0; i < 250; i++) {
      assertThat(read(i % 2 == 0 ? vault : other, new SecretName("jira", ADA, "k" + i)))
          .isEqualTo("value " + i);
    }
    // one that still has the old key must not write by it, since it is gone
    Vault stale = other;
    try (SecretValue value = SecretValue.of("late")) {
      stale.set(TOKEN, value);
    }
    assertThat(read(vault, TOKEN)).isEqualTo("late");
    assertThat(store.secrets().keyIds()).containsExactly(rotation.keyId());
  }

  @Test
  void anOwnerHasSoManySecretsAndNoMore() {
    set(TOKEN, "first");
    RawStore.execute(
        store,
        "INSERT INTO secrets SELECT s.extension_id, s.user_id, s.group_id, 'copy' || n.n,"
            + " s.ciphertext, s.key_id, s.updated_at FROM secrets s CROSS JOIN (WITH RECURSIVE"
            + " m(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM m WHERE n < "
            + Vault.MOST_SECRETS
            + ") SELECT n FROM m) n");
    assertThatThrownBy(() -> set(new SecretName("jira", ADA, "more"), "x"))
        .hasMessageContaining("1000")
        .hasMessageContaining("Delete");
    set(new SecretName("slack", ADA, "token"), "another extension's");
  }

  @Test
  void anEmptyVaultRotatesToo() {
    assertThat(vault.rotate().rewritten()).isZero();
    set(TOKEN, "a");
    assertThat(read(again(), TOKEN)).isEqualTo("a");
  }

  @Test
  void theFirstSecretsOfManyThreadsHaveOneKey() throws Exception {
    inThreads(
        8,
        number -> {
          Vault own = again();
          try (SecretValue value = SecretValue.of("v" + number)) {
            own.set(new SecretName("jira", ADA, "k" + number), value);
          }
        });
    assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isEqualTo(2);
    for (int i = 0; i < 8; i++) {
      assertThat(read(again(), new SecretName("jira", ADA, "k" + i))).isEqualTo("v" + i);
    }
  }

  private interface Work {
    void run(int number) throws Exception;
  }

  private static void inThreads(int threads, Work work) throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        done.add(
            executor.submit(() -> {
              work.run(number);
              return null;
            }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
  }

  @Test
  void othersReadAndWriteWhileKeysRotate() throws Exception {
    for (int i = 0; i < 20; i++) {
      set(new SecretName("jira", ADA, "still" + i), "still " + i);
    }
    CountDownLatch rotated = new CountDownLatch(2);
    AtomicInteger rounds = new AtomicInteger();
    inThreads(
        4,
        number -> {
          Vault own =
              new Vault(RawStore.database(store), MasterKeys.file(home.resolve("vault.key")), 3);
          if (number < 2) {
            try {
              for (int i = 0; i < 3; i++) {
                own.rotate();
              }
            } finally {
              rotated.countDown();
            }
            return;
          }
          SecretName mine = new SecretName("jira", ADA, "busy" + number);
          for (int i = 0; rotated.getCount() > 0 || i < 5; i++) {
            try (SecretValue value = SecretValue.of("round " + i)) {
              own.set(mine, value);
            }
            assertThat(read(own, mine)).isEqualTo("round " + i);
            assertThat(read(own, new SecretName("jira", ADA, "still" + i % 20)))
                .isEqualTo("still " + i % 20);
            rounds.incrementAndGet();
          }
        });
    assertThat(rounds).hasValueGreaterThan(9);
    Rotation last = vault.rotate();
    assertThat(last.unreadable()).isZero();
    assertThat(store.secrets().keyIds()).containsExactly(last.keyId());
    assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isEqualTo(2);
    assertThat(vault.list(null, null).entries()).hasSize(22).allMatch(e -> e.fault() == null);
  }

  @Test
  void theMasterKeyOfAFileRotates() throws Exception {
    set(TOKEN, "a");
    Path file = home.resolve("vault.key");
    String before = Files.readString(file);
    MasterRotation rotation = vault.rotateMaster();
    assertThat(rotation.keys()).isEqualTo(1);
    assertThat(Files.readString(file)).isNotEqualTo(before);
    assertThat(read(again(), TOKEN)).isEqualTo("a");
    // the old key alone opens nothing any more
    Files.writeString(file, before);
    assertThatThrownBy(() -> again().get(TOKEN))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining(rotation.masterId());
  }
}
