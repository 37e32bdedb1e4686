package dev.morph.storage.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class InstallationsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");
  private static final ExtensionId JIRA = new ExtensionId("jira");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;
  private Installations installs;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    installs = store.installations();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private static InstalledExtension jira(@Nullable String publisher) {
    return new InstalledExtension(JIRA, publisher, null, true, "example.org/jira:1", NOON);
  }

  private static Digest digest(int n) {
    return Digest.of(new byte[n]);
  }

  private static ExtensionVersion version(String version, int binary) {
    return new ExtensionVersion(
        JIRA, version, digest(binary), binary, "{\"name\":\"jira\"}", true, NOON);
  }

  private static GrantRow grant(int binary) {
    return new GrantRow(
        GrantRow.newId(),
        JIRA,
        "key",
        "[\"http:read\"]",
        "{}",
        "[]",
        digest(binary),
        "ada",
        NOON,
        null);
  }

  private @Nullable String active() {
    return installs.find(JIRA).orElseThrow().activeVersion();
  }

  private static void refused(ErrorCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(MorphException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void installsAndGivesBack() {
    GrantRow grant = grant(1);
    installs.install(jira("key"), version("1.0.0", 1), grant);
    InstalledExtension found = installs.find(JIRA).orElseThrow();
    assertThat(found)
        .isEqualTo(new InstalledExtension(JIRA, "key", "1.0.0", true, "example.org/jira:1", NOON));
    assertThat(installs.versions(JIRA)).containsExactly(version("1.0.0", 1));
    assertThat(installs.grant(JIRA, digest(1))).contains(grant);
    assertThat(installs.list()).containsExactly(found);
    assertThat(installs.find(new ExtensionId("echo"))).isEmpty();
  }

  @Test
  void versionsLiveSideBySideAndRollBackIsARowAway() {
    installs.install(jira("key"), version("1.0.0", 1), grant(1));
    installs.install(jira("key"), version("1.1.0", 2), grant(2));
    assertThat(active()).isEqualTo("1.1.0");
    installs.activate(JIRA, "1.0.0");
    assertThat(active()).isEqualTo("1.0.0");
    assertThat(installs.removeVersion(JIRA, "1.0.0")).isFalse();
    assertThat(installs.removeVersion(JIRA, "1.1.0")).isTrue();
    refused(ErrorCode.NOT_FOUND, () -> installs.activate(JIRA, "1.1.0"));
    refused(ErrorCode.NOT_FOUND, () -> installs.activate(JIRA, "\0"));
  }

  @Test
  void aFailedInstallLeavesWhatWasThere() {
    installs.install(jira("key"), version("1.0.0", 1), grant(1));
    refused(
        ErrorCode.PUBLISHER_UNTRUSTED,
        () -> installs.install(jira("eve"), version("2.0.0", 2), grant(2)));
    refused(
        ErrorCode.PUBLISHER_UNTRUSTED,
        () -> installs.install(jira(null), version("2.0.0", 2), grant(2)));
    refused(
        ErrorCode.DIGEST_MISMATCH,
        () -> installs.install(jira("key"), version("1.0.0", 2), grant(2)));
    refused(
        ErrorCode.NOT_APPROVED, () -> installs.install(jira("key"), version("2.0.0", 2), grant(3)));
    assertThat(active()).isEqualTo("1.0.0");
    assertThat(installs.versions(JIRA)).hasSize(1);
    assertThat(installs.grants(JIRA)).hasSize(1);
  }

  @Test
  void whatIsRevokedRunsNoMore() {
    GrantRow first = grant(1);
    GrantRow second = grant(1);
    installs.install(jira("key"), version("1.0.0", 1), first);
    installs.install(jira("key"), version("1.0.0", 1), second);
    assertThat(installs.revoke(first.id(), NOON)).isTrue();
    assertThat(installs.revoke(first.id(), NOON)).isFalse();
    assertThat(active()).isEqualTo("1.0.0");
    assertThat(installs.revoke(second.id(), NOON)).isTrue();
    assertThat(active()).isNull();
    refused(ErrorCode.NOT_APPROVED, () -> installs.activate(JIRA, "1.0.0"));
    assertThat(installs.grants(JIRA)).extracting(GrantRow::revokedAt).doesNotContainNull();
  }

  @Test
  void removingEndsGrantsAndKeepsTheirRows() {
    installs.install(jira("key"), version("1.0.0", 1), grant(1));
    assertThat(installs.enable(JIRA, false)).isTrue();
    assertThat(installs.find(JIRA).orElseThrow().enabled()).isFalse();
    assertThat(installs.remove(JIRA, NOON)).isTrue();
    assertThat(installs.remove(JIRA, NOON)).isFalse();
    assertThat(installs.enable(JIRA, true)).isFalse();
    assertThat(installs.versions(JIRA)).isEmpty();
    assertThat(installs.grant(JIRA, digest(1))).isEmpty();
    assertThat(installs.grants(JIRA)).hasSize(1);
  }
}
