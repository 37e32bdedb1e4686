package dev.morph.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.data.Owner;
import java.nio.file.Path;
import java.time.Instant;
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
    assertThat(secrets.list("jira", ADA))
        .containsExactly(row("jira", ADA, "a", 2), row("jira", ADA, "b", 3));
    assertThat(secrets.delete("jira", ADA, "a")).isTrue();
    assertThat(secrets.delete("jira", ADA, "a")).isFalse();
  }

  @Test
  void rewritesAllOrNothing() {
    for (int i = 0; i < 20; i++) {
      secrets.put(row("jira", ADA, "s" + i, i));
    }
    assertThat(secrets.rewriteAll(row -> row.with(new byte[] {9}, "key-2"))).isEqualTo(20);
    assertThat(secrets.list("jira", ADA)).extracting(SecretRow::keyId).containsOnly("key-2");
    int[] seen = {0};
    assertThatThrownBy(() ->
            secrets.rewriteAll(row -> {
              if (++seen[0] > 10) {
                throw new IllegalStateException("the key service is away");
              }
              return row.with(new byte[] {8}, "key-3");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("away");
    assertThat(secrets.list("jira", ADA)).extracting(SecretRow::keyId).containsOnly("key-2");
    assertThatThrownBy(() -> secrets.rewriteAll(row -> row("jira", ADA, "other", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
