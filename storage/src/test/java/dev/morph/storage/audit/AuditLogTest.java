package dev.morph.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreKind;
import dev.morph.storage.data.Page;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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
class AuditLogTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000001Z");

  @Parameter StoreKind kind;
  @TempDir Path folder;
  private Store store;
  private AuditLog audit;

  @BeforeEach
  void open() {
    store = kind.open(folder);
    audit = store.audit();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }

  private List<AuditRow> append(int count) {
    List<AuditRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(audit.append(AuditEntries.of("echo", "user-" + i % 3, NOON.plusSeconds(i))));
    }
    return rows;
  }

  private Verification.Broken broken() {
    return broken(Anchors.NONE);
  }

  private Verification.Broken broken(Anchors anchors) {
    assertThat(audit.verify(anchors)).isInstanceOf(Verification.Broken.class);
    return (Verification.Broken) audit.verify(anchors);
  }

  private void change(String... sql) {
    RawStore.execute(store, sql);
  }

  @Test
  void chainsRowsFromOneAndVerifies() {
    List<AuditRow> rows = append(5);
    assertThat(rows).extracting(AuditRow::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(rows).extracting(AuditRow::chain).containsOnly(rows.getFirst().chain());
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(5, 1));
    assertThat(audit.list(AuditFilter.ALL).items()).isEqualTo(rows.reversed());
  }

  @Test
  void anEmptyLogIsIntact() {
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(0, 0));
    assertThat(audit.anchor().heads()).isEmpty();
  }

  @Test
  void rowsOfManyThreadsAreAllThere() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AuditRow>> rows = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        rows.add(threads.submit(() -> audit.append(AuditEntries.of("echo", "u", NOON))));
      }
      for (Future<AuditRow> row : rows) {
        assertThat(row.get().seq()).isPositive();
      }
    }
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(3_000, 1));
  }

  @Test
  void keepsWhateverStandsInTheTexts() {
    List<DeniedCall> denials =
        List.of(
            new DeniedCall("permission-not-granted", "http:write"), new DeniedCall("\t\\", "\n"));
    String odd = "tab\t line\n return\r back\\slash \\N \\. \" ' ; \u00e9 \ud83c\udf75 \u0001";
    AuditRow row = audit.append(AuditEntries.of("x", odd, NOON, AuditResult.DENIED, odd, denials));
    assertThat(audit.list(AuditFilter.ALL).items()).containsExactly(row);
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(1, 1));
  }

  @Test
  void neverFailsForWhatItIsToRecord() {
    String hostile = "\0\ud800" + "x".repeat(2_000_000) + "\udc00";
    AuditRow row =
        audit.append(AuditEntries.of("x", hostile, NOON, AuditResult.TRAP, hostile, List.of()));
    assertThat(row.entry().action()).hasSize(1_000).startsWith("\uFFFD\uFFFDxxx");
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action = 'other'",
        "at = at + 1",
        "user_id = ''",
        "error_code = ''",
        "denials = '[{\"code\":\"a\",\"permission\":\"b\"}]'",
        "denials = 'x'",
        "denials = '{}'",
        "fuel = 1",
        "result = 'fine'",
        "caller = 'cli'",
        "digest = 'x'",
        "extension_id = 'A'",
        "hash = 'ab'",
        "version = '1.0.1'"
      })
  void namesTheRowThatWasEdited(String edit) {
    List<AuditRow> rows = append(6);
    change("UPDATE extension_executions SET " + edit + " WHERE seq = 4");
    Verification.Broken broken = broken();
    assertThat(broken.chain()).isEqualTo(rows.getFirst().chain());
    assertThat(broken.seq()).isEqualTo(4);
    assertThat(broken.id()).isEqualTo(rows.get(3).entry().id());
  }

  @Test
  void namesWhereRowsWereTakenOutOfTheMiddle() {
    append(6);
    change("DELETE FROM extension_executions WHERE seq = 3");
    assertThat(broken().seq()).isEqualTo(3);
    assertThat(broken().fault()).contains("a row is missing before seq 4");
    change("DELETE FROM extension_executions WHERE seq = 4");
    assertThat(broken().fault()).contains("2 rows are missing before seq 5");
  }

  @Test
  void namesTheFirstRowThatIsMissing() {
    append(3);
    change("DELETE FROM extension_executions WHERE seq = 1");
    assertThat(broken().seq()).isEqualTo(1);
  }

  @Test
  void namesRowsThatWereSwapped() {
    append(5);
    change(
        "UPDATE extension_executions SET seq = 100 WHERE seq = 2",
        "UPDATE extension_executions SET seq = 2 WHERE seq = 3",
        "UPDATE extension_executions SET seq = 3 WHERE seq = 100");
    assertThat(broken().seq()).isEqualTo(2);
  }

  @Test
  void namesTheFirstBrokenRowOfEachChain() {
    assertThat(audit.broken(Anchors.NONE)).isEmpty();
    List<AuditRow> first = append(4);
    List<AuditRow> second;
    try (AuditLog other = new AuditLog(RawStore.database(store))) {
      second = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        second.add(other.append(AuditEntries.of("echo", "bob", NOON.plusSeconds(i))));
      }
    }
    Anchors anchors = audit.anchor();
    assertThat(audit.broken(anchors)).isEmpty();
    String in = " WHERE chain = '%s' AND seq %s";
    change(
        "UPDATE extension_executions SET fuel = 1"
            + in.formatted(first.getFirst().chain(), "IN (2, 3)"),
        "DELETE FROM extension_executions" + in.formatted(second.getFirst().chain(), "= 4"));
    assertThat(audit.broken(Anchors.NONE))
        .extracting(Verification.Broken::chain, Verification.Broken::seq)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(first.getFirst().chain(), 2L));
    assertThat(audit.broken(anchors))
        .extracting(Verification.Broken::chain, Verification.Broken::seq)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(first.getFirst().chain(), 2L),
            org.assertj.core.groups.Tuple.tuple(second.getFirst().chain(), 4L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"result = 'fine'", "extension_id = 'A'", "denials = '{'"})
  void whatIsNoRowIsNamedByListsAndExports(String edit) {
    List<AuditRow> rows = append(3);
    change("UPDATE extension_executions SET " + edit + " WHERE seq = 2");
    for (Runnable reading :
        List.<Runnable>of(
            () -> audit.list(AuditFilter.ALL), () -> audit.export(new java.io.StringWriter()))) {
      assertThatThrownBy(reading::run)
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
          .hasMessageContaining(rows.get(1).entry().id());
    }
  }

  @Test
  void namesRowsThatWereInserted() {
    append(5);
    String copy =
        "INSERT INTO extension_executions ("
            + AuditRows.COLUMNS
            + ") SELECT "
            + AuditRows.COLUMNS.replaceFirst("seq", "6");
    change(copy + " FROM extension_executions WHERE seq = 5");
    assertThat(broken().seq()).isEqualTo(6);
  }

  @Test
  void anchorsShowRowsThatWereTakenFromTheEnd() {
    List<AuditRow> rows = append(5);
    Anchors anchors = Anchors.fromJson(Json.writeUtf8(audit.anchor().toJson()));
    assertThat(anchors.heads())
        .containsExactly(new Anchors.Head(rows.getLast().chain(), 5, rows.getLast().hash()));
    append(2);
    assertThat(audit.verify(anchors)).isEqualTo(new Verification.Intact(7, 1));
    change("DELETE FROM extension_executions WHERE seq > 3");
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(3, 1));
    assertThat(broken(anchors).seq()).isEqualTo(4);
    assertThat(broken(anchors).fault()).contains("ends at seq 3").contains("anchored at seq 5");
    change("DELETE FROM extension_executions");
    assertThat(broken(anchors).seq()).isEqualTo(1);
  }

  @Test
  void anchorsShowAChainThatWasWrittenAnew() {
    AuditRow first = append(1).getFirst();
    Anchors anchors = audit.anchor();
    AuditEntry forged = AuditEntries.of("forged", "eve", NOON);
    AuditRow row = AuditRow.after(AuditRow.GENESIS, forged, first.chain(), 1, new Sha256());
    change("DELETE FROM extension_executions");
    change(
        "INSERT INTO extension_executions ("
            + AuditRows.COLUMNS
            + ") VALUES ('"
            + String.join(
                "','",
                row.chain(),
                "1",
                forged.id(),
                Long.toString(dev.morph.storage.sql.Times.micros(NOON)),
                "forged",
                "1.0.0",
                forged.digest().hex(),
                "echo",
                "eve",
                "",
                "ok")
            + "', NULL, '[]', 12, 34567, 3, 'request-1', 'api', '"
            + row.hash()
            + "')");
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(1, 1));
    assertThat(broken(anchors).fault()).contains("rewritten");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"at\": \"x\", \"heads\": []}",
        "{\"at\": \"2026-01-01T00:00:00Z\", \"heads\": [1]}",
        "{\"at\": \"2026-01-01T00:00:00Z\", \"heads\": [{\"chain\": \"a\", \"seq\": 0, \"hash\": \"\"}]}",
        "{\"at\": \"2026-01-01T00:00:00Z\", \"heads\": [{\"chain\": \"a\", \"seq\": 1e99, \"hash\": \"\"}]}",
        "{\"at\": \"2026-01-01T00:00:00Z\", \"heads\": [{\"chain\": \"a\", \"seq\": 1, \"hash\": \"\"},"
            + " {\"chain\": \"a\", \"seq\": 2, \"hash\": \"\"}]}",
        "{\"at\": \"2026-01-01T00:00:00Z\", \"heads\": ["
      })
  void refusesOtherFilesThanThoseOfAnchors(String text) {
    assertThatThrownBy(() -> Anchors.fromJson(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  private List<AuditRow> listed(@Nullable String user, @Nullable AuditResult result) {
    return audit
        .list(
            new AuditFilter(
                new ExtensionId("jira"),
                user,
                result,
                NOON.plusSeconds(1),
                NOON.plusSeconds(4),
                200,
                null))
        .items();
  }

  @Test
  void listsWhatTheFilterAsksFor() {
    for (int i = 0; i < 6; i++) {
      AuditResult result = i % 2 == 0 ? AuditResult.OK : AuditResult.ERROR;
      String user = i < 3 ? "ada" : "eve";
      Instant at = NOON.plusSeconds(i);
      AuditRow unused = audit.append(AuditEntries.of("jira", user, at, result, "a", List.of()));
      unused = audit.append(AuditEntries.of("echo", user, at));
    }
    assertThat(listed(null, null)).hasSize(3);
    assertThat(listed("ada", null)).hasSize(2);
    assertThat(listed("ada", AuditResult.ERROR)).hasSize(1);
    assertThat(listed("bob", null)).isEmpty();
  }

  @Test
  void pagesShowEachRowOnce() {
    List<AuditRow> rows = append(7);
    List<AuditRow> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<AuditRow> page = audit.list(new AuditFilter(null, null, null, null, null, 3, cursor));
      seen.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(seen).isEqualTo(rows.reversed());
    assertThatThrownBy(() -> audit.list(new AuditFilter(null, null, null, null, null, 3, "x")))
        .hasMessageContaining("cursor");
  }

  @Test
  void anExportCanBeVerifiedWithoutTheStore() throws Exception {
    append(3);
    StringWriter out = new StringWriter();
    assertThat(audit.export(out)).isEqualTo(3);
    String previous = "0".repeat(64);
    for (String line : out.toString().lines().toList()) {
      // what docs/reference/store.md says: the line without its last member, after the hash before
      String canonical = line.replaceFirst(",\"hash\":\"[0-9a-f]{64}\"}$", "}");
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((previous + "\n" + canonical).getBytes(StandardCharsets.UTF_8));
      previous = HexFormat.of().formatHex(digest);
      assertThat(line).endsWith(",\"hash\":\"" + previous + "\"}");
    }
    JsonObject first = (JsonObject) Json.parse(out.toString().lines().toList().getFirst());
    assertThat(first.members().keySet())
        .containsExactly(
            "id",
            "at",
            "extension_id",
            "version",
            "digest",
            "action",
            "user_id",
            "group_id",
            "result",
            "denials",
            "execution_time_ms",
            "fuel",
            "host_calls",
            "request_id",
            "caller",
            "chain",
            "seq",
            "hash");
  }

  @Test
  void aFailedBatchTellsItsCallersAndTheNextRowBeginsAChain() {
    append(2);
    change("ALTER TABLE extension_executions RENAME TO hidden");
    assertThatThrownBy(() -> append(1))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining("the audit row was not written");
    change("ALTER TABLE hidden RENAME TO extension_executions");
    assertThat(append(1).getFirst().seq()).isEqualTo(1);
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(3, 2));
  }

  @Test
  void anInterruptDoesNotLoseARow() {
    Thread.currentThread().interrupt();
    append(1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(audit.verify()).isEqualTo(new Verification.Intact(1, 1));
  }

  @Test
  void closingSettlesWhatWaitsAndTakesNoMore() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<@Nullable AuditRow>> rows = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        rows.add(
            threads.submit(() -> {
              try {
                return audit.append(AuditEntries.of("echo", "u", NOON));
              } catch (MorphException e) {
                assertThat(e).hasMessageContaining("closed");
                return null;
              }
            }));
      }
      audit.close();
      long written = 0;
      for (Future<@Nullable AuditRow> row : rows) {
        written += row.get() == null ? 0 : 1;
      }
      assertThat(audit.verify())
          .isInstanceOfSatisfying(
              Verification.Intact.class,
              intact -> assertThat(intact.chains()).isLessThanOrEqualTo(1));
      assertThat(((Verification.Intact) audit.verify()).rows()).isEqualTo(written);
    }
    assertThatThrownBy(() -> append(1)).hasMessageContaining("closed");
  }
}
