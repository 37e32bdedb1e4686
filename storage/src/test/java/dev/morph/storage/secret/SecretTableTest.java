package dev.morph.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.data.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class SecretTableTest {
  private static final Owner ADA = Owner.user("ada");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;
  private SecretTable secrets;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    secrets = store.secrets();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private static SecretRow row(String extension, Owner owner, String name, int... bytes) {
    byte[] ciphertext = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      ciphertext[i] = (byte) bytes[i];
    }
    return new SecretRow(extension, owner, name, ciphertext, "key-1", NOON);
  }

  @Test
  void keepsBytesAsTheyAre() {
    SecretRow row = row("jira", ADA, "token", 0, 255, 128, 10, 92, 39);
    secrets.put(row);
    assertThat(secrets.find("jira", ADA, "token")).contains(row);
    assertThat(row.toString()).doesNotContain("92").doesNotContain("ciphertext");
  }

  @Test
  void namespacesAndOwnersAreApart() {
    secrets.put(row("jira", ADA, "token", 1));
    assertThat(secrets.find("jirb", ADA, "token")).isEmpty();
    assertThat(secrets.find("jira", Owner.user("eve"), "token")).isEmpty();
    assertThat(secrets.find("jira", new Owner("ada", "lab"), "token")).isEmpty();
    assertThat(secrets.delete("jira", Owner.user("eve"), "token")).isFalse();
    assertThat(secrets.find("jira", ADA, "\0")).isEmpty();
    assertThat(secrets.delete("jira", ADA, "\0")).isFalse();
  }

  @Test
  void putReplacesAndDeleteForgets() {
    secrets.put(row("jira", ADA, "b", 1));
    secrets.put(row("jira", ADA, "a", 2));
    secrets.put(row("jira", ADA, "b", 3));
    assertThat(secrets.list("jira", ADA, row -> row).found())
        .containsExactly(row("jira", ADA, "a", 2), row("jira", ADA, "b", 3));
    assertThat(secrets.delete("jira", ADA, "a")).isTrue();
    assertThat(secrets.delete("jira", ADA, "a")).isFalse();
  }

  private List<String> keys() {
    return secrets.list("jira", ADA, SecretRow::keyId).found();
  }

  @Test
  void rewritesSomeAtATime() {
    for (int i = 0; i < 20; i++) {
      secrets.put(row("jira", ADA, "s" + i, i));
    }
    assertThat(secrets.rewrite("key-1", 0, 15, h -> true, SecretTableTest::other))
        .contains(new SecretTable.Step(15, 15));
    assertThat(secrets.keyIds()).containsExactly("key-1", "key-2");
    assertThat(secrets.countOfOthers("key-2")).isEqualTo(5);
    assertThat(secrets.rewrite("key-1", 0, 15, h -> false, SecretTableTest::other)).isEmpty();
    assertThat(secrets.rewrite("key-1", 1, 15, h -> true, SecretTableTest::other))
        .contains(new SecretTable.Step(4, 4));
    assertThat(secrets.rewrite("key-1", 0, 15, h -> true, row -> Optional.empty()))
        .contains(new SecretTable.Step(1, 0));
    assertThat(keys()).containsOnlyOnce("key-1").hasSize(20);
  }

  private static Optional<SecretRow> other(SecretRow row) {
    return Optional.of(row.with(new byte[] {9}, "key-2"));
  }

  @Test
  void aStepThatFailsChangesNothing() {
    for (int i = 0; i < 20; i++) {
      secrets.put(row("jira", ADA, "s" + i, i));
    }
    int[] seen = {0};
    assertThatThrownBy(() ->
            secrets.rewrite(
                "key-1",
                0,
                20,
                h -> true,
                row -> {
                  if (++seen[0] > 10) {
                    throw new IllegalStateException("the key service is away");
                  }
                  return other(row);
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("away");
    assertThat(keys()).containsOnly("key-1");
    assertThatThrownBy(() ->
            secrets.rewrite(
                "key-1", 0, 1, h -> true, row -> Optional.of(row("jira", ADA, "other", 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void putsOnlyWhatTheCheckAllows() {
    assertThat(secrets.putIf(row("jira", ADA, "a", 1), h -> false)).isFalse();
    assertThat(secrets.find("jira", ADA, "a")).isEmpty();
    assertThat(secrets.putIf(row("jira", ADA, "a", 1), h -> true)).isTrue();
    assertThat(secrets.find("jira", ADA, "a")).isPresent();
  }

  @Test
  void listsByExtensionAndOwner() {
    secrets.put(row("jira", ADA, "a", 1));
    secrets.put(row("jira", Owner.user("eve"), "b", 1));
    secrets.put(row("slack", ADA, "c", 1));
    assertThat(secrets.list(null, null, SecretRow::name).found()).containsExactly("a", "b", "c");
    assertThat(secrets.list("jira", null, SecretRow::name).found()).containsExactly("a", "b");
    assertThat(secrets.list(null, ADA, SecretRow::name).found()).containsExactly("a", "c");
  }

  @Test
  void aRowThatNobodyCouldHaveWrittenHidesNoOther() {
    secrets.put(row("jira", ADA, "a", 1));
    secrets.put(row("jira", ADA, "b", 1));
    secrets.put(row("jira", ADA, "c", 1));
    RawStore.execute(
        store,
        "UPDATE secrets SET user_id = '" + "x".repeat(300) + "' WHERE name = 'a'",
        "UPDATE secrets SET key_id = '' WHERE name = 'b'",
        "UPDATE secrets SET updated_at = " + Long.MIN_VALUE + " WHERE name = 'c'");
    assertThat(secrets.list("jira", null, SecretRow::name))
        .isEqualTo(new SecretTable.Listing<>(List.of("b", "c"), 1));
    assertThat(secrets.find("jira", ADA, "b")).isPresent();
    assertThat(secrets.rewrite("key-1", 0, 9, h -> true, SecretTableTest::other))
        .contains(new SecretTable.Step(2, 1));
  }
}
