package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.host.VaultSecrets;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.secret.SecretRow;
import dev.morph.storage.vault.MasterKeys;
import dev.morph.storage.vault.SecretName;
import dev.morph.storage.vault.SecretValue;
import dev.morph.storage.vault.Vault;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests whose host has a vault. */
class VaultGuestTest {
  private static final byte[] READS =
      Wat.assemble(Guests.bytesCalling("vault_get_secret", "{\"key\":\"token\"}"));
  private static final byte[] WRITES =
      Wat.assemble(
          Guests.bytesCalling("vault_set_secret", "{\"key\":\"token\",\"value\":\"by guest\"}"));
  private static final byte[] READS_OURS =
      Wat.assemble(Guests.bytesCalling("vault_get_secret", "{\"key\":\"morph:oauth/jira\"}"));
  private static final JsonObject ADA = (JsonObject) Json.parse("{\"user_id\": \"ada\"}");

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private Store store;
  private Vault vault;
  private Morph morph;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.file(folder.resolve("store.db")));
    vault = store.vault(MasterKeys.file(folder.resolve("vault.key")));
    morph = Morph.builder().secrets(VaultSecrets.of(vault)).build();
  }

  @AfterEach
  void close() {
    morph.close();
    store.close();
  }

  private void set(SecretName name, String text) {
    try (SecretValue value = SecretValue.of(text)) {
      vault.set(name, value);
    }
  }

  /** The outcome as text: the value, or the error with its code. */
  private String call(byte[] guest, @Nullable String knownAs, JsonObject context) {
    LoadOptions.Builder options = LoadOptions.builder().grant("vault:read").grant("vault:write");
    if (knownAs != null) {
      options.knownAs(new ExtensionId(knownAs));
    }
    try (Extension extension = morph.extensions().load(guest, options.build())) {
      CallOutcome outcome =
          extension.execute(
              new CallRequest(
                  "run",
                  JsonObject.EMPTY,
                  context,
                  Map.of(),
                  Map.of(),
                  line -> log.add(line.message()),
                  false));
      return switch (outcome) {
        case CallOutcome.Ok ok -> Json.write(ok.value());
        case CallOutcome.Failed failed ->
            failed.error().code().word()
                + " "
                + failed.error().getMessage()
                + Json.write(failed.error().details());
      };
    }
  }

  @Test
  void readsItsOwnSecretAndNoOther() {
    set(new SecretName("jira", Owner.user("ada"), "token"), "open sesame");
    assertThat(call(READS, "jira", ADA)).isEqualTo("{\"value\":\"open sesame\"}");
    assertThat(call(READS, "slack", ADA)).isEqualTo("{\"value\":null}");
    assertThat(call(READS, "jira", JsonObject.EMPTY)).isEqualTo("{\"value\":null}");
    assertThat(call(READS, null, ADA))
        .as("one that the host does not know by an id")
        .isEqualTo("{\"value\":null}");
  }

  @Test
  void whatAGuestWritesIsThereInTheNextCall() {
    assertThat(call(WRITES, "jira", ADA)).isEqualTo("{}");
    assertThat(call(READS, "jira", ADA)).isEqualTo("{\"value\":\"by guest\"}");
    assertThat(vault.get(new SecretName("jira", Owner.user("ada"), "token")).orElseThrow().text())
        .isEqualTo("by guest");
    call(WRITES, null, ADA);
    assertThat(vault.list(null, null).entries()).hasSize(1);
  }

  @Test
  void theTokensOfMorphAreOutOfReach() {
    set(new SecretName("jira", Owner.user("ada"), "morph:oauth/jira"), "bearer");
    assertThat(call(READS_OURS, "jira", ADA)).contains("request-invalid").doesNotContain("bearer");
  }

  @Test
  void aSecretThatWasEditedIsNoEmptyAnswer() {
    SecretName name = new SecretName("jira", Owner.user("ada"), "token");
    set(name, "open sesame");
    SecretRow row = store.secrets().find("jira", Owner.user("ada"), "token").orElseThrow();
    byte[] edited = row.ciphertext();
    edited[edited.length - 1] ^= 1;
    store.secrets().put(row.with(edited, row.keyId()));
    assertThat(call(READS, "jira", ADA))
        .contains("store-unavailable")
        .contains("the secret token")
        .doesNotContain(folder.toString());
    assertThat(log).singleElement().asString().contains("its row was edited in the database");
  }

  @Test
  void aUserWhomTheStoreCannotHoldIsAnError() {
    JsonObject context = (JsonObject) Json.parse("{\"user_id\": \"" + "x".repeat(300) + "\"}");
    assertThat(call(READS, "jira", context)).contains("the vault does not serve");
    assertThat(log).singleElement().asString().contains("200 characters");
  }
}
