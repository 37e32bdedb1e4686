package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.audit.DeniedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code morph audit}. */
class AuditCommandTest {
  private static final Path FILE = OwnHome.FOLDER.resolve("store.db");

  @TempDir Path folder;
  private OwnHome home;

  @BeforeEach
  void begin() {
    home = new OwnHome();
  }

  @AfterEach
  void end() {
    home.close();
  }

  private static AuditEntry entry(String extension, String user, AuditResult result, Instant at) {
    return new AuditEntry(
        AuditEntry.newId(),
        at,
        new ExtensionId(extension),
        "1.0.0",
        new Digest("ab".repeat(32)),
        "act\u001b[1m",
        user,
        "",
        result,
        result == AuditResult.OK ? null : "permission-not-granted",
        result == AuditResult.OK
            ? List.of()
            : List.of(new DeniedCall("permission-not-granted", "http:read")),
        12,
        345,
        1,
        "request-1",
        AuditCaller.CLI);
  }

  /** A chain of its own with so many rows. */
  private static List<AuditRow> chain(int rows) {
    List<AuditRow> written = new ArrayList<>();
    try (Store store = Store.open(StoreSettings.file(FILE))) {
      for (int i = 0; i < rows; i++) {
        written.add(store.audit().append(entry("jira", "ada", AuditResult.OK, Instant.now())));
      }
    }
    return written;
  }

