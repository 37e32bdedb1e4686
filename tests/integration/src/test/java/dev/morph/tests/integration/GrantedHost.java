package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCategory;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Morph;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditFilter;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.DeniedCall;
import dev.morph.storage.install.ExtensionVersion;
import dev.morph.storage.install.GrantRow;
import dev.morph.storage.install.InstalledExtension;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host with a store of its own; what is installed has grants as a test says. */
final class GrantedHost implements AutoCloseable {
  private final Store store = Store.inMemory();
  private final Morph morph;
  private int installed;

  GrantedHost(Morph.Builder builder) {
    morph = builder.store(store).build();
  }

  /**
   * Beside the installer, which would not let less be granted than is declared.
   *
   * @param declared the permissions of the manifest, as items of a JSON array
   */
  ExtensionId install(byte[] wasm, String declared, List<String> granted) {
    ExtensionId id = new ExtensionId("tiny-" + installed++);
    String manifest =
        "{\"name\":\"tiny\",\"version\":\"1.0.0\",\"permissions\":[" + declared + "]}";
    Digest digest = store.artifacts().put(wasm);
    Instant now = Instant.now();
    JsonValue permissions =
        new Terms(PermissionSet.parse(granted), Limits.defaults()).toJson().get("permissions");
    assertThat(permissions).isNotNull();
    store
        .installations()
        .install(
            new InstalledExtension(id, null, "1.0.0", true, "test", now),
            new ExtensionVersion(id, "1.0.0", digest, wasm.length, manifest, false, now),
            new GrantRow(
                GrantRow.newId(),
                id,
                null,
                Json.write(permissions),
                "{}",
                "[]",
                digest,
                "ada",
                now,
                null));
    return id;
  }

  CallOutcome run(ExtensionId id) {
    return morph
        .integrations()
        .execute(id, "run", JsonObject.EMPTY, ExecutionContext.user("alice"));
  }

  AuditEntry onlyRow(ExtensionId id) {
    AuditFilter filter = new AuditFilter(id, null, null, null, null, 10, null);
    assertThat(store.audit().list(filter).items()).hasSize(1);
    return store.audit().list(filter).items().getFirst().entry();
  }

  /**
   * The row of a call with one host call.
   *
   * @param denial null if the right was there
   */
  static void check(AuditEntry row, CallOutcome outcome, @Nullable ErrorCode denial, String right) {
    ErrorCode end = outcome instanceof CallOutcome.Failed failed ? failed.error().code() : null;
    AuditResult result =
        end == null
            ? AuditResult.OK
            : end.category() == ErrorCategory.DENIED ? AuditResult.DENIED : AuditResult.ERROR;
    assertThat(row.action()).isEqualTo("run");
    assertThat(row.result()).isEqualTo(result);
    assertThat(row.errorCode()).isEqualTo(end == null ? null : end.word());
    assertThat(row.denials())
        .isEqualTo(denial == null ? List.of() : List.of(new DeniedCall(denial.word(), right)));
    assertThat(row.userId()).isEqualTo("alice");
    assertThat(row.caller()).isEqualTo(AuditCaller.API);
    assertThat(row.hostCalls()).isEqualTo(1);
  }

  @Override
  public void close() {
    morph.close();
    store.close();
  }
}
