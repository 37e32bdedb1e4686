package dev.morph.storage.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {
  private static final SecretName TOKEN = SecretName.of("jira", "token");
  private static final String A = key(1);
  private static final String B = key(2);

  @TempDir Path home;
  private final Store store = Store.inMemory();

  @AfterEach
  void close() {
    store.close();
  }

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void set(MasterKeys keys, String text) {
    try (SecretValue value = SecretValue.of(text)) {
      store.vault(keys).set(TOKEN, value);
    }
  }

  private String read(MasterKeys keys) {
    return store.vault(keys).get(TOKEN).orElseThrow().text();
  }

  private static MasterKeys text(String keys) {
    return MasterKeys.text("MORPH_VAULT_KEY", keys);
  }

  private Path file() {
    return home.resolve("vault.key");
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContainingAll(words);
  }

  @Test
  void theFileIsMadeForItsOwnerAlone() throws IOException {
    Path deep = home.resolve("a").resolve("b").resolve("vault.key");
    set(MasterKeys.file(deep), "x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(deep)).startsWith("#").hasLineCount(3);
    assertThat(read(MasterKeys.file(deep))).isEqualTo("x");
    try (var files = Files.list(deep.getParent())) {
      assertThat(files.map(path -> "" + path.getFileName()))
          .containsExactlyInAnyOrder("vault.key", "vault.key.lock");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
  void aFileThatOthersMayUseIsRefused(String rights) throws IOException {
    set(MasterKeys.file(file()), "x");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(rights));
    assertUnavailable(() -> read(MasterKeys.file(file())), rights, "chmod 600 " + file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
    assertThat(read(MasterKeys.file(file()))).isEqualTo("x");
  }

  @Test
  void aFileThatIsGoneIsNotMadeAnew() throws IOException {
    set(MasterKeys.file(file()), "x");
    Files.delete(file());
    assertUnavailable(() -> read(MasterKeys.file(file())), "is absent", "backup", "local:");
    assertUnavailable(() -> set(MasterKeys.file(file()), "y"), "is absent");
    assertUnavailable(() -> store.vault(MasterKeys.file(file())).rotate(), "is absent");
    assertThat(file()).doesNotExist();
  }

  @Test
  void anotherKeyOpensNothingAndSaysWhich() {
    set(text(A), "x");
    String id = store.vault(text(A)).rotateMaster().masterId();
    assertUnavailable(() -> read(text(B)), id, "MORPH_VAULT_KEY has local:");
    assertUnavailable(() -> set(text(B), "y"), id);
    assertUnavailable(() -> store.vault(text(B)).rotate(), id);
    assertUnavailable(() -> store.vault(text(B)).rotateMaster(), id);
    assertThat(read(text(A))).isEqualTo("x");
    assertThat(store.vault(text(B)).list(null, null).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.fault()).contains(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "hunter2hunter2hunter2",
        "AQEBAQEBAQEBAQEBAQEBAQ==",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==",
        "secret\u00e9\0",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE= sesame-open",
        "\ud800"
      })
  void whatIsNoKeyIsRefusedAndNotRepeated(String keys) throws IOException {
    assertUnavailable(() -> set(text(keys), "x"), "MORPH_VAULT_KEY");
    assertThatThrownBy(() -> set(text(keys), "x"))
        .hasMessageNotContainingAny("hunter2", "sesame", "AQEB", "secret\u00e9");
    if (!keys.isBlank() && !keys.startsWith("#")) {
      Files.writeString(file(), keys.replace("\ud800", "?"));
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
      assertUnavailable(() -> set(MasterKeys.file(file()), "x"), "vault.key");
    }
    assertThat(RawStore.count(store, "SELECT count(*) FROM vault_keys")).isZero();
  }

  @Test
  void hugeFilesAndFoldersAreRefused() throws IOException {
    Files.write(file(), new byte[100_000]);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    assertUnavailable(() -> set(MasterKeys.file(file()), "x"), "65536");
    assertUnavailable(() -> set(MasterKeys.file(home), "x"), home.toString());
  }

  @Test
  void rewrapsFromTheOldTextToTheNew() {
    set(text(A), "x");
    assertThat(store.vault(text(B + "," + A)).rotateMaster().keys()).isEqualTo(1);
    assertThat(read(text(B))).isEqualTo("x");
    assertUnavailable(() -> read(text(A)), "MORPH_VAULT_KEY has local:");
    assertThat(store.vault(text(B)).rotateMaster().keys()).as("again").isEqualTo(1);
  }

  @Test
  void theOrderOfSourcesIsKmsThenTextThenFile() {
    Map<String, String> environment = new HashMap<>();
    set(MasterKeys.of(environment, home), "by the file");
    assertThat(file()).exists();
    environment.put(MasterKeys.VARIABLE, A);
    assertThat(read(MasterKeys.of(environment, home))).as("still opens").isEqualTo("by the file");
    store.vault(MasterKeys.of(environment, home)).rotateMaster();
    assertThat(read(text(A))).isEqualTo("by the file");
    environment.put(MasterKeys.KMS_VARIABLE, "test-kms://key/1");
    store.vault(MasterKeys.of(environment, home)).rotateMaster();
    assertUnavailable(() -> read(text(A)), "test-kms://key/1");
    environment.remove(MasterKeys.VARIABLE);
    assertThat(read(MasterKeys.of(environment, home.resolve("none")))).isEqualTo("by the file");
    assertThat(home.resolve("none")).doesNotExist();
  }

  @Test
  void aServiceThatNobodyOffersIsNamed() {
    assertThatThrownBy(
            () -> MasterKeys.of(Map.of(MasterKeys.KMS_VARIABLE, "aws-kms://arn:aws:kms:x"), home))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
        .hasMessageContaining("aws-kms://")
        .hasMessageContaining("class path");
  }

  @Test
  void aServiceThatIsAwayIsSaidAndAskedAgain() {
    InProcessKms kms = new InProcessKms();
    MasterKeys keys = MasterKeys.kms("test-kms://key/1", kms);
    set(keys, "x");
    assertThat(read(keys)).isEqualTo("x");
    Vault vault = store.vault(keys);
    kms.away = true;
    assertUnavailable(() -> vault.get(TOKEN), "test-kms://key/1", "no route");
    kms.away = false;
    assertThat(vault.get(TOKEN).orElseThrow().text()).isEqualTo("x");
    kms.away = true;
    assertThat(vault.get(TOKEN).orElseThrow().text()).as("known by now").isEqualTo("x");
    assertUnavailable(vault::rotate, "no route");
    kms.away = false;
    assertThat(vault.rotate().rewritten()).isEqualTo(1);
  }

  @Test
  void aServiceThatAnswersNonsenseIsRefused() {
    set(MasterKeys.kms("test-kms://key/1", new InProcessKms()), "x");
    KmsClient nonsense =
        new KmsClient() {
          @Override
          public boolean handles(String keyUri) {
            return true;
          }

          @Override
          public byte[] wrap(String keyUri, byte[] dataKey, byte[] associatedData) {
            return new byte[0];
          }

          @Override
          public byte[] unwrap(String keyUri, byte[] wrapped, byte[] associatedData) {
            return new byte[5];
          }
        };
    assertUnavailable(() -> read(MasterKeys.kms("test-kms://key/1", nonsense)), "was edited");
  }

  @Test
  void noTextOfOursHasAKey() {
    MasterKeys keys = text(A).or(MasterKeys.file(file()));
    assertThat(keys.toString()).contains("MORPH_VAULT_KEY").doesNotContain("AQEB");
    assertThat(new MasterText("V", A).toString()).doesNotContain("AQEB");
    assertThat(MasterText.parse("V", A).toString()).doesNotContain("AQEB");
  }

  @Test
  void anIntegrationOfTinkIsFound() {
    MasterKeys keys =
        MasterKeys.of(Map.of(MasterKeys.KMS_VARIABLE, "tink-test://key"), home.resolve("none"));
    set(keys, "x");
    assertThat(read(keys)).isEqualTo("x");
    assertThat(store.vault(keys).rotateMaster().masterId()).isEqualTo("tink-test://key");
    MasterKeys other =
        MasterKeys.of(Map.of(MasterKeys.KMS_VARIABLE, "tink-test://denied"), home.resolve("none"));
    assertUnavailable(() -> store.vault(other).rotateMaster(), "tink-test://key is not there");
    assertUnavailable(() -> store.vault(other.or(keys)).rotateMaster(), "may not use tink-test");
    assertThat(read(keys)).isEqualTo("x");
  }

  /** An integration as Tink's own are: it signs in first, and gives a cipher for each key. */
  public static final class TinkService implements com.google.crypto.tink.KmsClient {
    private boolean signedIn;

    @Override
    public boolean doesSupport(String keyUri) {
      return keyUri.startsWith("tink-test://");
    }

    @Override
    public com.google.crypto.tink.KmsClient withCredentials(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public com.google.crypto.tink.KmsClient withDefaultCredentials() {
      signedIn = true;
      return this;
    }

    @Override
    public Aead getAead(String keyUri) throws GeneralSecurityException {
      if (!signedIn || keyUri.endsWith("denied")) {
        throw new GeneralSecurityException("this user may not use " + keyUri);
      }
      return Aes.of(new byte[32]);
    }
  }

  /** A key service in this process: a key for each URI, which it never gives away. */
  public static final class InProcessKms implements KmsClient {
    boolean away;

    @Override
    public boolean handles(String keyUri) {
      return keyUri.startsWith("test-kms://");
    }

    private MasterKey.Local key(String keyUri) throws IOException {
      if (away) {
        throw new IOException("no route to the service");
      }
      byte[] key = new byte[32];
      Arrays.fill(key, (byte) keyUri.hashCode());
      return MasterKey.Local.of(key);
    }

    @Override
    public byte[] wrap(String keyUri, byte[] dataKey, byte[] associatedData) throws IOException {
      return key(keyUri).wrap(dataKey, associatedData);
    }

    @Override
    public byte[] unwrap(String keyUri, byte[] wrapped, byte[] associatedData)
        throws IOException, GeneralSecurityException {
      return key(keyUri).unwrap(wrapped, associatedData);
    }
  }
}