  private static void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + FILE);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
      }
    }
  }

  private static CliRun ok(CliRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return run;
  }

  /** What verify names, as {@code chain seq id}. */
  private static List<String> broken(String... more) {
    List<String> args = new ArrayList<>(List.of("audit", "verify", "--json"));
    args.addAll(List.of(more));
    CliRun run = CliRun.of(args.toArray(String[]::new));
    assertThat(run.exit()).as(run.out()).isEqualTo(3);
    assertThat(run.errorCode()).isEqualTo("digest-mismatch");
    JsonObject error = (JsonObject) run.document().members().get("error");
    JsonObject details = (JsonObject) error.members().get("details");
    List<String> rows = new ArrayList<>();
    for (var item : ((JsonArray) details.members().get("broken")).items()) {
      JsonObject row = (JsonObject) item;
      rows.add(
          text(row, "chain")
              + " "
              + ((JsonNumber) row.members().get("seq")).text()
              + " "
              + (row.get("id") == null ? "-" : text(row, "id")));
    }
    return rows;
  }

  private static String text(JsonObject row, String name) {
    return ((JsonString) row.members().get(name)).value();
  }

  private static String named(AuditRow row) {
    return row.chain() + " " + row.seq() + " " + row.entry().id();
  }

  @Test
  void listsByFilterAndPage() {
    Instant now = Instant.now();
    try (Store store = Store.open(StoreSettings.file(FILE))) {
      store.audit().append(entry("jira", "ada", AuditResult.DENIED, now.minus(Duration.ofDays(3))));
      store.audit().append(entry("jira", "bob", AuditResult.OK, now.minus(Duration.ofMinutes(5))));
      store.audit().append(entry("slack", "ada", AuditResult.OK, now.minus(Duration.ofHours(2))));
    }
    List<String> lines = ok(CliRun.of("audit", "list")).out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .matches("AT +EXTENSION +VERSION +ACTION +USER +CALLER +RESULT +ERROR +MS +FUEL");
    assertThat(lines.get(1)).contains("bob").contains("act\\u001b[1m").doesNotContain("\u001b");
    assertThat(lines.get(3)).matches("20.*Z +jira .* denied +permission-not-granted +12 +345");
    assertThat(found("--extension", "jira")).isEqualTo(2);
    assertThat(found("--user", "ada")).isEqualTo(2);
    assertThat(found("--result", "denied")).isEqualTo(1);
    assertThat(found("--since", "1h")).isEqualTo(1);
    assertThat(found("--since", "7d", "--until", "1h")).isEqualTo(2);
    assertThat(found("--since", now.minus(Duration.ofDays(1)).toString())).isEqualTo(2);
    assertThat(found("--until", "2000-01-01T00:00:00+02:00")).isZero();

    CliRun first = ok(CliRun.of("audit", "list", "--limit", "2"));
    String cursor = first.err().strip().replaceFirst(".*--cursor ", "");
    assertThat(ok(CliRun.of("audit", "list", "--cursor", cursor)).out().lines()).hasSize(2);
    CliRun json = ok(CliRun.of("audit", "list", "--limit", "1", "--json"));
    assertThat(json.document().members()).containsOnlyKeys("items", "next_cursor");
    assertThat(json.out()).contains("\"hash\":\"");
  }

  private static int found(String... filter) {
    List<String> args = new ArrayList<>(List.of("audit", "list", "--json"));
    args.addAll(List.of(filter));
    JsonObject page = ok(CliRun.of(args.toArray(String[]::new))).document();
    return ((JsonArray) page.members().get("items")).items().size();
  }

  @Test
  void namesTheFirstBrokenRowOfEachChain() throws SQLException {
    List<AuditRow> edited = chain(4);
    List<AuditRow> deleted = chain(4);
    List<AuditRow> swapped = chain(4);
    chain(4);
    assertThat(ok(CliRun.of("audit", "verify")).out()).isEqualTo("intact: 16 rows in 4 chains\n");
    assertThat(ok(CliRun.of("audit", "verify", "--json")).out())
        .isEqualTo("{\"intact\":true,\"rows\":16,\"chains\":4}\n");

    String row = " WHERE id = '%s'";
    sql(
        "UPDATE extension_executions SET user_id = 'eve'"
            + row.formatted(edited.get(1).entry().id()));
    assertThat(broken()).containsExactly(named(edited.get(1)));
    sql("DELETE FROM extension_executions" + row.formatted(deleted.get(2).entry().id()));
    sql(
        "UPDATE extension_executions SET seq = 99" + row.formatted(swapped.get(1).entry().id()),
        "UPDATE extension_executions SET seq = 2" + row.formatted(swapped.get(2).entry().id()),
        "UPDATE extension_executions SET seq = 3" + row.formatted(swapped.get(1).entry().id()));
    assertThat(broken())
        .containsExactlyInAnyOrder(
            named(edited.get(1)),
            deleted.get(2).chain() + " 3 -",
            swapped.get(2).chain() + " 2 " + swapped.get(2).entry().id());
    CliRun text = CliRun.of("audit", "verify");
    assertThat(text.exit()).isEqualTo(3);
    assertThat(text.err())
        .contains("the audit log is not as it was written")
        .contains("id " + edited.get(1).entry().id())
        .contains("a row is missing before seq 4");
  }

  @Test
  void anchorsShowWhatWasTakenFromTheEndAndWholeChains() throws SQLException, IOException {
    List<AuditRow> cut = chain(3);
    List<AuditRow> gone = chain(2);
    Path anchors = folder.resolve("anchors.json");
    assertThat(ok(CliRun.of("audit", "anchor", anchors.toString())).out())
        .isEqualTo("wrote the heads of 2 chains to " + anchors + "\n");
    String[] against = {"--anchors", anchors.toString()};
    assertThat(CliRun.of("audit", "verify", against[0], against[1]).exit()).isZero();
    chain(1);
    assertThat(CliRun.of("audit", "verify", against[0], against[1]).exit()).isZero();
    sql(
        "DELETE FROM extension_executions WHERE id = '" + cut.get(2).entry().id() + "'",
        "DELETE FROM extension_executions WHERE chain = '" + gone.getFirst().chain() + "'");
    assertThat(CliRun.of("audit", "verify").exit()).isZero();
    assertThat(broken(against))
        .containsExactlyInAnyOrder(
            cut.getFirst().chain() + " 3 -", gone.getFirst().chain() + " 1 -");

    for (String text : List.of("", "[]", "{\"at\": 5}", "\u0000", "[".repeat(100_000))) {
      Files.writeString(anchors, text);
      CliRun run = CliRun.of("audit", "verify", "--anchors", anchors.toString(), "--json");
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.errorCode()).isEqualTo("usage-invalid");
    }
    assertThat(
            CliRun.of("audit", "verify", "--anchors", folder.resolve("none").toString(), "--json")
                .errorCode())
        .isEqualTo("not-found");
  }

  @Test
  void exportsLinesThatAreTheRows() throws IOException {
    List<AuditRow> rows = chain(3);
    Path file = folder.resolve("audit.jsonl");
    assertThat(ok(CliRun.of("audit", "export", file.toString())).out())
        .isEqualTo("wrote 3 rows to " + file + "\n");
    assertThat(Files.readAllLines(file))
        .containsExactlyElementsOf(rows.stream().map(AuditRow::toJson).toList());
    assertThat(ok(CliRun.of("audit", "export", "-")).out().lines())
        .containsExactlyElementsOf(Files.readAllLines(file));
    assertThat(Json.write(ok(CliRun.of("audit", "export", file.toString(), "--json")).document()))
        .endsWith("\"rows\":3}");
    assertThat(CliRun.of("audit", "export", folder.toString(), "--json").errorCode())
        .isEqualTo("io-failed");
    CliRun nowhere = CliRun.of("audit", "anchor", folder.resolve("no/such").toString(), "--json");
    assertThat(nowhere.exit()).isEqualTo(6);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}
