package dev.morph.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.secret.SecretRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody can write into the database, and has no key. */
class VaultTamperTest {
  private static final Owner ADA = Owner.user("ada");
  private static final SecretName TOKEN = new SecretName("jira", ADA, "token");
  private static final SecretName OTHER = new SecretName("slack", Owner.user("bob"), "hook");

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void fill() {
    store = Store.open(StoreSettings.file(folder.resolve("store.db")));
    set(TOKEN, "correct horse");
    set(OTHER, "battery staple");
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private Vault vault() {
    return store.vault(MasterKeys.file(folder.resolve("vault.key")));
  }

  private void set(SecretName name, String text) {
    try (SecretValue value = SecretValue.of(text)) {
      vault().set(name, value);
    }
  }

  private void assertOtherIsThere() {
    assertThat(vault().get(OTHER).map(SecretValue::text)).contains("battery staple");
  }

  private void assertRefused(SecretName name) {
    assertThatThrownBy(() -> vault().get(name))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining(name.key())
        .hasMessageContaining("cannot be read")
        .hasMessageNotContaining("horse");
    assertOtherIsThere();
  }

  private void change(String sql, Object... values) {
    try (Connection raw = RawStore.connect(store.settings());
        PreparedStatement statement = raw.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private SecretRow row(SecretName name) {
    return store.secrets().find(name.extensionId(), name.owner(), name.key()).orElseThrow();
  }

  private void putBytes(byte[] ciphertext) {
    change("UPDATE secrets SET ciphertext = ? WHERE name = 'token'", ciphertext);
  }

  @Test
  void aByteFlippedAnywhereIsRefused() {
    byte[] whole = row(TOKEN).ciphertext();
    for (int i = 0; i < whole.length; i++) {
      byte[] edited = whole.clone();
      edited[i] ^= (byte) (1 << i % 8);
      putBytes(edited);
      assertRefused(TOKEN);
    }
    putBytes(whole);
    assertThat(vault().get(TOKEN).map(SecretValue::text)).contains("correct horse");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    byte[] whole = row(TOKEN).ciphertext();
    for (int length = 0; length < whole.length; length++) {
      putBytes(Arrays.copyOf(whole, length));
      assertRefused(TOKEN);
    }
    putBytes(Arrays.copyOf(whole, whole.length + 1));
    assertRefused(TOKEN);
    putBytes(Arrays.copyOf(whole, 1 << 20));
    assertRefused(TOKEN);
  }

  @Test
  void aByteFlippedInAnyOtherColumnIsRefused() {
    List<String> columns =
        List.of("extension_id", "user_id", "group_id", "name", "key_id", "updated_at");
    for (String column : columns) {
      String whole = column.equals("updated_at") ? "" + micros() : text(column);
      for (int i = 0; i < Math.max(1, whole.length()); i++) {
        for (char flipped : flips(column, whole, i)) {
          String edited =
              whole.isEmpty()
                  ? "" + flipped
                  : whole.substring(0, i) + flipped + whole.substring(i + 1);
          boolean number = column.equals("updated_at");
          change(
              "UPDATE secrets SET " + column + " = ? WHERE " + column + " = ? AND name <> 'hook'",
              number ? (Object) Long.parseLong(edited) : edited,
              number ? (Object) Long.parseLong(whole) : whole);
          assertOtherIsThere();
          VaultListing list = vault().list(null, null);
          assertThat(list.entries()).extracting(VaultEntry::key).contains("hook");
          assertThat(
                  list.malformed() == 1
                      || list.entries().stream().anyMatch(entry -> entry.fault() != null))
              .as("%s is %s", column, edited)
              .isTrue();
          change(
              "UPDATE secrets SET " + column + " = ? WHERE " + column + " = ? AND name <> 'hook'",
              number ? (Object) Long.parseLong(whole) : whole,
              number ? (Object) Long.parseLong(edited) : edited);
        }
      }
    }
    assertThat(vault().get(TOKEN).map(SecretValue::text)).contains("correct horse");
  }

  private static char[] flips(String column, String whole, int at) {
    if (column.equals("updated_at")) {
      return new char[] {(char) (whole.charAt(at) == '9' ? '1' : whole.charAt(at) + 1)};
    }
    char c = whole.isEmpty() ? 'x' : whole.charAt(at);
    return new char[] {(char) (c ^ 1), (char) (c ^ 0x20), '\0', '\ufffd'};
  }

  private long micros() {
    return RawStore.count(store, "SELECT updated_at FROM secrets WHERE name = 'token'");
  }

  private String text(String column) {
    SecretRow row = row(TOKEN);
    return switch (column) {
      case "extension_id" -> row.extensionId();
      case "user_id" -> row.owner().userId();
      case "group_id" -> row.owner().groupId();
      case "name" -> row.name();
      default -> row.keyId();
    };
  }

  @Test
  void aRowThatWasMovedIsRefused() {
    for (SecretName to :
        List.of(
            new SecretName("jira", ADA, "other"),
            new SecretName("jira", Owner.user("eve"), "token"),
            new SecretName("jira", new Owner("ada", "lab"), "token"),
            new SecretName("jira", new Owner("", "ada"), "token"),
            new SecretName("evil", ADA, "token"))) {
      String move =
          "UPDATE secrets SET extension_id = ?, user_id = ?, group_id = ?, name = ? WHERE name <>"
              + " 'hook'";
      change(move, to.extensionId(), to.owner().userId(), to.owner().groupId(), to.key());
      assertRefused(to);
      change(move, "jira", "ada", "", "token");
    }
    assertThat(vault().get(TOKEN).map(SecretValue::text)).contains("correct horse");
  }

  @Test
  void rowsThatWereSwappedAreRefused() {
    SecretName third = new SecretName("jira", ADA, "third");
    set(third, "tr0ub4dor");
    byte[] first = row(TOKEN).ciphertext();
    change(
        "UPDATE secrets SET ciphertext = ? WHERE name = 'token'", (Object) row(third).ciphertext());
    change("UPDATE secrets SET ciphertext = ? WHERE name = 'third'", (Object) first);
    assertRefused(TOKEN);
    assertRefused(third);
  }

  @Test
  void anOlderValueOfTheSameSecretIsRefused() {
    byte[] before = row(TOKEN).ciphertext();
    set(TOKEN, "a newer one");
    putBytes(before);
    assertRefused(TOKEN);
  }

  @Test
  void whatWasRefusedCanBeSetAnewOrDeleted() {
    putBytes(new byte[] {1, 2, 3});
    assertRefused(TOKEN);
    set(TOKEN, "anew");
    assertThat(vault().get(TOKEN).map(SecretValue::text)).contains("anew");
    putBytes(new byte[0]);
    assertThat(vault().delete(TOKEN)).isTrue();
    assertThat(vault().get(TOKEN)).isEmpty();
  }

  @Test
  void rotationPassesOverWhatCannotBeRead() {
    for (int i = 0; i < 5; i++) {
      set(new SecretName("jira", ADA, "more" + i), "more " + i);
    }
    putBytes(new byte[] {1, 2, 3});
    change("UPDATE secrets SET user_id = ? WHERE name = 'more2'", "x".repeat(300));
    Rotation rotation =
        new Vault(RawStore.database(store), MasterKeys.file(folder.resolve("vault.key")), 2)
            .rotate();
    assertThat(rotation)
        .isEqualTo(new Rotation(rotation.keyId(), 5, 2, 0)); // the old key has rows that name it
    assertRefused(TOKEN);
    assertThat(vault().get(new SecretName("jira", ADA, "more3")).map(SecretValue::text))
        .contains("more 3");
    change("DELETE FROM secrets WHERE user_id = ?", "x".repeat(300));
    assertThat(vault().delete(TOKEN)).isTrue();
    assertThat(vault().rotate().keysRemoved()).isEqualTo(2);
  }

  @Test
  void aByteFlippedInACopyOfTheKeyLosesNothing() {
    byte[] whole = wrapped();
    for (int copy = 0; copy < 2; copy++) {
      for (int i = 0; i < whole.length; i++) {
        byte[] edited = whole.clone();
        edited[i] ^= 0x10;
        change("UPDATE vault_keys SET wrapped = ? WHERE copy = " + copy, (Object) edited);
        assertOtherIsThere();
      }
      change("UPDATE vault_keys SET wrapped = ? WHERE copy = " + copy, (Object) whole);
    }
    List<String> edits = new ArrayList<>();
    edits.add("SET id = 'x'");
    edits.add("SET id = ''");
    edits.add("SET master_id = 'local:0000000000000000'");
    edits.add("SET seq = 9223372036854775807");
    edits.add("SET seq = 2");
    edits.add("SET seq = -1");
    edits.add("SET copy = 7");
    for (String edit : edits) {
      change("UPDATE vault_keys " + edit + " WHERE copy = 1");
      assertOtherIsThere();
      set(TOKEN, "written while it is so");
      assertThat(vault().rotate().unreadable()).as(edit).isZero();
      assertOtherIsThere();
      change("DELETE FROM vault_keys WHERE copy = 0");
      assertOtherIsThere();
      vault().rotate();
      assertThat(vault().get(TOKEN).map(SecretValue::text)).contains("written while it is so");
      RawStore.execute(
          store,
          "DELETE FROM vault_keys WHERE id NOT IN (SELECT key_id FROM secrets)",
          "DELETE FROM vault_keys WHERE copy > 1");
      assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).as(edit).isEqualTo(2);
    }
  }

  private byte[] wrapped() {
    return new KeyTable(RawStore.database(store)).all().getFirst().wrapped();
  }

  @Test
  void aKeyWithoutASoundCopyIsSaidAndNoOtherIsPutInItsPlace() {
    change("UPDATE vault_keys SET wrapped = ?", (Object) new byte[60]);
    for (SecretName name : List.of(TOKEN, OTHER)) {
      assertThatThrownBy(() -> vault().get(name))
          .isInstanceOfSatisfying(
              MorphException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
          .hasMessageContaining("edited in the database")
          .hasMessageContaining("backup");
    }
    assertThatThrownBy(() -> set(TOKEN, "x")).hasMessageContaining("no key that can be used");
    assertThatThrownBy(() -> vault().rotate()).hasMessageContaining("no key that can be used");
    assertThat(vault().list(null, null).entries())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.fault()).contains("cannot be used"));
    assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isEqualTo(2);
  }

  @Test
  void keysThatAreGoneAreSaid() {
    change("DELETE FROM vault_keys");
    assertThatThrownBy(() -> vault().get(TOKEN)).hasMessageContaining("has no such key");
    set(new SecretName("jira", ADA, "new"), "by a new key");
    assertThatThrownBy(() -> vault().get(TOKEN)).hasMessageContaining("has no such key");
  }

  @Test
  void aKeyOfAnotherStoreIsRefused() {
    try (Store other = Store.open(StoreSettings.file(folder.resolve("other.db")))) {
      Vault foreign = other.vault(MasterKeys.text("MORPH_VAULT_KEY", "A".repeat(43) + "="));
      try (SecretValue value = SecretValue.of("mine")) {
        foreign.set(TOKEN, value);
      }
      KeyRow row = new KeyTable(RawStore.database(other)).all().getFirst();
      change("UPDATE vault_keys SET wrapped = ?", (Object) row.wrapped());
      assertThatThrownBy(() -> vault().get(TOKEN)).hasMessageContaining("edited in the database");
    }
  }
}
